"""Whole small services, as people build them: many nodes, several ways to end, every kind of trouble on the way."""

from tests.parity.n8n.case import Call, Case, Reply
from tests.parity.n8n.documents import (
    code,
    condition,
    conditions,
    fields,
    filter_,
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

CREDENTIALS = {
    "Signing": ("crypto", {"hmacSecret": "topsecret"}),
    "Hook key": ("httpHeaderAuth", {"name": "x-api-key", "value": "k1"}),
    "Service token": ("httpBearerAuth", {"token": "tok"}),
}
ISSUE = {
    "action": "opened",
    "issue": {
        "number": 7,
        "title": "Crash on start",
        "labels": [{"name": "bug"}, {"name": "p1"}],
        "user": {"login": "ann"},
        "created_at": "2024-05-01T08:30:00Z",
        "body": None,
    },
    "repository": {"full_name": "acme/app"},
}


def rules(*given: tuple[str, ...]) -> dict[str, object]:
    """Give rules of a Switch over one expression."""
    return {
        "values": [
            {
                "conditions": conditions(condition("={{ $json.body.action }}", "string.equals", value)),
                "renameOutput": True,
                "outputKey": value,
            }
            for (value,) in given
        ]
    }


CASES = [
    Case(
        "services-issues",
        (
            workflow(
                "Issues to chat",
                [
                    webhook(
                        "issues",
                        "responseNode",
                        authentication="headerAuth",
                        credentials=using("httpHeaderAuth", "Hook key"),
                    ),
                    node(
                        "Switch",
                        "switch",
                        3.2,
                        {
                            "rules": rules(("opened",), ("closed",)),
                            "options": {"fallbackOutput": "extra", "renameFallbackOutput": "other"},
                        },
                    ),
                    fields(
                        "Message",
                        {
                            "text": "=*{{ $json.body.repository.full_name }}#{{ $json.body.issue.number }}* {{ $json.body.issue.title }}\nby {{ $json.body.issue.user.login }}, {{ $json.body.issue.labels.map(l => l.name).join(', ') || 'no labels' }}",
                            "urgent:boolean": "={{ $json.body.issue.labels.some(l => l.name === 'p1') }}",
                            "day": "={{ DateTime.fromISO($json.body.issue.created_at).toFormat('cccc') }}",
                        },
                    ),
                    post(
                        "Send",
                        "http://server.test/chat",
                        "={{ JSON.stringify({channel: $json.urgent ? '#urgent' : '#dev', text: $json.text}) }}",
                        genericAuthType="httpBearerAuth",
                        authentication="genericCredentialType",
                        credentials=using("httpBearerAuth", "Service token"),
                        retryOnFail=True,
                        waitBetweenTries=20,
                        onError="continueErrorOutput",
                    ),
                    respond("Sent", body="={{ {sent: $json.ts, day: $('Message').item.json.day} }}"),
                    respond(
                        "Not sent",
                        "text",
                        body="=chat says {{ $json.error.status ?? $json.error.code }}",
                        options={"responseCode": 502},
                    ),
                    respond("Closed", "noData", options={"responseCode": 204}),
                    respond("Ignored", body="={{ {ignored: $json.body.action} }}"),
                ],
                "Webhook > Switch > Message > Send > Sent",
                "Send#1 > Not sent",
                "Switch#1 > Closed",
                "Switch#2 > Ignored",
            ),
        ),
        (
            Call("/webhook/parity-issues", ISSUE, headers={"x-api-key": "k1"}),
            Call(
                "/webhook/parity-issues",
                ISSUE | {"issue": {**ISSUE["issue"], "labels": []}},
                headers={"x-api-key": "k1"},
            ),
            Call("/webhook/parity-issues", ISSUE | {"action": "closed"}, headers={"x-api-key": "k1"}),
            Call("/webhook/parity-issues", ISSUE | {"action": "edited"}, headers={"x-api-key": "k1"}),
            Call("/webhook/parity-issues", {"action": 5}, headers={"x-api-key": "k1"}),
            Call("/webhook/parity-issues", ISSUE, headers={"x-api-key": "wrong"}),
            Call("/webhook/parity-issues", ISSUE),
        ),
        {
            "POST /chat": [
                Reply({"ts": "1.2"}),
                Reply({"error": 1}, 500),
                Reply({"error": 1}, 500),
                Reply({"error": 1}, 503),
            ]
        },
        CREDENTIALS,
    ),
    Case(
        "services-order-report",
        (
            workflow(
                "Report",
                [
                    webhook("order-report", responseData="allEntries", httpMethod="GET"),
                    http(
                        "Orders",
                        "http://server.test/orders",
                        sendQuery=True,
                        queryParameters=pairs(since="={{ $json.query.since || '2024-01-01' }}"),
                    ),
                    node("Split Out", "splitOut", 1, {"fieldToSplitOut": "orders", "options": {}}),
                    filter_(
                        "Paid",
                        condition("={{ $json.status }}", "string.equals", "paid"),
                        condition("={{ new Date($json.at) }}", "dateTime.after", "2024-03-01T00:00:00"),
                    ),
                    http("Customer", "=http://server.test/customers/{{ $json.customer }}"),
                    node(
                        "Merge",
                        "merge",
                        3,
                        {
                            "mode": "combine",
                            "advanced": True,
                            "mergeByFields": {"values": [{"field1": "customer", "field2": "id"}]},
                            "options": {},
                        },
                    ),
                    code(
                        "By country",
                        "const sums = new Map();\nfor (const {json} of $input.all()) {\n  sums.set(json.country, (sums.get(json.country) ?? 0) + json.total);\n}\nreturn [...sums].map(([country, total]) => ({json: {country, total: +total.toFixed(2)}}));",
                    ),
                    node(
                        "Sort",
                        "sort",
                        1,
                        {"sortFieldsUi": {"sortField": [{"fieldName": "total", "order": "descending"}]}, "options": {}},
                    ),
                ],
                "Webhook > Orders > Split Out > Paid > Merge > By country > Sort",
                "Paid > Customer > 1#Merge",
            ),
        ),
        (
            Call("/webhook/parity-order-report?since=2024-02-01", method="GET"),
            Call("/webhook/parity-order-report", method="GET"),
        ),
        {
            "GET /orders": [
                Reply(
                    {
                        "orders": [
                            {"nr": 1, "customer": "c1", "status": "paid", "total": 10.1, "at": "2024-03-05"},
                            {"nr": 2, "customer": "c2", "status": "open", "total": 99, "at": "2024-03-06"},
                            {"nr": 3, "customer": "c2", "status": "paid", "total": 20.2, "at": "2024-04-01"},
                            {"nr": 4, "customer": "c1", "status": "paid", "total": 5, "at": "2024-02-01"},
                            {"nr": 5, "customer": "c3", "status": "paid", "total": 0.1, "at": "2024-05-01"},
                        ]
                    }
                ),
                Reply({"orders": []}),
            ],
            "GET /customers/c1": Reply({"id": "c1", "country": "DE"}),
            "GET /customers/c2": Reply({"id": "c2", "country": "FR"}),
            "GET /customers/c3": Reply({"id": "c3", "country": "DE"}),
        },
        unordered=True,
    ),
    Case(
        "services-image",
        (
            workflow(
                "Image service",
                [
                    webhook("image-service", "responseNode"),
                    fields(
                        "Ask",
                        {
                            "prompt": "={{ ($json.body.prompt ?? '').trim() }}",
                            "size": "={{ ['256x256', '512x512'].includes($json.body.size) ? $json.body.size : '256x256' }}",
                        },
                    ),
                    if_("Prompt?", condition("={{ $json.prompt }}", "string.notEmpty!")),
                    post(
                        "Generate",
                        "http://server.test/v1/images/generations",
                        "={{ JSON.stringify({model: 'm', prompt: $json.prompt, size: $json.size, n: 1}) }}",
                        options={"timeout": 2000, "response": {"response": {"fullResponse": True, "neverError": True}}},
                        onError="continueRegularOutput",
                    ),
                    code(
                        "Classify",
                        "const { statusCode, body, error, headers } = $json;\n"
                        "if (error) return {json: {kind: 'network', code: error.code ?? null}};\n"
                        "if (statusCode === 200 && body?.data?.length) return {json: {kind: 'done', image: body.data[0].b64_json?.length ?? body.data[0].url}};\n"
                        "if (statusCode === 400 && body?.error?.code === 'moderation_blocked') return {json: {kind: 'blocked', message: body.error.message}};\n"
                        "if (statusCode === 429 || statusCode >= 500) return {json: {kind: 'retry', after: Number(headers['retry-after'] ?? 1)}};\n"
                        "return {json: {kind: 'rejected', status: statusCode, type: typeof body}};",
                        each=True,
                    ),
                    respond(
                        "Answer",
                        body="={{ $json }}",
                        options={"responseCode": "={{ $json.kind === 'done' ? 200 : 502 }}"},
                    ),
                    respond("No prompt", body='{"error": "prompt is missing"}', options={"responseCode": 400}),
                ],
                "Webhook > Ask > Prompt? > Generate > Classify > Answer",
                "Prompt?#1 > No prompt",
            ),
        ),
        (
            *(Call("/webhook/parity-image-service", {"prompt": f" p{n} ", "size": "512x512"}) for n in range(8)),
            Call("/webhook/parity-image-service", {"prompt": "  "}),
            Call("/webhook/parity-image-service", {}),
        ),
        {
            "POST /v1/images/generations": [
                Reply({"data": [{"b64_json": "aGk="}]}),
                Reply({"data": [{"url": "http://server.test/1.png"}]}),
                Reply({"error": {"code": "moderation_blocked", "message": "no"}}, 400),
                Reply({"error": {"code": "x"}}, 429, {"retry-after": "7"}),
                Reply("oops", 503, {"content-type": "text/plain"}),
                Reply('{"data": [', 200, {"content-type": "application/json"}),
                Reply({"data": []}),
                Reply(fault="reset"),
            ]
        },
    ),
    Case(
        "services-methods",
        (
            workflow(
                "Notes",
                [
                    webhook(
                        "notes/:id",
                        "responseNode",
                        httpMethod=["GET", "PUT"],
                        multipleMethods=True,
                        webhookId="0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a31",
                    ),
                    respond("Read", body="={{ {id: $json.params.id, read: true, q: $json.query} }}"),
                    respond(
                        "Write",
                        body="={{ {id: Number($json.params.id), wrote: $json.body} }}",
                        options={
                            "responseCode": 201,
                            "responseHeaders": {
                                "entries": [{"name": "Location", "value": "=/notes/{{ $json.params.id }}"}]
                            },
                        },
                    ),
                ],
                "Webhook > Read",
                "Webhook#1 > Write",
            ),
        ),
        (
            Call("/webhook/0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a31/parity-notes/42?x=1", method="GET"),
            Call("/webhook/0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a31/parity-notes/43", {"t": "ü"}, "PUT"),
            Call("/webhook/0b0f1c61-1a3b-4f8c-9f2e-3f3a5e0d1a31/parity-notes/43", {"t": "ü"}, "POST"),
            Call("/webhook/parity-notes/43", method="GET"),
        ),
    ),
]
