"""Webhooks and their answers, as small services are built with n8n."""

from tests.parity.n8n.case import Call, Case
from tests.parity.n8n.documents import code, condition, fields, if_, node, raw, respond, webhook, workflow

ORDER = {
    "customer": {"name": "Zoë Müller", "email": "zoe@example.org", "vip": True},
    "lines": [
        {"sku": "A-1", "qty": 2, "price": 9.99},
        {"sku": "B-2", "qty": 1, "price": 100},
        {"sku": "C-3", "qty": 10, "price": 0.5},
    ],
    "note": None,
    "big": 9007199254740993,
    "tags": [],
}

CASES = [
    Case(
        "basics-echo-fields",
        (
            workflow(
                "Echo",
                [
                    webhook("echo-fields"),
                    fields(
                        "Edit Fields",
                        {
                            "greeting": "=Hello {{ $json.body.customer.name }}!",
                            "count:number": "={{ $json.body.lines.length }}",
                            "vip:boolean": "={{ $json.body.customer.vip }}",
                            "first:object": "={{ $json.body.lines[0] }}",
                            "skus:array": "={{ $json.body.lines.map(l => l.sku) }}",
                            "note": "={{ $json.body.note }}",
                            "missing": "={{ $json.body.nothing }}",
                            "nested.deep.value": "x",
                            "upper": "={{ $json.body.customer.email.toUpperCase() }}",
                        },
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-echo-fields", ORDER), Call("/webhook/parity-echo-fields", {"lines": []})),
    ),
    Case(
        "basics-respond-json",
        (
            workflow(
                "Respond",
                [
                    webhook("respond-json", "responseNode"),
                    if_("Valid?", condition("={{ $json.body.email }}", "string.regex", "^[^@]+@[^@]+$")),
                    respond(
                        "OK",
                        body='={"id": "{{ $json.body.email.hash(\'md5\') }}", "ok": true}',
                        options={
                            "responseCode": 201,
                            "responseHeaders": {
                                "entries": [{"name": "X-Kind", "value": "={{ $json.body.kind || 'none' }}"}]
                            },
                        },
                    ),
                    respond(
                        "Bad",
                        body='={{ { error: "invalid email", got: $json.body.email } }}',
                        options={"responseCode": 422},
                    ),
                ],
                "Webhook > Valid? > OK",
                "Valid?#1 > Bad",
            ),
        ),
        (
            Call("/webhook/parity-respond-json", {"email": "a@b.example", "kind": "user"}),
            Call("/webhook/parity-respond-json", {"email": "nonsense"}),
            Call("/webhook/parity-respond-json", {"email": 7}),
            Call("/webhook/parity-respond-json", {}),
        ),
    ),
    Case(
        "basics-headers-query",
        (
            workflow(
                "Headers",
                [
                    webhook("headers-query", httpMethod="GET"),
                    raw(
                        "Show",
                        "={{ JSON.stringify({q: $json.query, token: $json.headers['x-token'], page: Number($json.query.page ?? 1), body: $json.body, mode: $json.executionMode}) }}",
                    ),
                ],
            ),
        ),
        (
            Call(
                "/webhook/parity-headers-query?page=3&tag=a&tag=b&empty=&enc=%C3%A4%20b+c",
                method="GET",
                headers={"x-token": "t-1"},
            ),
            Call("/webhook/parity-headers-query", method="GET"),
        ),
    ),
    Case(
        "basics-urlencoded-text",
        (
            workflow(
                "Bodies",
                [
                    webhook("bodies"),
                    code(
                        "Type",
                        "return [{json: {type: typeof $json.body, body: $json.body}}];".replace(
                            "$json", "$input.first().json"
                        ),
                    ),
                ],
            ),
        ),
        (
            Call(
                "/webhook/parity-bodies",
                "name=J%C3%BCrgen&age=42&x=1&x=2",
                headers={"content-type": "application/x-www-form-urlencoded"},
            ),
            Call("/webhook/parity-bodies", "plain text, ünïcode", headers={"content-type": "text/plain"}),
            Call("/webhook/parity-bodies", [1, "two", None]),
            Call("/webhook/parity-bodies", "{broken", headers={"content-type": "application/json"}),
            Call("/webhook/parity-bodies"),
        ),
    ),
    Case(
        "basics-all-entries",
        (
            workflow(
                "All",
                [
                    webhook("all-entries", responseData="allEntries"),
                    node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.lines", "options": {}}),
                    fields(
                        "Total",
                        {
                            "total:number": "={{ Math.round($json.qty * $json.price * 100) / 100 }}",
                            "pos:number": "={{ $itemIndex + 1 }}",
                        },
                        includeOtherFields=True,
                    ),
                ],
            ),
        ),
        (
            Call("/webhook/parity-all-entries", ORDER),
            Call("/webhook/parity-all-entries", {"lines": []}),
            Call("/webhook/parity-all-entries", {}),
        ),
    ),
    Case(
        "basics-on-received",
        (
            workflow(
                "Queued",
                [
                    webhook(
                        "on-received",
                        "onReceived",
                        options={"responseCode": {"values": {"responseCode": 202}}, "responseData": "queued"},
                    ),
                    node("Stop", "stopAndError", 1, {"errorMessage": "=cannot handle {{ $json.body.what }}"}),
                ],
            ),
        ),
        (Call("/webhook/parity-on-received", {"what": "this"}),),
    ),
]
