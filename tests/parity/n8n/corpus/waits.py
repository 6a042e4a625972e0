"""Executions that pause: for a moment, until they are called, between two looks at a slow provider."""

from tests.parity.n8n.case import Call, Case, Reply
from tests.parity.n8n.documents import condition, fields, http, if_, node, post, raw, respond, webhook, workflow

WAIT = {"resume": "webhook", "httpMethod": "POST", "options": {}}

CASES = [
    Case(
        "waits-moment",
        (
            workflow(
                "Moment",
                [
                    webhook("wait-moment"),
                    node("Wait", "wait", 1.1, {"amount": 0.2}),
                    raw("After", "={{ {after: $json.body.a} }}"),
                ],
            ),
        ),
        (Call("/webhook/parity-wait-moment", {"a": 1}),),
    ),
    Case(
        "waits-past",
        (
            workflow(
                "Past",
                [
                    webhook("wait-past"),
                    node("Wait", "wait", 1.1, {"resume": "specificTime", "dateTime": "2020-01-01T00:00:00"}),
                    raw("After", '{"after": true}'),
                ],
            ),
        ),
        (Call("/webhook/parity-wait-past", {}),),
    ),
    Case(
        "waits-callback",
        (
            workflow(
                "Callback",
                [
                    webhook("wait-callback", "responseNode"),
                    post(
                        "Start",
                        "http://server.test/jobs",
                        "={{ {prompt: $json.body.prompt, webhook: $execution.resumeUrl} }}",
                    ),
                    respond("Accepted", body="={{ {job: $json.id} }}", options={"responseCode": 202}),
                    node("Wait", "wait", 1.1, WAIT, webhookId="0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a11"),
                    post(
                        "Report",
                        "http://server.test/report",
                        "={{ {status: $json.body.status, output: $json.body.output, job: $('Start').item.json.id, prompt: $('Webhook').item.json.body.prompt} }}",
                    ),
                ],
            ),
        ),
        (
            Call("/webhook/parity-wait-callback", {"prompt": "a cat"}),
            Call("resume", {"status": "succeeded", "output": ["x"]}),
            Call("resume", {"status": "again"}),
        ),
        {"POST /jobs": Reply({"id": "job-1"}, 201), "POST /report": Reply({"ok": True})},
    ),
    Case(
        "waits-approval",
        (
            workflow(
                "Approval",
                [
                    webhook("wait-approval", "onReceived"),
                    post("Ask", "http://server.test/ask", "={{ {url: $execution.resumeUrl} }}"),
                    node(
                        "Wait",
                        "wait",
                        1.1,
                        WAIT | {"httpMethod": "GET", "responseMode": "lastNode"},
                        webhookId="0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a12",
                    ),
                    if_("Approved?", condition("={{ $json.query.approved }}", "string.equals", "yes")),
                    raw("Yes", '{"state": "approved"}'),
                    raw(
                        "No",
                        "={{ {state: 'declined', query: Object.keys($json.query), asked: $('Ask').item.json.ok} }}",
                    ),
                ],
                "Webhook > Ask > Wait > Approved? > Yes",
                "Approved?#1 > No",
            ),
        ),
        (Call("/webhook/parity-wait-approval", {}), Call("resume", {}, "POST"), Call("resume", method="GET")),
        {"POST /ask": Reply({"ok": True})},
    ),
    Case(
        "waits-limit",
        (
            workflow(
                "Limit",
                [
                    webhook("wait-limit", "onReceived"),
                    post("Ask", "http://server.test/ask", "={{ {url: $execution.resumeUrl} }}"),
                    node(
                        "Wait",
                        "wait",
                        1.1,
                        WAIT
                        | {
                            "limitWaitTime": True,
                            "limitType": "afterTimeInterval",
                            "resumeAmount": 10,
                            "resumeUnit": "minutes",
                        },
                        webhookId="0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a13",
                    ),
                    post(
                        "Report",
                        "http://server.test/report",
                        "={{ {called: !!$json.webhookUrl, body: $json.body ?? null} }}",
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-wait-limit", {"a": 1}), Call("resume", {"b": 2})),
        {"POST /ask": Reply({"ok": True}), "POST /report": Reply({"ok": True})},
    ),
    Case(
        "waits-polling",
        (
            workflow(
                "Polling",
                [
                    webhook("wait-polling", responseData="allEntries"),
                    post("Create", "http://server.test/predictions", "={{ {input: $json.body} }}"),
                    node("Wait", "wait", 1.1, {"amount": 0.1}),
                    http("Look", "=http://server.test/predictions/{{ $('Create').item.json.id }}"),
                    node(
                        "Switch",
                        "switch",
                        3.2,
                        {
                            "rules": {
                                "values": [
                                    {
                                        "conditions": {
                                            "options": {
                                                "caseSensitive": True,
                                                "leftValue": "",
                                                "typeValidation": "strict",
                                                "version": 2,
                                            },
                                            "conditions": [condition("={{ $json.status }}", "string.equals", status)],
                                            "combinator": "and",
                                        }
                                    }
                                    for status in ("succeeded", "failed")
                                ]
                            },
                            "options": {"fallbackOutput": "extra"},
                        },
                    ),
                    fields("Done", {"url": "={{ $json.output[0] }}", "looks:number": "={{ $runIndex + 1 }}"}),
                    raw("Failed", "={{ {failed: $json.error} }}"),
                    if_("Again?", condition("={{ $runIndex }}", "number.lt", 2)),
                    raw("Gave up", "={{ {looks: $runIndex + 1, status: $json.status} }}"),
                ],
                "Webhook > Create > Wait > Look > Switch > Done",
                "Switch#1 > Failed",
                "Switch#2 > Again? > Wait",
                "Again?#1 > Gave up",
            ),
        ),
        tuple(Call("/webhook/parity-wait-polling", {"prompt": prompt}) for prompt in ("fine", "bad", "slow")),
        {
            "POST /predictions": [Reply({"id": "p1"}, 201), Reply({"id": "p2"}, 201), Reply({"id": "p3"}, 201)],
            "GET /predictions/p1": [
                Reply({"status": "starting"}),
                Reply({"status": "succeeded", "output": ["http://server.test/1.png"]}),
            ],
            "GET /predictions/p2": Reply({"status": "failed", "error": "NSFW"}),
            "GET /predictions/p3": Reply({"status": "processing"}),
        },
    ),
    Case(
        "waits-respond-after",
        (
            workflow(
                "Answer after",
                [
                    webhook("wait-respond", "responseNode"),
                    node("Wait", "wait", 1.1, {"amount": 0.1}),
                    respond(body="={{ {late: $json.body.a} }}"),
                ],
            ),
        ),
        (Call("/webhook/parity-wait-respond", {"a": 5}),),
    ),
]
