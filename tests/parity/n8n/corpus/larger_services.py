"""Services that go on after their answer, call each other, and wait for people."""

from tests.parity.n8n.case import JSON, Call, Case, Reply
from tests.parity.n8n.corpus.services import CREDENTIALS
from tests.parity.n8n.documents import (
    condition,
    fields,
    if_,
    node,
    post,
    raw,
    respond,
    using,
    webhook,
    workflow,
)

CASES = [
    Case(
        "services-dedupe-and-sign",
        (
            workflow(
                "Events",
                [
                    webhook("events", "responseNode", options={"rawBody": True}),
                    node(
                        "Extract", "extractFromFile", 1, {"operation": "text", "destinationKey": "text", "options": {}}
                    ),
                    node(
                        "HMAC",
                        "crypto",
                        2,
                        {
                            "action": "hmac",
                            "type": "SHA256",
                            "value": "={{ $('Webhook').item.json.headers['webhook-id'] }}.{{ $('Webhook').item.json.headers['webhook-timestamp'] }}.{{ $json.text }}",
                            "dataPropertyName": "expected",
                            "encoding": "base64",
                        },
                        credentials=using("crypto", "Signing"),
                    ),
                    if_(
                        "Signed?",
                        condition(
                            "=v1,{{ $json.expected }}",
                            "string.equals",
                            "={{ $('Webhook').item.json.headers['webhook-signature'] }}",
                        ),
                        condition("={{ JSON.parse($json.text).type }}", "string.startsWith", "order."),
                    ),
                    node(
                        "New?",
                        "removeDuplicates",
                        2,
                        {
                            "operation": "removeItemsSeenInPreviousExecutions",
                            "dedupeValue": "={{ $('Webhook').item.json.headers['webhook-id'] }}",
                            "options": {"historySize": 5},
                        },
                        alwaysOutputData=True,
                    ),
                    if_("Any?", condition("={{ $json.text }}", "string.exists!"), strict=False),
                    post(
                        "Forward",
                        "http://server.test/forward",
                        "={{ $json.text }}",
                        options={"response": {"response": {"neverError": True, "fullResponse": True}}},
                    ),
                    respond(
                        "Taken", body="={{ {taken: true, status: $json.statusCode} }}", options={"responseCode": 202}
                    ),
                    respond("Known", body='{"taken": false}'),
                    respond("Refused", "text", body="no", options={"responseCode": 401}),
                ],
                "Webhook > Extract > HMAC > Signed? > New? > Any? > Forward > Taken",
                "Any?#1 > Known",
                "Signed?#1 > Refused",
            ),
        ),
        tuple(
            Call(
                "/webhook/parity-events",
                body,
                headers=JSON
                | {"webhook-id": identity, "webhook-timestamp": "1700000000", "webhook-signature": signature},
            )
            for body, identity, signature in (
                ('{"type": "order.paid", "n": 1.0}', "m1", "v1,gYOn53iUs1dyIDZ+HmlClqSo356SuphzA9oNoQ2V3YE="),
                ('{"type": "order.paid", "n": 1.0}', "m1", "v1,gYOn53iUs1dyIDZ+HmlClqSo356SuphzA9oNoQ2V3YE="),
                ('{"type": "user.new"}', "m2", "v1,BkiaLpZRxBWLtLHqNIClBDqPjSkpVOrxb/3baepqgKE="),
                ('{"type": "order.paid"}', "m3", "v1,nonsense"),
                ("nonsense", "m4", "v1,zCJ+g5htbNM00uPDIH/UFLeO3RQTwMyQUiY4aBEwD1o="),
            )
        ),
        {"POST /forward": Reply({"ok": True}, 201)},
        CREDENTIALS,
    ),
    Case(
        "services-batch-import",
        (
            workflow(
                "Import one",
                [
                    node("Start", "executeWorkflowTrigger", 1.1, {"inputSource": "passthrough"}),
                    if_("Valid?", condition("={{ $json.email }}", "string.contains", "@")),
                    post("Save", "http://server.test/people", "={{ $json }}"),
                    raw("Saved", "={{ {email: $('Start').item.json.email, id: $json.id} }}"),
                    node("Stop", "stopAndError", 1, {"errorMessage": "=bad email: {{ $json.email }}"}),
                ],
                "Start > Valid? > Save > Saved",
                "Valid?#1 > Stop",
            ),
            workflow(
                "Import",
                [
                    webhook("import", options={"rawBody": True}),
                    node("Rows", "extractFromFile", 1, {"operation": "csv", "options": {}}),
                    node("Loop Over Items", "splitInBatches", 3, {"options": {}}),
                    node(
                        "Import one",
                        "executeWorkflow",
                        1.2,
                        {"workflowId": {"__rl": True, "value": "workflow:Import one", "mode": "id"}, "options": {}},
                        onError="continueRegularOutput",
                    ),
                    fields(
                        "Outcome",
                        {
                            "ok:boolean": "={{ !$json.error }}",
                            "email": "={{ $('Loop Over Items').item.json.email }}",
                            "id:number": "={{ $json.id ?? 0 }}",
                        },
                    ),
                    node(
                        "Collect",
                        "aggregate",
                        1,
                        {"aggregate": "aggregateAllItemData", "destinationFieldName": "rows", "options": {}},
                    ),
                    fields(
                        "Summary",
                        {
                            "saved:number": "={{ $json.rows.filter(r => r.ok).length }}",
                            "failed:array": "={{ $json.rows.filter(r => !r.ok).map(r => r.email) }}",
                        },
                    ),
                ],
                "Webhook > Rows > Loop Over Items > Collect > Summary",
                "Loop Over Items#1 > Import one > Outcome > Loop Over Items",
            ),
        ),
        (
            Call(
                "/webhook/parity-import",
                "name,email\nAnn,ann@x.test\nBob,nonsense\nCem,cem@x.test\n",
                headers={"content-type": "text/csv"},
            ),
        ),
        {"POST /people": [Reply({"id": 11}, 201), Reply({"id": 12}, 201)]},
    ),
    Case(
        "services-approval-deadline",
        (
            workflow(
                "On error",
                [
                    node("Error Trigger", "errorTrigger", 1),
                    post(
                        "Alert",
                        "http://server.test/alert",
                        "={{ JSON.stringify({text: `${$json.workflow.name}: ${$json.execution.error.message}`, node: $json.execution.error.node?.name ?? null, last: $json.execution.lastNodeExecuted}) }}",
                    ),
                ],
            ),
            workflow(
                "Approval",
                [
                    webhook("approval-flow", "responseNode"),
                    fields(
                        "Request",
                        {
                            "who": "={{ $json.body.who }}",
                            "amount:number": "={{ $json.body.amount }}",
                            "due": "={{ DateTime.fromISO($json.body.from).plus({days: 10}).toISODate() }}",
                        },
                    ),
                    post(
                        "Mail",
                        "http://server.test/mail",
                        "={{ {to: 'boss', link: $execution.resumeUrl, due: $json.due} }}",
                    ),
                    respond(
                        "Pending",
                        body="={{ {pending: true, due: $('Request').item.json.due} }}",
                        options={"responseCode": 202},
                    ),
                    node(
                        "Wait",
                        "wait",
                        1.1,
                        {"resume": "webhook", "httpMethod": "POST", "responseMode": "lastNode", "options": {}},
                        webhookId="0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a21",
                    ),
                    if_(
                        "Yes?",
                        condition("={{ $json.body.approved }}", "boolean.true!"),
                        condition("={{ $('Request').item.json.amount }}", "number.lte", 1000),
                    ),
                    post(
                        "Pay",
                        "http://server.test/pay",
                        "={{ {who: $('Request').item.json.who, amount: $('Request').item.json.amount} }}",
                    ),
                    raw("Declined", "={{ {paid: false, why: $json.body.why ?? 'limit'} }}"),
                ],
                "Webhook > Request > Mail > Pending > Wait > Yes? > Pay",
                "Yes?#1 > Declined",
                errorWorkflow="workflow:On error",
            ),
        ),
        (
            Call("/webhook/parity-approval-flow", {"who": "ann", "amount": 20, "from": "2024-02-25"}),
            Call("resume", {"approved": True}),
            Call("/webhook/parity-approval-flow", {"who": "bob", "amount": 5000, "from": "2024-12-31"}),
            Call("resume", {"approved": True}),
            Call("/webhook/parity-approval-flow", {"who": "cem", "amount": 1, "from": "2024-01-01"}),
            Call("resume", {"approved": "yes"}),
        ),
        {"POST /mail": Reply({"ok": 1}), "POST /pay": Reply({"paid": True}), "POST /alert": Reply({"ok": 1})},
    ),
    Case(
        "services-fan-out",
        (
            workflow(
                "Fan out",
                [
                    webhook("fan-out", responseData="allEntries"),
                    post("Left", "http://server.test/left", "={{ {n: $json.body.n} }}", position=[220, -200]),
                    post(
                        "Right",
                        "http://server.test/right",
                        "={{ {n: $json.body.n} }}",
                        position=[220, 200],
                        onError="continueRegularOutput",
                    ),
                    fields("Left value", {"left:number": "={{ $json.v }}"}, position=[440, -200]),
                    fields(
                        "Right value", {"right": "={{ $json.error ? 'failed' : String($json.v) }}"}, position=[440, 200]
                    ),
                    node(
                        "Merge",
                        "merge",
                        3,
                        {"mode": "combine", "combineBy": "combineByPosition", "options": {}},
                        position=[660, 0],
                    ),
                    raw("Both", "={{ {...$json, n: $('Webhook').first().json.body.n} }}", position=[880, 0]),
                ],
                "Webhook > Left > Left value > Merge > Both",
                "Webhook > Right > Right value > 1#Merge",
            ),
        ),
        (Call("/webhook/parity-fan-out", {"n": 1}), Call("/webhook/parity-fan-out", {"n": 2})),
        {"POST /left": [Reply({"v": 10}), Reply({"v": 20})], "POST /right": [Reply({"v": 5}), Reply({"no": 1}, 404)]},
    ),
]
