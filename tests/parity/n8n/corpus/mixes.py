"""Workflows that mix node types as an integrator's own do, each with something that goes wrong on the way."""

from tests.parity.n8n.case import Call, Case, Document, Reply
from tests.parity.n8n.documents import (
    code,
    condition,
    fields,
    filter_,
    http,
    if_,
    node,
    pairs,
    post,
    raw,
    respond,
    webhook,
    workflow,
)


def split(field: str, name: str = "Split", **more: object) -> Document:
    """Give a node that makes an item of each entry of a list."""
    return node(name, "splitOut", 1, {"fieldToSplitOut": field, "options": {}} | more)


def gathered(name: str = "All", field: str = "rows") -> Document:
    """Give a node that puts all items into one."""
    parameters = {"aggregate": "aggregateAllItemData", "destinationFieldName": field, "options": {}}
    return node(name, "aggregate", 1, parameters)


tickets = Case(
    "mixes-tickets",
    (
        workflow(
            "Tickets",
            [
                webhook("mixes-tickets", "responseNode"),
                split("body.tickets", include="selectedOtherFields", fieldsToInclude="body.team, headers.x-run"),
                code(
                    "Score",
                    "const t = $json['body.tickets'] ?? $json.tickets ?? $json;\n"
                    "const words = (t.text ?? '').match(/\\p{L}+/gu) ?? [];\n"
                    "return { id: t.id, score: words.length * 2 + (t.urgent ? 50 : 0), keys: Object.keys($json).sort(),\n"
                    "  team: $json.body?.team ?? $json.team ?? $json['body.team'] ?? null, text: t.text };",
                    each=True,
                ),
                node(
                    "Level",
                    "switch",
                    3.2,
                    {
                        "mode": "expression",
                        "numberOutputs": 3,
                        "output": "={{ $json.score > 50 ? 2 : $json.score > 4 ? 1 : 0 }}",
                    },
                ),
                fields("Low", {"level": "low", "id": "={{ $json.id }}"}),
                fields("Mid", {"level": "mid", "id": "={{ $json.id }}", "cut": "={{ $json.text.slice(0, 5) }}…"}),
                post(
                    "Page",
                    "=http://server.test/page/{{ $json.id }}",
                    '={ "text": {{ JSON.stringify($json.text) }}, "nth": {{ $itemIndex }} }',
                    onError="continueErrorOutput",
                ),
                fields("Paged", {"level": "=paged {{ $json.ok }}", "id": "={{ $('Score').item.json.id }}"}),
                fields(
                    "Failed", {"level": "=failed", "id": "={{ $('Score').item.json.id }}", "why": "={{ $json.error }}"}
                ),
                node("Join", "merge", 3, {"numberInputs": 4}),
                gathered(),
                respond(body="={{ $json.rows }}"),
            ],
            "Webhook > Split > Score > Level > Low > Join > All > Respond",
            "Level#1 > Mid > 1#Join",
            "Level#2 > Page > Paged > 2#Join",
            "Page#1 > Failed > 3#Join",
        ),
    ),
    (
        Call(
            "/webhook/parity-mixes-tickets",
            {
                "team": "blue",
                "tickets": [
                    {"id": "t-1", "text": 'Printer "jams" again, sehr ärgerlich!', "urgent": True},
                    {"id": "t-2", "text": "hi"},
                    {"id": "t-3", "text": "Disk full\non host", "urgent": True},
                    {"id": "t-4", "text": "a b c d"},
                ],
            },
            headers={"x-run": "r-7"},
        ),
    ),
    {
        "POST /page/t-1": Reply({"ok": True}),
        "POST /page/t-3": Reply({"error": {"message": "no pager", "code": 17}}, 503),
    },
    unordered=True,
)

invoices = Case(
    "mixes-invoices",
    (
        workflow(
            "Invoices",
            [
                webhook("mixes-invoices", responseData="allEntries"),
                node("Csv", "convertToFile", 1.1, {"operation": "toText", "sourceProperty": "body.csv", "options": {}}),
                node("Rows", "extractFromFile", 1, {"operation": "csv", "options": {"delimiter": ";"}}),
                filter_(
                    "Real", condition("={{ $json.amount }}", "string.regex", "^[0-9]+([.,][0-9]+)?$"), strict=False
                ),
                fields(
                    "Typed",
                    {
                        "no": "={{ $json['Invoice No'] }}",
                        "amount:number": "={{ $json.amount.replace(',', '.').toNumber() }}",
                        "due": "={{ DateTime.fromFormat($json.due, 'dd.MM.yyyy').plus({days: 14}).toISODate() }}",
                        "tags:array": "={{ $json.tags.split('|').filter(t => t).map(t => t.trim()) }}",
                        "late:boolean": "={{ DateTime.fromFormat($json.due, 'dd.MM.yyyy') < DateTime.fromISO('2024-03-01') }}",
                        "meta:object": "={{ ({ line: $itemIndex + 1, first: $input.first().json['Invoice No'] }) }}",
                    },
                ),
                node(
                    "Sorted",
                    "sort",
                    1,
                    {
                        "type": "code",
                        "code": "if (a.json.amount === b.json.amount) return 0;\nreturn a.json.amount > b.json.amount ? -1 : 1;",
                    },
                ),
                node("Top", "limit", 1, {"maxItems": 3}),
            ],
        ),
    ),
    (
        Call(
            "/webhook/parity-mixes-invoices",
            {
                "csv": "Invoice No;amount;due;tags\nA-1;10,50;01.02.2024;red| blue |\nA-2;abc;02.02.2024;x\nA-3;7;31.03.2024;\n"
                '"A;4";1200.00;29.02.2024;"big|""quoted"""\nA-5;7;15.01.2024;last'
            },
        ),
        Call("/webhook/parity-mixes-invoices", {"csv": "Invoice No;amount;due;tags\n"}),
        Call("/webhook/parity-mixes-invoices", {"other": 1}),
    ),
)

orders = Case(
    "mixes-order-batches",
    (
        workflow(
            "Order",
            [
                node("Begin", "executeWorkflowTrigger", 1.1, {"inputSource": "passthrough"}),
                http(
                    "Price",
                    "=http://server.test/price?sku={{ encodeURIComponent($json.sku) }}",
                    sendQuery=True,
                    queryParameters=pairs(n="={{ $json.qty }}"),
                    retryOnFail=True,
                    maxTries=2,
                    waitBetweenTries=10,
                ),
                if_("Cheap?", condition("={{ $json.price }}", "number.lte", 10)),
                fields(
                    "Fine",
                    {
                        "sku": "={{ $('Begin').item.json.sku }}",
                        "total:number": "={{ $json.price * $('Begin').item.json.qty }}",
                    },
                ),
                node(
                    "Dear",
                    "stopAndError",
                    1,
                    {"errorMessage": "=Too dear: {{ $('Begin').item.json.sku }} at {{ $json.price }}"},
                ),
            ],
            "Begin > Price > Cheap? > Fine",
            "Cheap?#1 > Dear",
        ),
        workflow(
            "Orders",
            [
                webhook("mixes-orders", "responseNode"),
                split("body"),
                node("Batches", "splitInBatches", 3, {"batchSize": 2, "options": {}}),
                node(
                    "Order",
                    "executeWorkflow",
                    1.2,
                    {
                        "workflowId": {"__rl": True, "value": "workflow:Order", "mode": "id"},
                        "mode": "each",
                        "options": {"waitForSubWorkflow": True},
                    },
                    onError="continueRegularOutput",
                ),
                fields(
                    "Noted",
                    {"at:number": "={{ $runIndex }}", "note": "={{ $json.error ?? $json.sku + ' ' + $json.total }}"},
                ),
                gathered(),
                respond(
                    body="={{ { notes: $json.rows, batches: $('Batches').context.currentRunIndex, done: $('Batches').context.noItemsLeft } }}"
                ),
            ],
            "Webhook > Split > Batches > All > Respond",
            "Batches#1 > Order > Noted > Batches",
        ),
    ),
    (
        Call(
            "/webhook/parity-mixes-orders",
            [{"sku": "a b&c", "qty": 2}, {"sku": "dear", "qty": 1}, {"sku": "x", "qty": 3}],
        ),
    ),
    {
        "GET /price": [
            Reply({"price": 1.5}),
            Reply("busy", 503),
            Reply({"price": 99}),
            Reply({"price": 10}),
        ]
    },
)

nightly = Case(
    "mixes-enrich-or-not",
    (
        workflow(
            "Enrich",
            [
                webhook("mixes-enrich", "responseNode", httpMethod="PUT", options={"responseHeaders": {}}),
                split("body.users"),
                http(
                    "Profile",
                    "=http://server.test/users/{{ $json.id }}",
                    options={"response": {"response": {"neverError": True, "fullResponse": True}}},
                ),
                if_(
                    "Found?",
                    condition("={{ $json.statusCode }}", "number.equals", 200),
                    condition("={{ $json.body.name }}", "string.notEmpty!"),
                ),
                raw(
                    "Known",
                    '={\n  "id": {{ $(\'Split\').item.json.id }},\n  "name": "{{ $json.body.name }}",\n  "kind": "{{ $json.headers[\'x-kind\'] ?? \'none\' }}"\n}',
                ),
                raw("Unknown", "={{ { id: $('Split').item.json.id, code: $json.statusCode, said: $json.body } }}"),
                node(
                    "Both",
                    "merge",
                    3.1,
                    {"mode": "append"},
                ),
                node(
                    "Count",
                    "summarize",
                    1,
                    {},
                    disabled=True,
                ),
                node(
                    "Groups",
                    "aggregate",
                    1,
                    {
                        "fieldsToAggregate": {
                            "fieldToAggregate": [
                                {"fieldToAggregate": "id", "renameField": True, "outputFieldName": "ids"},
                                {"fieldToAggregate": "name"},
                            ]
                        },
                        "options": {"keepMissing": True},
                    },
                ),
                respond(
                    "Respond",
                    "json",
                    body="={{ $json }}",
                    options={
                        "responseCode": 207,
                        "responseHeaders": {
                            "entries": [
                                {"name": "X-Count", "value": "={{ $json.ids.length }}"},
                                {"name": "Cache-Control", "value": "no-store"},
                            ]
                        },
                    },
                ),
            ],
            "Webhook > Split > Profile > Found? > Known > Both > Groups > Respond",
            "Found?#1 > Unknown > 1#Both",
        ),
    ),
    (
        Call(
            "/webhook/parity-mixes-enrich",
            {"users": [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}]},
            method="PUT",
        ),
        Call("/webhook/parity-mixes-enrich", {"users": []}, method="PUT"),
        Call("/webhook/parity-mixes-enrich", {"users": [{"id": 1}]}),
    ),
    {
        "GET /users/1": Reply({"name": 'Zoë "Z" Å'}, headers={"x-kind": "staff"}),
        "GET /users/2": Reply({"message": "gone"}, 404),
        "GET /users/3": Reply({"name": ""}),
        "GET /users/4": Reply("<html>oops</html>", 500, {"content-type": "text/html"}),
    },
    unordered=True,
)

dates = Case(
    "mixes-date-nodes",
    (
        workflow(
            "Dates",
            [
                webhook("mixes-dates", responseData="allEntries"),
                split("body.when"),
                fields("One", {"d": "={{ $json.when ?? $json }}"}),
                node(
                    "Format",
                    "dateTime",
                    2,
                    {
                        "operation": "formatDate",
                        "date": "={{ $json.d }}",
                        "format": "custom",
                        "customFormat": "yyyy-LL-dd'T'HH:mm ZZZZ",
                        "outputFieldName": "shown",
                        "options": {"includeInputFields": True},
                    },
                    onError="continueErrorOutput",
                ),
                node(
                    "Add",
                    "dateTime",
                    2,
                    {
                        "operation": "addToDate",
                        "magnitude": "={{ $json.d }}",
                        "timeUnit": "months",
                        "duration": 1,
                        "outputFieldName": "next",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Between",
                    "dateTime",
                    2,
                    {
                        "operation": "getTimeBetweenDates",
                        "startDate": "={{ $json.d }}",
                        "endDate": "={{ $json.next }}",
                        "units": ["day", "hour"],
                        "outputFieldName": "gap",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Round",
                    "dateTime",
                    2,
                    {
                        "operation": "roundDate",
                        "date": "={{ $json.d }}",
                        "mode": "roundDown",
                        "toNearest": "month",
                        "outputFieldName": "month",
                        "options": {"includeInputFields": True},
                    },
                ),
                node(
                    "Part",
                    "dateTime",
                    2,
                    {
                        "operation": "extractDate",
                        "date": "={{ $json.next }}",
                        "part": "week",
                        "outputFieldName": "week",
                        "options": {"includeInputFields": True},
                    },
                ),
                fields("Bad", {"bad": "={{ $json.error ?? $json }}", "of": "={{ $('One').item.json.d }}"}),
            ],
            "Webhook > Split > One > Format > Add > Between > Round > Part",
            "Format#1 > Bad",
            timezone="Europe/Berlin",
        ),
    ),
    (
        Call(
            "/webhook/parity-mixes-dates",
            {
                "when": [
                    "2024-01-31T10:00:00Z",
                    "2024-02-29",
                    "2023-12-31T23:30:00-05:00",
                    "1700000000000",
                    "31/12/2024",
                ]
            },
        ),
        Call("/webhook/parity-mixes-dates", {"when": ["2024-03-31T02:30:00"]}),
    ),
)

seen = Case(
    "mixes-seen-and-counted",
    (
        workflow(
            "Seen",
            [
                webhook("mixes-seen", responseData="allEntries"),
                split("body.events"),
                node(
                    "New",
                    "removeDuplicates",
                    2,
                    {
                        "operation": "removeItemsSeenInPreviousExecutions",
                        "logic": "removeItemsWithAlreadySeenKeyValues",
                        "dedupeValue": "={{ $json.id }}",
                        "options": {"scope": "node", "historySize": 3},
                    },
                ),
                code(
                    "Count",
                    "const data = $getWorkflowStaticData('global');\ndata.count = (data.count ?? 0) + items.length;\n"
                    "return items.map((item, i) => ({ json: { ...item.json, count: data.count, i }, pairedItem: i }));",
                ),
                node(
                    "Rename",
                    "renameKeys",
                    1,
                    {"keys": {"key": [{"currentKey": "id", "newKey": "event.id"}]}, "additionalOptions": {}},
                ),
            ],
        ),
    ),
    tuple(
        Call("/webhook/parity-mixes-seen", {"events": [{"id": each} for each in ids]})
        for ids in (["a", "b", "a"], ["b", "c"], ["d", "e", "a"], [1, "1", None])
    ),
)

sorted_by_code = Case(
    "mixes-sorted-by-code",
    tuple(
        workflow(
            f"Sorted {place}",
            [
                webhook(f"mixes-sorted-{place}", responseData="allEntries"),
                split("body.rows"),
                node("Sorted", "sort", 1, {"type": "code", "code": text}),
            ],
        )
        for place, text in enumerate(
            (
                "return a.json.n - b.json.n;",
                "const key = (item) => item.json.name.toLowerCase();\nif (key(a) === key(b)) { return 0; }\nreturn key(a) > key(b) ? 1 : -1;",
                "a.json.n - b.json.n",
                "return a.json.missing.deep - 1;",
                "return a.json.n - ;",
            )
        )
    ),
    tuple(
        Call(
            f"/webhook/parity-mixes-sorted-{place}",
            {"rows": [{"n": 3, "name": "b"}, {"n": 1, "name": "B"}, {"n": 2, "name": "a"}, {"n": 1, "name": "C"}]},
        )
        for place in range(5)
    ),
)

CASES = [tickets, invoices, orders, nightly, dates, seen, sorted_by_code]
