"""Errors: raised, caught, retried, sent down another way, told to an error workflow."""

from tests.parity.n8n.case import Call, Case, Reply
from tests.parity.n8n.documents import (
    code,
    condition,
    filter_,
    http,
    if_,
    node,
    post,
    raw,
    respond,
    webhook,
    workflow,
)

LIST = {"list": [{"v": 1}, {"v": "two"}, {"v": 3}], "url": "x"}
SPLIT = node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.list", "options": {}})
PARTLY = code(
    "Partly",
    "if (typeof $json.v !== 'number') throw new Error(`not a number: ${$json.v}`);\nreturn {json: {v: $json.v * 2}};",
    each=True,
)


def ways(path: str, on_error: str) -> Case:
    """Give a case in which a node fails for one item of three."""
    made = workflow(
        f"Ways {path}",
        [
            webhook(path, responseData="allEntries"),
            SPLIT,
            PARTLY | {"onError": on_error},
            raw("Fine", "={{ {fine: $json, v: $('Split Out').item.json.v} }}"),
            raw("Failed", "={{ {failed: $json.error, v: $json.v} }}"),
            node("Merge", "merge", 3, {}),
        ],
        "Webhook > Split Out > Partly > Fine > Merge",
        "Partly#1 > Failed > 1#Merge",
    )
    return Case(f"errors-{path}", (made,), (Call(f"/webhook/parity-{path}", LIST),))


def asked(name: str, text: str) -> Case:
    """Give a case that evaluates one expression that is wrong."""
    path = f"expression-{name}"
    return Case(
        f"errors-{path}",
        (workflow("Wrong", [webhook(path), raw("Ask", text)]),),
        (Call(f"/webhook/parity-{path}", LIST),),
    )


CASES = [
    ways("stop-workflow", "stopWorkflow"),
    ways("continue-regular", "continueRegularOutput"),
    ways("continue-error", "continueErrorOutput"),
    asked("syntax", "={{ {a: $json.body. } }}"),
    asked("reference", "={{ {a: nothing.here} }}"),
    asked("undefined", "={{ {a: $json.no.such.path} }}"),
    asked("node", "={{ {a: $('No Such Node').item.json.x} }}"),
    asked("not-run", "={{ {a: $('Ask').first().json} }}"),
    asked("throws", "={{ (() => { throw new Error('by hand') })() }}"),
    asked("json", '={"a": {{ $json.body.list }} }'),
    Case(
        "errors-stop",
        (
            workflow(
                "Stop",
                [
                    webhook("stop"),
                    if_("Object?", condition("={{ $json.body.object }}", "boolean.true!"), strict=False),
                    node(
                        "Stop object",
                        "stopAndError",
                        1,
                        {
                            "errorType": "errorObject",
                            "errorObject": '={"message": "as an object", "code": {{ $json.body.code }}, "description": "more"}',
                        },
                    ),
                    node("Stop message", "stopAndError", 1, {"errorMessage": "=as a message: {{ $json.body.code }}"}),
                ],
                "Webhook > Object? > Stop object",
                "Object?#1 > Stop message",
            ),
        ),
        (
            Call("/webhook/parity-stop", {"object": True, "code": 7}),
            Call("/webhook/parity-stop", {"object": False, "code": 8}),
        ),
    ),
    Case(
        "errors-workflow",
        (
            workflow(
                "Errors",
                [
                    node("Error Trigger", "errorTrigger", 1),
                    post(
                        "Tell",
                        "http://server.test/alert",
                        "={{ {workflow: $json.workflow.name, node: $json.execution.lastNodeExecuted, message: $json.execution.error.message, mode: $json.execution.mode, keys: Object.entries($json.execution).filter(([, v]) => v !== undefined).map(([k]) => k).sort()} }}",
                    ),
                ],
            ),
            workflow(
                "Fails",
                [
                    webhook("error-workflow", "onReceived"),
                    code(
                        "Break",
                        "const order = $input.first().json.body.order;\nreturn [{json: {total: order.lines.length}}];",
                    ),
                ],
                errorWorkflow="workflow:Errors",
            ),
        ),
        (Call("/webhook/parity-error-workflow", {"order": {}}),),
        {"POST /alert": Reply({"ok": True})},
    ),
    Case(
        "errors-workflow-respond",
        (
            workflow(
                "Errors",
                [
                    node("Error Trigger", "errorTrigger", 1),
                    raw(
                        "Note",
                        "={{ {text: `${$json.workflow.name} failed at ${$json.execution.lastNodeExecuted}: ${$json.execution.error.message}`} }}",
                    ),
                ],
            ),
            workflow(
                "Fails",
                [
                    webhook("error-respond", "responseNode"),
                    respond("Accepted", body='{"accepted": true}', options={"responseCode": 202}),
                    node("Stop", "stopAndError", 1, {"errorMessage": "after the answer"}),
                ],
                errorWorkflow="workflow:Errors",
            ),
        ),
        (Call("/webhook/parity-error-respond", {}),),
    ),
    Case(
        "errors-retry",
        (
            workflow(
                "Retry",
                [
                    webhook("retry"),
                    http("Flaky", "http://server.test/flaky", retryOnFail=True, maxTries=3, waitBetweenTries=50),
                    raw("Done", "={{ {got: $json.value, run: $runIndex} }}"),
                ],
            ),
        ),
        (Call("/webhook/parity-retry", {}), Call("/webhook/parity-retry", {})),
        {
            "GET /flaky": [
                Reply({"e": 1}, 503),
                Reply({"e": 2}, 500),
                Reply({"value": 42}),
                Reply({"e": 3}, 404),
                Reply({"e": 4}, 404),
            ]
        },
    ),
    Case(
        "errors-retry-output",
        (
            workflow(
                "Retry then another way",
                [
                    webhook("retry-output", "responseNode"),
                    http(
                        "Flaky",
                        "http://server.test/flaky",
                        retryOnFail=True,
                        maxTries=2,
                        waitBetweenTries=10,
                        onError="continueErrorOutput",
                    ),
                    respond("Fine", body="={{ $json }}"),
                    respond(
                        "Failed",
                        body="={{ {message: $json.error.message, status: $json.error.status, in: $json.body} }}",
                        options={"responseCode": 503},
                    ),
                ],
                "Webhook > Flaky > Fine",
                "Flaky#1 > Failed",
            ),
        ),
        (Call("/webhook/parity-retry-output", {"a": 1}),),
        {"GET /flaky": Reply({"error": {"message": "down"}}, 503)},
    ),
    Case(
        "errors-filter-types",
        (
            workflow(
                "Wrong types",
                [
                    webhook("filter-types", "responseNode"),
                    filter_(
                        "Filter",
                        condition("={{ $json.body.when }}", "dateTime.after", "2024-01-01T00:00:00"),
                        onError="continueErrorOutput",
                    ),
                    respond("Fine", body="={{ $json.body }}"),
                    respond("Failed", body="={{ {error: $json.error} }}", options={"responseCode": 422}),
                ],
                "Webhook > Filter > Fine",
                "Filter#1 > Failed",
            ),
        ),
        tuple(
            Call("/webhook/parity-filter-types", {"when": when})
            for when in ("2024-06-01", "yesterday", 5, None, "2023-01-01")
        ),
    ),
    Case(
        "errors-respond-fails",
        (
            workflow(
                "Bad answer", [webhook("respond-fails", "responseNode"), respond(body='={"a": {{ $json.body.a }} }')]
            ),
        ),
        (
            Call("/webhook/parity-respond-fails", {"a": 1}),
            Call("/webhook/parity-respond-fails", {"a": "text"}),
            Call("/webhook/parity-respond-fails", {"a": [1]}),
        ),
    ),
]
