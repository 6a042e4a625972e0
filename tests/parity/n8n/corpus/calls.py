"""Workflows that call services: what they send, and what they make of the answers."""

from tests.parity.n8n.case import Call, Case, Document, Reply
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

CREDENTIALS = {
    "Header Auth account": ("httpHeaderAuth", {"name": "X-Api-Key", "value": "k-123"}),
    "Basic Auth account": ("httpBasicAuth", {"user": "ann", "password": "p:w ü"}),
    "Query Auth account": ("httpQueryAuth", {"name": "key", "value": "q 1&2"}),
    "Bearer Auth account": ("httpBearerAuth", {"token": "b-123"}),
}
GENERIC = {"authentication": "genericCredentialType"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def one(
    name: str,
    nodes: list[Document],
    *links: str,
    server: dict[str, Reply | list[Reply]],
    bodies: tuple[object, ...] = ({},),
    unordered: bool = False,
) -> Case:
    """Give a case of one workflow that answers with all items of its last node."""
    made = workflow(name, [webhook(name, responseData="allEntries"), *nodes], *links)
    calls = tuple(Call(f"/webhook/parity-{name}", each) for each in bodies)
    return Case(f"calls-{name}", (made,), calls, server, CREDENTIALS, unordered=unordered)


CASES = [
    one(
        "enrich",
        [
            node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.users", "options": {}}),
            http(
                "Get user",
                "=http://server.test/users/{{ $json.id }}",
                sendQuery=True,
                queryParameters=pairs(expand="profile", q="={{ $json.q }}"),
                sendHeaders=True,
                headerParameters=pairs(X__Request__Id="=req-{{ $itemIndex }}", Accept__Language="de"),
            ),
            fields("Join", {"name": "={{ $json.name }}", "id:number": "={{ $('Split Out').item.json.id }}"}),
        ],
        server={
            "GET /users/1": Reply({"name": "Ann"}),
            "GET /users/2": Reply({"name": "Bjørn", "tags": [1, None]}, headers={"x-other": "1"}),
        },
        bodies=({"users": [{"id": 1, "q": "a b&c=d"}, {"id": 2, "q": "ü/?"}]},),
        unordered=True,
    ),
    one(
        "pages-by-hand",
        [
            fields("Start", {"page:number": "1"}),
            http("Page", "=http://server.test/items?page={{ $json.page }}&size=2"),
            if_("More?", condition("={{ $json.next }}", "number.notEmpty!")),
            fields("Next", {"page:number": "={{ $json.next }}"}),
            code(
                "Collect",
                "return $('Page').all().length ? [{json: {runs: $runIndex, items: $input.all().map(i => i.json.items)}}] : [];",
            ),
        ],
        "Webhook > Start > Page > More? > Next > Page",
        "More?#1 > Collect",
        server={
            "GET /items": [
                Reply({"items": [1, 2], "next": 2}),
                Reply({"items": [3], "next": 3}),
                Reply({"items": [], "next": None}),
            ]
        },
    ),
    one(
        "post-json",
        [
            post(
                "Expression",
                "http://server.test/a",
                "={{ JSON.stringify({name: $json.body.name, n: 1.0, when: null, list: []}) }}",
            ),
            post("Object", "http://server.test/b", "={{ $('Webhook').item.json.body }}"),
            post(
                "Template",
                "http://server.test/c",
                '={\n  "name": "{{ $(\'Webhook\').item.json.body.name }}",\n  "n": 1e3\n}',
            ),
            http(
                "Pairs",
                "http://server.test/d",
                "PUT",
                sendBody=True,
                bodyParameters=pairs(
                    name="={{ $('Webhook').item.json.body.name }}", count="={{ 5 }}", flag="={{ true }}"
                ),
            ),
        ],
        server={
            f"{method} /{path}": Reply({"ok": path})
            for method, path in (("POST", "a"), ("POST", "b"), ("POST", "c"), ("PUT", "d"))
        },
        bodies=({"name": "Zoë \u2028 \\ /", "deep": {"a": [1, {"b": None}]}},),
    ),
    one(
        "post-bad-json",
        [post("Template", "http://server.test/c", '={"name": "{{ $json.body.name }}"}')],
        server={"POST /c": Reply({"ok": 1})},
        bodies=({"name": 'say "hi"'}, {"name": "fine"}),
    ),
    one(
        "forms",
        [
            http(
                "Form",
                "http://server.test/form",
                "POST",
                sendBody=True,
                contentType="form-urlencoded",
                bodyParameters=pairs(name="={{ $json.body.name }}", plus="a+b &c", empty=""),
            ),
            http(
                "Raw",
                "http://server.test/raw",
                "POST",
                sendBody=True,
                contentType="raw",
                rawContentType="application/xml",
                body="=<name>{{ $('Webhook').item.json.body.name }}</name>",
            ),
            http("Delete", "http://server.test/thing/1", "DELETE"),
            http(
                "Head", "http://server.test/thing/2", "HEAD", options={"response": {"response": {"fullResponse": True}}}
            ),
            http("Patch", "http://server.test/thing/3", "PATCH", sendBody=True, bodyParameters={"parameters": []}),
        ],
        server={
            "POST /form": Reply("accepted", headers={"content-type": "text/plain"}),
            "POST /raw": Reply("<ok/>", headers={"content-type": "application/xml"}),
            "DELETE /thing/1": Reply(status=204),
            "HEAD /thing/2": Reply(headers={"x-size": "12"}),
            "PATCH /thing/3": Reply({"patched": True}),
        },
        bodies=({"name": "Zoë & co"},),
    ),
    one(
        "auth",
        [
            http(
                "Header",
                "http://server.test/1",
                genericAuthType="httpHeaderAuth",
                credentials=using("httpHeaderAuth", "Header Auth account"),
                **GENERIC,
            ),
            http(
                "Basic",
                "http://server.test/2",
                genericAuthType="httpBasicAuth",
                credentials=using("httpBasicAuth", "Basic Auth account"),
                **GENERIC,
            ),
            http(
                "Query",
                "http://server.test/3?a=1",
                genericAuthType="httpQueryAuth",
                credentials=using("httpQueryAuth", "Query Auth account"),
                **GENERIC,
            ),
            http(
                "Bearer",
                "http://server.test/4",
                genericAuthType="httpBearerAuth",
                credentials=using("httpBearerAuth", "Bearer Auth account"),
                **GENERIC,
            ),
        ],
        server={f"GET /{n}": Reply({"n": n}) for n in range(1, 5)},
    ),
    Case(
        "calls-two-services",
        (
            workflow(
                "Two services",
                [
                    webhook("two-services", "responseNode"),
                    post(
                        "Convert",
                        "http://server.test/rates",
                        '={"from": "{{ $json.body.from }}", "to": "EUR"}',
                        credentials=using("httpHeaderAuth", "Header Auth account"),
                        genericAuthType="httpHeaderAuth",
                        onError="continueErrorOutput",
                        **GENERIC,
                    ),
                    fields(
                        "Amount",
                        {
                            "amount:number": "={{ ($('Webhook').item.json.body.amount * $json.rate).round(2) }}",
                            "currency": "EUR",
                        },
                    ),
                    post(
                        "Book",
                        "http://server.test/bookings",
                        "={{ JSON.stringify({...$json, key: $('Webhook').item.json.headers['x-key']}) }}",
                    ),
                    respond(
                        "Booked",
                        body="={{ {booking: $json.id, amount: $('Amount').item.json.amount} }}",
                        options={"responseCode": 201},
                    ),
                    respond(
                        "No rate",
                        body="={{ {error: 'no rate', status: $json.error.status ?? null} }}",
                        options={"responseCode": 502},
                    ),
                ],
                "Webhook > Convert > Amount > Book > Booked",
                "Convert#1 > No rate",
            ),
        ),
        tuple(
            Call("/webhook/parity-two-services", {"from": "USD", "amount": 19.99}, headers={"x-key": key})
            for key in ("k1", "k2")
        ),
        {"POST /rates": [Reply({"rate": 0.91234}), Reply({"e": 1}, 503)], "POST /bookings": Reply({"id": "bk-1"}, 201)},
        CREDENTIALS,
    ),
]
