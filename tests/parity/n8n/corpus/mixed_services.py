"""Services that mix node types: pictures, approvals, reports, guards and forms."""

from tests.parity.n8n.case import Call, Case, Reply
from tests.parity.n8n.documents import (
    code,
    condition,
    fields,
    http,
    if_,
    node,
    pairs,
    post,
    respond,
    using,
    webhook,
    workflow,
)

pictures = Case(
    "mixes-picture-service",
    (
        workflow(
            "Pictures",
            [
                webhook("mixes-pictures", "responseNode"),
                if_(
                    "Prompt?",
                    condition("={{ ($json.body.prompt ?? '').trim() }}", "string.notEmpty!"),
                    condition("={{ $json.body.n ?? 1 }}", "number.lte", 2),
                ),
                respond(
                    "Refused",
                    "json",
                    body='={ "error": "prompt: {{ $json.body.prompt ?? "missing" }}" }',
                    options={"responseCode": 422},
                ),
                post(
                    "Paint",
                    "http://server.test/v1/images/generations",
                    "={{ JSON.stringify({ model: 'm', prompt: $json.body.prompt.trim(), n: $json.body.n || 1 }) }}",
                    onError="continueErrorOutput",
                    options={"timeout": 3000, "response": {"response": {"fullResponse": True}}},
                ),
                node(
                    "Outcome",
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
                                            "typeValidation": "loose",
                                            "version": 2,
                                        },
                                        "conditions": [
                                            condition("={{ $json.body.data[0].b64_json }}", "string.exists!")
                                        ],
                                        "combinator": "and",
                                    },
                                    "renameOutput": True,
                                    "outputKey": "data",
                                },
                                {
                                    "conditions": {
                                        "options": {
                                            "caseSensitive": True,
                                            "leftValue": "",
                                            "typeValidation": "loose",
                                            "version": 2,
                                        },
                                        "conditions": [
                                            condition("={{ $json.body.data[0].url }}", "string.startsWith", "http")
                                        ],
                                        "combinator": "and",
                                    },
                                    "renameOutput": True,
                                    "outputKey": "link",
                                },
                            ]
                        },
                        "looseTypeValidation": True,
                        "options": {"fallbackOutput": "extra"},
                    },
                ),
                node(
                    "Picture",
                    "convertToFile",
                    1.1,
                    {
                        "operation": "toBinary",
                        "sourceProperty": "body.data[0].b64_json",
                        "binaryPropertyName": "picture",
                        "options": {"fileName": "fox.png", "mimeType": "image/png"},
                    },
                ),
                node(
                    "Digest",
                    "crypto",
                    1,
                    {
                        "action": "hash",
                        "type": "SHA256",
                        "binaryData": True,
                        "binaryPropertyName": "picture",
                        "dataPropertyName": "sha256",
                        "encoding": "hex",
                    },
                ),
                respond(
                    "Shown",
                    "binary",
                    responseDataSource="set",
                    inputFieldName="picture",
                    options={"responseHeaders": {"entries": [{"name": "x-sha256", "value": "={{ $json.sha256 }}"}]}},
                ),
                http(
                    "Fetch",
                    "={{ $json.body.data[0].url }}",
                    options={"response": {"response": {"responseFormat": "file", "outputPropertyName": "got"}}},
                ),
                respond("Fetched", "binary", options={"responseCode": 203}),
                respond(
                    "Odd",
                    "text",
                    body="=odd: {{ Object.keys($json.body ?? {}).join() }}",
                    options={"responseCode": 502},
                ),
                respond(
                    "Down",
                    "json",
                    body="={{ { failed: $json.error, kind: typeof $json.error } }}",
                    options={"responseCode": 503},
                ),
            ],
            "Webhook > Prompt? > Paint > Outcome > Picture > Digest > Shown",
            "Prompt?#1 > Refused",
            "Outcome#1 > Fetch > Fetched",
            "Outcome#2 > Odd",
            "Paint#1 > Down",
        ),
    ),
    (
        Call("/webhook/parity-mixes-pictures", {"prompt": " a fox "}),
        Call("/webhook/parity-mixes-pictures", {"prompt": "a fox", "n": 2}),
        Call("/webhook/parity-mixes-pictures", {"prompt": "a fox"}),
        Call("/webhook/parity-mixes-pictures", {"prompt": "a fox"}),
        Call("/webhook/parity-mixes-pictures", {"prompt": "a fox"}),
        Call("/webhook/parity-mixes-pictures", {"prompt": "  "}),
        Call("/webhook/parity-mixes-pictures", {"n": 1}),
        Call("/webhook/parity-mixes-pictures", {"prompt": "a fox", "n": "two"}),
    ),
    {
        "POST /v1/images/generations": [
            Reply({"created": 1, "data": [{"b64_json": "iVBORw0KGgo="}]}),
            Reply({"data": [{"url": "http://server.test/files/fox.webp"}]}),
            Reply({"data": []}),
            Reply(
                {"error": {"message": "blocked", "type": "image_generation_user_error", "code": "moderation_blocked"}},
                400,
            ),
            Reply(fault="reset"),
        ],
        "GET /files/fox.webp": Reply(b"RIFF\x04\x00\x00\x00WEBP", headers={"content-type": "image/webp"}),
    },
)

approval = Case(
    "mixes-two-waits",
    (
        workflow(
            "Approval",
            [
                webhook("mixes-waits", "onReceived", options={"responseData": "noted"}),
                post("Ask", "http://server.test/ask", "={{ { url: $execution.resumeUrl, who: $json.body.who } }}"),
                node(
                    "Wait",
                    "wait",
                    1.1,
                    {"resume": "webhook", "httpMethod": "POST", "responseMode": "lastNode", "options": {}},
                ),
                if_(
                    "Yes?",
                    condition(
                        "={{ $json.body.answer }}",
                        "string.equals",
                        "yes",
                    ),
                ),
                fields(
                    "Granted",
                    {
                        "by": "={{ $('Webhook').item.json.body.who }}",
                        "said": "={{ $json.body.answer }}",
                        "query": "={{ $json.query.via }}",
                    },
                ),
                post("Again", "http://server.test/again", "={{ { url: $execution.resumeUrl } }}"),
                node("Wait Again", "wait", 1.1, {"resume": "webhook", "options": {}}),
                fields("Final", {"said": "={{ $json.query.answer ?? 'nothing' }}"}),
                post("Tell", "http://server.test/tell", "={{ $json }}"),
            ],
            "Webhook > Ask > Wait > Yes? > Granted",
            "Yes?#1 > Again > Wait Again > Final > Tell",
        ),
    ),
    (
        Call("/webhook/parity-mixes-waits", {"who": "ann"}),
        Call("resume", {"answer": "yes"}),
        Call("/webhook/parity-mixes-waits", {"who": "bob"}),
        Call("resume", {"answer": "no"}),
        Call("resume", method="GET"),
    ),
    {"POST /ask": Reply({"ok": 1}), "POST /again": Reply({"ok": 2}), "POST /tell": Reply("thanks")},
)

reports = Case(
    "mixes-report-mail",
    (
        workflow(
            "Report",
            [
                webhook("mixes-report", "responseNode"),
                http(
                    "Sales",
                    "http://server.test/sales",
                    authentication="genericCredentialType",
                    genericAuthType="httpHeaderAuth",
                    credentials=using("httpHeaderAuth", "Key"),
                ),
                http("Staff", "http://server.test/staff", executeOnce=True),
                node(
                    "Joined",
                    "merge",
                    3,
                    {
                        "mode": "combine",
                        "combineBy": "combineByFields",
                        "fieldsToMatchString": "staff",
                        "joinMode": "enrichInput1",
                        "options": {"multipleMatches": "first", "disableDotNotation": True},
                    },
                ),
                code(
                    "Table",
                    ""
                    "const rows = $input.all().map(i => i.json);\n"
                    "const total = rows.reduce((s, r) => s + r.sum, 0);\n"
                    "const lines = rows.map(r => [r.staff, r.name ?? '?', r.sum.toFixed(2)].join('\\t'));\n"
                    "return [{ json: { text: lines.join('\\n'), total, best: rows.sort((a, b) => b.sum - a.sum)[0], date: new Date(Date.UTC(2024, 0, 2)).toISOString() } }];",
                ),
                node(
                    "File",
                    "convertToFile",
                    1.1,
                    {
                        "operation": "toText",
                        "sourceProperty": "text",
                        "binaryPropertyName": "report",
                        "options": {"fileName": "report.tsv", "encoding": "utf16le"},
                    },
                ),
                http(
                    "Mail",
                    "http://server.test/mail",
                    "POST",
                    sendBody=True,
                    contentType="multipart-form-data",
                    bodyParameters={
                        "parameters": [
                            {"name": "subject", "value": "=Total {{ $('Table').item.json.total.toFixed(1) }}"},
                            {"parameterType": "formBinaryData", "name": "file", "inputDataFieldName": "report"},
                        ]
                    },
                ),
                respond(body="={{ { best: $('Table').first().json.best, mail: $json } }}"),
            ],
            "Webhook > Sales > Joined > Table > File > Mail > Respond",
            "Webhook > Staff > 1#Joined",
        ),
    ),
    (Call("/webhook/parity-mixes-report", {}),),
    {
        "GET /sales": Reply([{"staff": 1, "sum": 10.5}, {"staff": 2, "sum": 99}, {"staff": 9, "sum": 0.333}]),
        "GET /staff": Reply(
            [{"staff": 1, "name": "Ann"}, {"staff": 2, "name": "Bo"}, {"staff": 2, "name": "Bo again"}]
        ),
        "POST /mail": Reply("queued", 202),
    },
    {"Key": ("httpHeaderAuth", {"name": "X-Key", "value": "k-1"})},
)

guarded = Case(
    "mixes-guarded",
    (
        workflow(
            "Guard",
            [
                node("Error Trigger", "errorTrigger", 1),
                post(
                    "Report",
                    "http://server.test/alarm",
                    "={{ { flow: $json.workflow.name, node: $json.execution.lastNodeExecuted, text: $json.execution.error.message, mode: $json.execution.mode } }}",
                ),
            ],
        ),
        workflow(
            "Guarded",
            [
                webhook("mixes-guarded", "responseNode"),
                code(
                    "Check",
                    "for (const item of $input.all()) {\n"
                    "  const b = item.json.body;\n"
                    "  if (!Array.isArray(b.items)) throw new Error(`items: expected a list, got ${typeof b.items}`);\n"
                    "  item.json.sum = b.items.map(x => x.n).reduce((a, c) => a + c, 0);\n"
                    "}\nreturn $input.all();",
                ),
                node(
                    "Big?",
                    "if",
                    1,
                    {"conditions": {"number": [{"value1": "={{ $json.sum }}", "operation": "larger", "value2": 10}]}},
                ),
                node(
                    "Stop",
                    "stopAndError",
                    1,
                    {
                        "errorType": "errorObject",
                        "errorObject": '={ "code": 42, "message": "sum {{ $json.sum }} is too big", "list": [1] }',
                    },
                ),
                respond(body="={{ $json.sum }}", options={}),
            ],
            "Webhook > Check > Big? > Stop",
            "Big?#1 > Respond",
            errorWorkflow="workflow:Guard",
        ),
    ),
    (
        Call("/webhook/parity-mixes-guarded", {"items": [{"n": 1}, {"n": 2}]}),
        Call("/webhook/parity-mixes-guarded", {"items": [{"n": 10}, {"n": 2}]}),
        Call("/webhook/parity-mixes-guarded", {"items": "none"}),
        Call("/webhook/parity-mixes-guarded", {"items": [{"n": "a"}, {}]}),
        Call("/webhook/parity-mixes-guarded", {"items": [None]}),
    ),
    {"POST /alarm": Reply({"ok": True})},
)

forms = Case(
    "mixes-form-and-query",
    (
        workflow(
            "Form",
            [
                webhook("mixes-form/:kind", "responseNode", options={"rawBody": False}),
                fields(
                    "Read",
                    {
                        "kind": "={{ $json.params.kind }}",
                        "names:array": "={{ [$json.body.name].flat() }}",
                        "page": "={{ $json.query.page }}",
                        "type": "={{ $json.headers['content-type'] }}",
                        "has:boolean": "={{ $json.body.hasOwnProperty('agree') }}",
                    },
                    include="none",
                ),
                http(
                    "Send",
                    "http://server.test/forms",
                    "POST",
                    sendHeaders=True,
                    headerParameters=pairs(X__Kind="={{ $json.kind }}", Accept="text/plain"),
                    sendQuery=True,
                    queryParameters=pairs(page="={{ $json.page }}", names="={{ $json.names }}"),
                    sendBody=True,
                    contentType="form-urlencoded",
                    bodyParameters=pairs(
                        first="={{ $json.names[0] }}", all="={{ $json.names.join('+') }}", flag="={{ $json.has }}"
                    ),
                    options={
                        "redirect": {"redirect": {"followRedirects": False}},
                        "response": {
                            "response": {
                                "neverError": True,
                                "fullResponse": True,
                                "responseFormat": "text",
                                "outputPropertyName": "said",
                            }
                        },
                    },
                ),
                respond(
                    "Respond", "redirect", redirectURL="={{ $json.headers.location }}", options={"responseCode": 303}
                ),
            ],
        ),
    ),
    (
        Call(
            "/webhook/7d36b2f4-de1a-53ab-bd3c-2fbaa1b6508d/parity-mixes-form/survey?page=2&page=3",
            "name=a%20b&name=%C3%A9&agree=on",
            headers={"content-type": "application/x-www-form-urlencoded"},
        ),
        Call("/webhook/7d36b2f4-de1a-53ab-bd3c-2fbaa1b6508d/parity-mixes-form/x%2Fy?page=", {"name": {"deep": [1]}}),
        Call("/webhook/7d36b2f4-de1a-53ab-bd3c-2fbaa1b6508d/parity-mixes-form/", {"name": 1}),
    ),
    {"POST /forms": Reply("see other", 302, {"location": "http://server.test/thanks?id=7"})},
)

CASES = [pictures, approval, reports, guarded, forms]
