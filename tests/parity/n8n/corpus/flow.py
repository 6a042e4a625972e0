"""How executions go through a workflow: loops, branches, sub-workflows, what is disabled, what runs once."""

from tests.parity.n8n.case import Call, Case, Document, Reply
from tests.parity.n8n.documents import (
    code,
    condition,
    fields,
    filter_,
    if_,
    node,
    post,
    raw,
    webhook,
    workflow,
)

FIVE = code("Generate", "return Array.from({length: 5}, (_, i) => ({json: {n: i + 1}}));")
NUMBERS = {"numbers": [3, 1, 4, 1, 5]}


def one(
    name: str, path: str, nodes: list[Document], *links: str, calls: tuple[Call, ...] = (), **settings: object
) -> Case:
    """Give a case of one workflow."""
    made = workflow(name, [webhook(path, responseData="allEntries"), *nodes], *links, **settings)
    return Case(f"flow-{path}", (made,), calls or (Call(f"/webhook/parity-{path}", NUMBERS),))


TRIGGER = node("When Executed by Another Workflow", "executeWorkflowTrigger", 1.1, {"inputSource": "passthrough"})


def call_of(name: str, target: str, version: float = 1.2, **more: object) -> Document:
    """Give a node that runs another workflow."""
    own = {key: more.pop(key) for key in ("onError",) if key in more}
    parameters = {
        "workflowId": {"__rl": True, "value": f"workflow:{target}", "mode": "list", "cachedResultName": target}
    }
    return node(name, "executeWorkflow", version, parameters | {"options": {}} | more, **own)


CASES = [
    one(
        "Batches",
        "batches",
        [
            FIVE,
            node("Loop Over Items", "splitInBatches", 3, {"batchSize": 2, "options": {}}),
            fields(
                "Square",
                {
                    "n:number": "={{ $json.n }}",
                    "square:number": "={{ $json.n ** 2 }}",
                    "run:number": "={{ $runIndex }}",
                },
            ),
            node("Aggregate", "aggregate", 1, {"aggregate": "aggregateAllItemData", "options": {}}),
        ],
        "Webhook > Generate > Loop Over Items > Aggregate",
        "Loop Over Items#1 > Square > Loop Over Items",
    ),
    Case(
        "flow-batches-calls",
        (
            workflow(
                "Batches that call",
                [
                    webhook("batches-calls", responseData="allEntries"),
                    node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.orders", "options": {}}),
                    node("Loop Over Items", "splitInBatches", 3, {"options": {}}),
                    post("Send", "http://server.test/orders", '={"id": {{ $json.id }}, "run": {{ $runIndex }}}'),
                    if_("Accepted?", condition("={{ $json.ok }}", "boolean.true!")),
                    raw("Yes", "={{ {id: $('Loop Over Items').item.json.id, state: 'sent', ref: $json.ref} }}"),
                    raw("No", "={{ {id: $('Loop Over Items').item.json.id, state: 'refused'} }}"),
                    filter_("Sent only", condition("={{ $json.state }}", "string.equals", "sent")),
                ],
                "Webhook > Split Out > Loop Over Items > Sent only",
                "Loop Over Items#1 > Send > Accepted? > Yes > Loop Over Items",
                "Accepted?#1 > No > Loop Over Items",
            ),
        ),
        (Call("/webhook/parity-batches-calls", {"orders": [{"id": 11}, {"id": 12}, {"id": 13}]}),),
        {
            "POST /orders": [
                Reply({"ok": True, "ref": "r-1"}),
                Reply({"ok": False}),
                Reply({"ok": True, "ref": "r-3"}, 201),
            ]
        },
    ),
    one(
        "Loop by hand",
        "loop-by-hand",
        [
            fields("Start", {"count:number": "0", "list:array": "={{ $json.body.numbers }}"}),
            fields(
                "Next",
                {
                    "count:number": "={{ $json.count + 1 }}",
                    "list:array": "={{ $json.list.slice(1) }}",
                    "sum:number": "={{ ($json.sum || 0) + $json.list[0] }}",
                },
            ),
            if_("More?", condition("={{ $json.list }}", "array.notEmpty!")),
            raw("Done", "={{ {sum: $json.sum, runs: $('Next').all().length, last: $runIndex} }}"),
        ],
        "Webhook > Start > Next > More? > Next",
        "More?#1 > Done",
    ),
    one(
        "Three branches",
        "branches",
        [
            raw("A", '{"b": "a"}', position=[220, 200]),
            raw("A2", "={{ {b: $json.b + '2', in: $('Webhook').item.json.body.numbers.length} }}", position=[440, 200]),
            raw("B", '{"b": "b"}', position=[220, -200]),
            raw("B2", "={{ {b: $json.b + '2'} }}", position=[440, -200]),
            raw("C", '{"b": "c"}', position=[220, 0]),
            node("Merge", "merge", 3.1, {"numberInputs": 3}, position=[660, 0]),
        ],
        "Webhook > A > A2 > Merge",
        "Webhook > B > B2 > 1#Merge",
        "Webhook > C > 2#Merge",
    ),
    one(
        "If meets Merge",
        "diamond",
        [
            FIVE,
            if_("Even?", condition("={{ $json.n % 2 }}", "number.equals", 0)),
            fields("Half", {"half:number": "={{ $json.n / 2 }}"}),
            fields("Triple", {"triple:number": "={{ $json.n * 3 }}"}),
            node("Merge", "merge", 3, {}),
            raw("Back", "={{ {...$json, n: $('Generate').item.json.n, even: $('Even?').isExecuted} }}"),
        ],
        "Webhook > Generate > Even? > Half > Merge > Back",
        "Even?#1 > Triple > 1#Merge",
    ),
    one(
        "One branch only",
        "one-branch",
        [
            if_("Never", condition("={{ $json.body.numbers.length }}", "number.gt", 100)),
            raw("Yes", '{"yes": 1}'),
            raw("No", "={{ {no: true, other: $('Yes').isExecuted} }}"),
            node("Merge", "merge", 3.2, {}),
        ],
        "Webhook > Never > Yes > Merge",
        "Never#1 > No > 1#Merge",
    ),
    one(
        "Disabled and notes",
        "disabled",
        [
            raw("Kept", '{"kept": 1, "list": [1]}'),
            node("Stop", "stopAndError", 1, {"errorMessage": "never"}, disabled=True),
            raw("Off", '{"off": true}', disabled=True),
            if_("Off too", condition("={{ $json.kept }}", "number.equals", 2), disabled=True),
            raw("End", "={{ {...$json, end: 1} }}"),
            node("Sticky Note", "stickyNote", 1, {"content": "## A note\nthat says why", "height": 200}),
            node("No Operation, do nothing", "noOp", 1),
            node("When clicking ‘Execute workflow’", "manualTrigger", 1),
            node(
                "Schedule Trigger",
                "scheduleTrigger",
                1.2,
                {"rule": {"interval": [{"field": "hours", "hoursInterval": 12}]}},
            ),
        ],
        "Webhook > Kept > Stop > Off > Off too > End > No Operation, do nothing",
        "When clicking ‘Execute workflow’ > Kept",
        "Schedule Trigger > Kept",
    ),
    one(
        "Always output",
        "always-output",
        [
            filter_("None", condition("={{ $json.body.numbers.length }}", "number.gt", 100), alwaysOutputData=True),
            raw("After", "={{ {empty: Object.keys($json).length === 0, count: $input.all().length} }}"),
        ],
    ),
    one(
        "Nothing left",
        "nothing-left",
        [
            filter_("None", condition("={{ $json.body.numbers.length }}", "number.gt", 100)),
            raw("After", '{"never": 1}'),
        ],
    ),
    one(
        "Once",
        "execute-once",
        [
            FIVE,
            fields(
                "Once", {"n:number": "={{ $json.n }}", "all:number": "={{ $input.all().length }}"}, executeOnce=True
            ),
            raw("Back", "={{ {n: $json.n, g: $('Generate').item.json.n} }}"),
        ],
    ),
    one(
        "All of a node",
        "all-of-a-node",
        [
            FIVE,
            raw(
                "Sum",
                "={{ {sum: $('Generate').all().map(i => i.json.n).sum(), first: $('Generate').first().json.n, last: $('Generate').last().json.n, at: $('Generate').itemMatching(2).json.n} }}",
                executeOnce=True,
            ),
        ],
    ),
]
