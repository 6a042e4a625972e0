"""Whole workflows of everyday automation, as their authors write them: many nodes, many items, things that go wrong."""

import hashlib
import hmac

from tests.parity.n8n.case import Call, Case, Document, Reply
from tests.parity.n8n.documents import (
    code,
    condition,
    fields,
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


def split(field: str, **options: object) -> Document:
    """Give a node that makes an item of each entry of a list."""
    return node("Split Out", "splitOut", 1, {"fieldToSplitOut": field, "options": options})


def rule(output: str, *given: Document) -> Document:
    """Give a rule of a Switch, with an output of its own name."""
    return {
        "conditions": {
            "options": {"caseSensitive": True, "leftValue": "", "typeValidation": "strict", "version": 2},
            "conditions": list(given),
            "combinator": "and",
        },
        "renameOutput": True,
        "outputKey": output,
    }


LEADS = {
    "leads": [
        {
            "name": "ann LEE",
            "email": "Ann.Lee@Example.ORG ",
            "budget": "12,500.50",
            "source": "web",
            "at": "2024-05-06T07:08:09Z",
        },
        {"name": "  bob   roy", "email": "bob(at)example", "budget": "900", "source": "fair", "at": "06/05/2024"},
        {"name": "Çem Ünal", "email": "cem@example.org", "budget": None, "source": "web", "at": "2024-05-07"},
        {
            "name": "ann lee",
            "email": "ann.lee@example.org",
            "budget": "1",
            "source": "mail",
            "at": "2024-05-08T00:00:00+02:00",
        },
    ]
}

CLEAN = """
const out = [];
for (const [i, item] of $input.all().entries()) {
  const lead = item.json;
  lead.name = lead.name.trim().split(/\\s+/).map(w => w[0].toLocaleUpperCase() + w.slice(1).toLowerCase()).join(' ');
  lead.email = lead.email.trim().toLowerCase();
  lead.valid = /^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$/.test(lead.email);
  lead.budget = lead.budget === null ? null : Number(lead.budget.replace(/,/g, ''));
  lead.day = DateTime.fromISO(lead.at, {zone: 'utc'}).isValid ? DateTime.fromISO(lead.at, {zone: 'utc'}).toFormat('dd LLL yyyy, HH:mm') : 'unknown';
  out.push({json: {...lead, index: i}, pairedItem: {item: i}});
}
return out.sort((a, b) => (b.json.budget ?? -1) - (a.json.budget ?? -1));
"""

leads = Case(
    "everyday-leads",
    (
        workflow(
            "Leads",
            [
                webhook("everyday-leads", "responseNode"),
                split("body.leads"),
                code("Clean", CLEAN),
                filter_("Valid", condition("={{ $json.valid }}", "boolean.true!")),
                node(
                    "Unique",
                    "removeDuplicates",
                    2,
                    {
                        "operation": "removeDuplicateInputItems",
                        "compare": "selectedFields",
                        "fieldsToCompare": "email",
                        "options": {},
                    },
                ),
                node(
                    "Route",
                    "switch",
                    3.2,
                    {
                        "rules": {
                            "values": [
                                rule("big", condition("={{ $json.budget ?? 0 }}", "number.gt", 1000)),
                                rule("web", condition("={{ $json.source }}", "string.equals", "web")),
                            ]
                        },
                        "options": {"fallbackOutput": "extra", "renameFallbackOutput": "others"},
                    },
                ),
                post(
                    "CRM",
                    "http://server.test/crm",
                    "={{ {name: $json.name, email: $json.email, first: $('Split Out').item.json.name, at: $json.day} }}",
                ),
                fields("Later", {"email": "={{ $json.email }}", "why": "=from {{ $json.source }} at {{ $json.day }}"}),
                node("Join", "merge", 3, {}),
                node(
                    "All",
                    "aggregate",
                    1,
                    {"aggregate": "aggregateAllItemData", "destinationFieldName": "rows", "options": {}},
                ),
                respond(
                    body="={{ {count: $json.rows.length, rows: $json.rows} }}",
                    options={"responseCode": "={{ $json.rows.length ? 201 : 204 }}"},
                ),
            ],
            "Webhook > Split Out > Clean > Valid > Unique > Route > CRM > Join > All > Respond",
            "Route#1 > Later > 1#Join",
        ),
    ),
    (Call("/webhook/parity-everyday-leads", LEADS), Call("/webhook/parity-everyday-leads", {"leads": []})),
    {"POST /crm": [Reply({"id": "c-1", "created": True}, 201), Reply({"id": "c-2", "created": False})]},
)

stock = Case(
    "everyday-stock",
    (
        workflow(
            "Stock",
            [
                webhook("everyday-stock", responseData="allEntries"),
                http(
                    "Prices",
                    "http://server.test/prices",
                    options={"response": {"response": {"responseFormat": "json"}}},
                ),
                http("Stock", "http://server.test/stock"),
                node(
                    "Both",
                    "merge",
                    3,
                    {
                        "mode": "combine",
                        "advanced": True,
                        "mergeByFields": {"values": [{"field1": "sku", "field2": "code"}]},
                        "joinMode": "keepEverything",
                        "options": {"clashHandling": {"values": {"resolveClash": "preferInput1"}}},
                    },
                ),
                node(
                    "Order",
                    "sort",
                    1,
                    {
                        "type": "simple",
                        "sortFieldsUi": {"sortField": [{"fieldName": "price", "order": "descending"}]},
                        "options": {},
                    },
                ),
                fields(
                    "Row",
                    {
                        "sku": "={{ $json.sku ?? $json.code }}",
                        "price:number": "={{ $json.price ?? 0 }}",
                        "left:number": "={{ $json.left ?? 0 }}",
                        "worth:number": "={{ (($json.price ?? 0) * ($json.left ?? 0)).round(2) }}",
                        "low:boolean": "={{ ($json.left ?? 0) < 3 }}",
                        "label": "={{ ($json.name ?? 'no name').toTitleCase() }} ({{ ($json.sku ?? $json.code).toString().padStart(6, '0') }})",
                    },
                ),
            ],
            "Webhook > Prices > Both > Order > Row",
            "Webhook > Stock > 1#Both",
        ),
    ),
    (Call("/webhook/parity-everyday-stock", {}),),
    {
        "GET /prices": Reply(
            [
                {"sku": "a1", "price": 9.99, "name": "blue pen"},
                {"sku": "b2", "price": 100, "name": "DESK lamp"},
                {"sku": "c3", "price": 0.1},
            ]
        ),
        "GET /stock": Reply(
            [{"code": "b2", "left": 2, "name": "lamp"}, {"code": "a1", "left": 40}, {"code": "zz", "left": 1}]
        ),
    },
    unordered=True,
)

polls = Case(
    "everyday-poll-until-done",
    (
        workflow(
            "Poll",
            [
                webhook("everyday-poll"),
                post("Start", "http://server.test/jobs", "={{ {input: $json.body.text} }}"),
                raw("State", "={{ {id: $json.id, tries: 0, done: false} }}"),
                node("Pause", "wait", 1.1, {"amount": 0.1}),
                http(
                    "Look",
                    "=http://server.test/jobs/{{ $json.id }}",
                    options={"response": {"response": {"neverError": True, "fullResponse": True}}},
                ),
                fields(
                    "Next",
                    {
                        "id": "={{ $('Start').item.json.id }}",
                        "tries:number": "={{ $('Pause').item.json.tries + 1 }}",
                        "done:boolean": "={{ $json.statusCode === 200 && $json.body.state === 'done' }}",
                        "result": "={{ $json.body.result ?? '' }}",
                        "run:number": "={{ $runIndex }}",
                    },
                ),
                if_(
                    "Done?",
                    condition("={{ $json.done }}", "boolean.true!"),
                    condition("={{ $json.tries }}", "number.gte", 5),
                    combinator="or",
                ),
                fields(
                    "Answer",
                    {
                        "text": "={{ $json.result.toUpperCase() }}",
                        "tries:number": "={{ $json.tries }}",
                        "looks:number": "={{ $('Look').all(0, 0).length }}",
                        "first:number": "={{ $('Look').first(0, 0).json.statusCode }}",
                    },
                ),
            ],
            "Webhook > Start > State > Pause > Look > Next > Done? > Answer",
            "Done?#1 > Pause",
        ),
    ),
    (Call("/webhook/parity-everyday-poll", {"text": "hello"}),),
    {
        "POST /jobs": Reply({"id": "j1"}, 202),
        "GET /jobs/j1": [
            Reply({"state": "queued"}, 202),
            Reply("busy", 503),
            Reply({"state": "done", "result": "olleh"}),
        ],
    },
)

report = Case(
    "everyday-report-file",
    (
        workflow(
            "Report",
            [
                webhook("everyday-report", "responseNode"),
                http(
                    "Sales",
                    "http://server.test/sales.csv",
                    options={"response": {"response": {"responseFormat": "file", "outputPropertyName": "sheet"}}},
                ),
                node(
                    "Rows",
                    "extractFromFile",
                    1,
                    {"operation": "csv", "binaryPropertyName": "sheet", "options": {"delimiter": ";"}},
                ),
                code(
                    "Sums",
                    "const by = {};\nfor (const {json} of $input.all()) { (by[json.region] ??= {region: json.region, total: 0, n: 0}); by[json.region].total += Number(json.amount.replace(',', '.')); by[json.region].n++; }\nreturn Object.values(by).map(row => ({json: {...row, mean: Math.round(row.total / row.n * 100) / 100}}));",
                ),
                node(
                    "Sheet",
                    "convertToFile",
                    1.1,
                    {
                        "operation": "csv",
                        "binaryPropertyName": "report",
                        "options": {"fileName": "report-{{ 1 }}.csv", "delimiter": ","},
                    },
                ),
                respond(
                    kind="binary",
                    responseDataSource="set",
                    inputFieldName="report",
                    options={
                        "responseHeaders": {
                            "entries": [
                                {
                                    "name": "content-disposition",
                                    "value": "=attachment; filename={{ $binary.report.fileName }}",
                                },
                                {"name": "x-rows", "value": "={{ $('Sums').all().length }}"},
                            ]
                        }
                    },
                ),
            ],
        ),
    ),
    (Call("/webhook/parity-everyday-report", {}),),
    {
        "GET /sales.csv": Reply(
            'region;amount;who\nnorth;1,50;ann\nsouth;20;"bob; jr"\nnorth;3;cem\n', headers={"content-type": "text/csv"}
        )
    },
)

loop = Case(
    "everyday-loop-with-errors",
    (
        workflow(
            "Loop",
            [
                webhook("everyday-loop"),
                split("body.urls"),
                node("Loop Over Items", "splitInBatches", 3, {"batchSize": 2, "options": {}}),
                http(
                    "Get",
                    "=http://server.test/{{ $json['body.urls'] }}",
                    onError="continueErrorOutput",
                    retryOnFail=True,
                    maxTries=2,
                    waitBetweenTries=0,
                    options={"timeout": 2000},
                ),
                fields(
                    "Good",
                    {
                        "ok:boolean": "true",
                        "n:number": "={{ $json.n }}",
                        "of": "={{ $('Loop Over Items').item.json['body.urls'] }}",
                    },
                ),
                fields(
                    "Bad",
                    {
                        "ok:boolean": "false",
                        "why": "={{ $json.error.message ?? $json.error }}",
                        "of": "={{ $json['body.urls'] }}",
                    },
                ),
                code(
                    "End",
                    "return [{json: {runs: $('Get').all().length, got: $input.all().map(i => i.json), left: $('Loop Over Items').context.noItemsLeft ?? null, index: $('Loop Over Items').context.currentRunIndex ?? null}}]",
                ),
            ],
            "Webhook > Split Out > Loop Over Items > End",
            "Loop Over Items#1 > Get > Good > Loop Over Items",
            "Get#1 > Bad > Loop Over Items",
        ),
    ),
    (Call("/webhook/parity-everyday-loop", {"urls": ["a", "b", "c", "d", "e"]}),),
    {
        "GET /a": Reply({"n": 1}),
        "GET /b": Reply({"message": "gone"}, 410),
        "GET /c": Reply({"n": 3}),
        "GET /d": [Reply("no", 500), Reply({"n": 4})],
        "GET /e": Reply({"n": 5}),
    },
    unordered=True,
)

chat = Case(
    "everyday-sub-workflows",
    (
        workflow(
            "Tax",
            [
                node(
                    "When Executed by Another Workflow",
                    "executeWorkflowTrigger",
                    1.1,
                    {
                        "workflowInputs": {
                            "values": [{"name": "net", "type": "number"}, {"name": "country", "type": "string"}]
                        }
                    },
                ),
                node(
                    "Rate",
                    "switch",
                    3.2,
                    {
                        "mode": "expression",
                        "numberOutputs": 3,
                        "output": "={{ ['DE', 'FR'].indexOf($json.country) === -1 ? 2 : ['DE', 'FR'].indexOf($json.country) }}",
                    },
                ),
                fields("German", {"gross:number": "={{ ($json.net * 1.19).round(2) }}"}, includeOtherFields=True),
                fields("French", {"gross:number": "={{ ($json.net * 1.2).round(2) }}"}, includeOtherFields=True),
                node("Unknown", "stopAndError", 1, {"errorMessage": "=No rate for {{ $json.country }}"}),
            ],
            "When Executed by Another Workflow > Rate > German",
            "Rate#1 > French",
            "Rate#2 > Unknown",
        ),
        workflow(
            "Bill",
            [
                webhook("everyday-bill", responseData="allEntries"),
                split("body.lines"),
                node(
                    "Tax",
                    "executeWorkflow",
                    1.2,
                    {
                        "workflowId": {"__rl": True, "value": "workflow:Tax", "mode": "id"},
                        "workflowInputs": {
                            "mappingMode": "defineBelow",
                            "value": {
                                "net": "={{ $json.price * $json.count }}",
                                "country": "={{ $('Webhook').item.json.body.country }}",
                            },
                        },
                        "mode": "each",
                        "options": {"waitForSubWorkflow": True},
                    },
                    onError="continueErrorOutput",
                ),
                fields(
                    "Line",
                    {
                        "text": "={{ $('Split Out').item.json.name }}: {{ $json.gross.format() }}",
                        "gross:number": "={{ $json.gross }}",
                    },
                ),
                fields("Refused", {"text": "={{ $json.error }}"}),
            ],
            "Webhook > Split Out > Tax > Line",
            "Tax#1 > Refused",
        ),
    ),
    (
        Call(
            "/webhook/parity-everyday-bill",
            {
                "country": "DE",
                "lines": [{"name": "pen", "price": 1.5, "count": 1000}, {"name": "lamp", "price": 99.9, "count": 1}],
            },
        ),
        Call("/webhook/parity-everyday-bill", {"country": "FR", "lines": [{"name": "pen", "price": 0, "count": 1}]}),
        Call("/webhook/parity-everyday-bill", {"country": "XX", "lines": [{"name": "pen", "price": 1, "count": 1}]}),
    ),
)


def signed(text: str, key: bytes = b"shared") -> Call:
    """Give a call that bears the signature of its body."""
    time = "1711846800"
    digest = hmac.new(key, f"{time}.{text}".encode(), hashlib.sha256).hexdigest()
    headers = {"content-type": "application/json", "x-time": time, "x-signature": f"v1={digest}"}
    return Call("/webhook/parity-everyday-events", text, headers=headers)


events = Case(
    "everyday-signed-events",
    (
        workflow(
            "Events",
            [
                webhook("everyday-events", "responseNode", options={"rawBody": True}),
                node(
                    "Text",
                    "extractFromFile",
                    1,
                    {"operation": "text", "destinationKey": "raw", "options": {"keepSource": "json"}},
                ),
                node(
                    "Sign",
                    "crypto",
                    1,
                    {
                        "action": "hmac",
                        "type": "SHA256",
                        "value": "={{ $json.headers['x-time'] }}.{{ $json.raw }}",
                        "dataPropertyName": "expected",
                        "secret": "shared",
                        "encoding": "hex",
                    },
                ),
                if_(
                    "Signed?",
                    condition("={{ 'v1=' + $json.expected }}", "string.equals", "={{ $json.headers['x-signature'] }}"),
                    condition("={{ Number($json.headers['x-time']) }}", "number.gt", 1700000000),
                ),
                raw("Event", "={{ JSON.parse($json.raw) }}"),
                node(
                    "Seen",
                    "removeDuplicates",
                    2,
                    {
                        "operation": "removeItemsSeenInPreviousExecutions",
                        "dedupeValue": "={{ $json.id }}",
                        "options": {"scope": "workflow", "historySize": 50},
                    },
                ),
                post(
                    "Forward",
                    "http://server.test/events",
                    "={{ {id: $json.id, kind: $json.type.split('.').last(), when: $json.at.toDateTime().setZone('Europe/Berlin').toFormat(\"yyyy-LL-dd HH:mm ZZ\")} }}",
                ),
                respond(
                    "Taken", kind="text", body="=taken {{ $('Event').first().json.id }}", options={"responseCode": 202}
                ),
                respond(
                    "Refused",
                    kind="json",
                    body='={{ {"error": "bad signature", "got": $json.headers["x-signature"] ?? null} }}',
                    options={"responseCode": 401},
                ),
            ],
            "Webhook > Text > Sign > Signed? > Event > Seen > Forward > Taken",
            "Signed?#1 > Refused",
        ),
    ),
    (
        signed('{"id": "e1", "type": "order.paid", "at": "2024-03-31T00:59:59Z"}'),
        signed('{"id": "ü1", "type": "order.paid", "at": "2024-03-31T01:00:00Z"}'),
        signed('{"id": "e1", "type": "order.paid", "at": "2024-03-31T00:59:59Z"}'),
        signed('{"id": "e2", "type": "order.paid", "at": "2024-03-31T01:00:00Z"}', key=b"another"),
    ),
    {"POST /events": Reply({"ok": True})},
)

dates = Case(
    "everyday-date-nodes",
    (
        workflow(
            "Dates",
            [
                webhook("everyday-dates", responseData="allEntries"),
                split("body.days"),
                node(
                    "Add",
                    "dateTime",
                    2,
                    {
                        "operation": "addToDate",
                        "magnitude": "={{ $json['body.days'] }}",
                        "duration": 1,
                        "timeUnit": "months",
                        "outputFieldName": "later",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Format",
                    "dateTime",
                    2,
                    {
                        "operation": "formatDate",
                        "date": "={{ $json.later }}",
                        "format": "custom",
                        "customFormat": "cccc d. MMMM yyyy 'week' W",
                        "outputFieldName": "words",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Between",
                    "dateTime",
                    2,
                    {
                        "operation": "getTimeBetweenDates",
                        "startDate": "={{ $json['body.days'] }}",
                        "endDate": "={{ $json.later }}",
                        "units": ["day", "hour"],
                        "outputFieldName": "between",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Part",
                    "dateTime",
                    2,
                    {
                        "operation": "extractDate",
                        "date": "={{ $json.later }}",
                        "part": "week",
                        "outputFieldName": "week",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Round",
                    "dateTime",
                    2,
                    {
                        "operation": "roundDate",
                        "date": "={{ $json.later }}",
                        "mode": "roundUp",
                        "to": "month",
                        "outputFieldName": "next",
                        "options": {"includeInputFields": True},
                    },
                ),
            ],
            timezone="America/New_York",
        ),
    ),
    (
        Call(
            "/webhook/parity-everyday-dates",
            {"days": ["2024-01-31", "2024-02-10T12:34:56Z", "2023-12-31T23:59:59+01:00", "2024-10-27T01:30:00-04:00"]},
        ),
    ),
)

CASES = (leads, stock, polls, report, loop, chat, events, dates)
