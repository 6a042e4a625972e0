"""Answers that come in pages."""

from typing import Any

from tests.parity.n8n.case import Call, Case, Document, Reply
from tests.parity.n8n.documents import code, fields, http, post, raw, using, webhook, workflow

ROWS = [Reply([{"id": 1}, {"id": 2}]), Reply([{"id": 3}]), Reply([])]


def paged(
    name: str,
    paging: Document,
    server: dict[str, Any],
    *,
    options: Document | None = None,
    body: Any = None,
    after: list[Document] | None = None,
    **more: Any,
) -> Case:
    """Give a case of one node that fetches pages."""
    credentials = more.pop("of_case", {})
    asks = http(
        "Pages",
        more.pop("url", "http://server.test/rows"),
        more.pop("method", "GET"),
        more.pop("version", 4.2),
        options={"pagination": {"pagination": paging}} | (options or {}),
        **more,
    )
    nodes = [webhook(f"pages-{name}"), asks, *(after or [])]
    return Case(
        f"pages-{name}",
        (workflow("Pages", nodes),),
        (Call(f"/webhook/parity-pages-{name}", body or {"n": 1}),),
        server,
        credentials=credentials,
    )


def parameters(*given: tuple[str, str, str]) -> Document:
    """Give the parameters that change with each page."""
    return {"parameters": {"parameters": [{"type": k, "name": n, "value": v} for k, n, v in given]}}


BY_PAGE = parameters(("qs", "page", "={{ $pageCount + 1 }}"))
SUMMARY = code(
    "Sum",
    "return [{json: {ids: $input.all().map(i => i.json.id ?? i.json), pairs: $input.all().map(i => i.pairedItem)}}]",
)
NEXT = {
    "paginationMode": "responseContainsNextURL",
    "nextURL": "={{ $response.body.next ?? $request.uri }}",
    "paginationCompleteWhen": "other",
    "completeExpression": "={{ !$response.body.next }}",
}

CASES = (
    paged("until-empty", BY_PAGE, {"GET /rows": ROWS}, after=[SUMMARY]),
    paged("most", BY_PAGE | {"limitPagesFetched": True, "maxRequests": 2}, {"GET /rows": ROWS}, after=[SUMMARY]),
    paged(
        "until-a-status",
        BY_PAGE | {"paginationCompleteWhen": "receiveSpecificStatusCodes", "statusCodesWhenComplete": "404, 410"},
        {"GET /rows": [Reply({"id": 1}), Reply({"id": 2}), Reply({"error": "no more"}, 410)]},
        after=[SUMMARY],
    ),
    paged(
        "fails-between",
        BY_PAGE | {"paginationCompleteWhen": "receiveSpecificStatusCodes", "statusCodesWhenComplete": "404"},
        {"GET /rows": [Reply({"id": 1}), Reply({"message": "broken"}, 500)]},
    ),
    paged(
        "fails-and-goes-on",
        BY_PAGE | {"paginationCompleteWhen": "receiveSpecificStatusCodes", "statusCodesWhenComplete": "404"},
        {"GET /rows": [Reply({"id": 1}), Reply({"message": "broken"}, 503)]},
        onError="continueRegularOutput",
        after=[
            raw("Seen", "={{ {error: $json.error.message, status: $json.error.status ?? $json.error.statusCode} }}")
        ],
    ),
    paged(
        "next-address",
        NEXT,
        {
            "GET /rows": Reply({"rows": [1, 2], "next": "http://server.test/more?cursor=b%20c&n=2"}),
            "GET /more": Reply({"rows": [3], "next": None}),
        },
        sendQuery=True,
        queryParameters={"parameters": [{"name": "n", "value": "1"}, {"name": "kept", "value": "yes"}]},
        after=[fields("Rows", {"rows:array": "={{ $json.rows }}"})],
    ),
    paged(
        "next-is-none",
        NEXT | {"nextURL": "={{ $response.body.next }}", "paginationCompleteWhen": "responseIsEmpty"},
        {"GET /rows": Reply({"next": "nowhere"})},
    ),
    paged(
        "cursor-in-the-body",
        parameters(
            ("body", "cursor", "={{ $response.body?.cursor ?? '' }}"), ("headers", "x-page", "={{ $pageCount }}")
        )
        | {"paginationCompleteWhen": "other", "completeExpression": "={{ !$response.body.cursor }}"},
        {"POST /rows": [Reply({"id": 1, "cursor": "c1"}), Reply({"id": 2, "cursor": "c2"}), Reply({"id": 3})]},
        method="POST",
        sendBody=True,
        specifyBody="json",
        jsonBody='={{ {"size": 10, "filter": {"n": $json.body.n} } }}',
        after=[SUMMARY],
    ),
    paged(
        "full-answers",
        BY_PAGE,
        {"GET /rows": [Reply([{"id": 1}]), Reply([])]},
        options={"response": {"response": {"fullResponse": True}}},
        after=[
            fields("Page", {"status:number": "={{ $json.statusCode }}", "count:number": "={{ $json.body.length }}"})
        ],
    ),
    paged(
        "texts",
        BY_PAGE | {"limitPagesFetched": True, "maxRequests": "={{ 3 }}"},
        {"GET /rows": [Reply("one"), Reply("two"), Reply("three"), Reply("four")]},
        after=[code("All", "return [{json: {all: $input.all().map(i => i.json)}}]")],
    ),
    paged(
        "until-no-text",
        BY_PAGE,
        {"GET /rows": [Reply("one"), Reply("")]},
        after=[code("All", "return [{json: {all: $input.all().map(i => i.json)}}]")],
    ),
    paged("the-same-again", BY_PAGE, {"GET /rows": Reply([{"id": 1}])}),
    paged(
        "json-wanted",
        BY_PAGE,
        {"GET /rows": [Reply([{"id": 1}]), Reply([{"id": 2}]), Reply([])]},
        options={"response": {"response": {"responseFormat": "json"}}},
        after=[SUMMARY],
    ),
    paged(
        "never-an-error",
        BY_PAGE | {"paginationCompleteWhen": "other", "completeExpression": "={{ $response.statusCode === 404 }}"},
        {"GET /rows": [Reply({"id": 1}), Reply({"id": 2}), Reply({"gone": True}, 404)]},
        options={"response": {"response": {"neverError": True}}},
        after=[SUMMARY],
    ),
    paged(
        "no-expression",
        BY_PAGE | {"paginationCompleteWhen": "other", "completeExpression": "true"},
        {"GET /rows": ROWS},
    ),
    paged("no-name", parameters(("qs", "", "x")), {"GET /rows": ROWS}),
    paged("no-value", parameters(("qs", "page", "")), {"GET /rows": ROWS}),
    paged("nothing-changes", parameters(("qs", "", "")), {"GET /rows": ROWS}),
    paged("off", {"paginationMode": "off"}, {"GET /rows": ROWS}, after=[SUMMARY]),
    paged(
        "with-a-key",
        BY_PAGE,
        {"GET /rows": ROWS},
        authentication="genericCredentialType",
        genericAuthType="httpHeaderAuth",
        credentials=using("httpHeaderAuth", "Key"),
        of_case={"Key": ("httpHeaderAuth", {"name": "x-key", "value": "the-secret-key"})},
        after=[SUMMARY],
    ),
    Case(
        "pages-of-several-items",
        (
            workflow(
                "Pages",
                [
                    webhook("pages-of-several-items"),
                    code("Two", "return [{json: {of: 'a'}}, {json: {of: 'b'}}]"),
                    http(
                        "Pages",
                        "=http://server.test/{{ $json.of }}",
                        "GET",
                        4.2,
                        options={
                            "pagination": {
                                "pagination": BY_PAGE
                                | {
                                    "paginationCompleteWhen": "other",
                                    "completeExpression": "={{ $response.body.last }}",
                                    "requestInterval": 10,
                                }
                            }
                        },
                    ),
                    code(
                        "All",
                        "return [{json: {all: $input.all().map((i, n) => [i.json.id, $('Two').itemMatching(n).json.of])}}]",
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-pages-of-several-items", {}),),
        {
            "GET /a": [Reply({"id": "a1"}), Reply({"id": "a2", "last": True})],
            "GET /b": [Reply({"id": "b1", "last": True})],
        },
        unordered=True,
    ),
    Case(
        "pages-into-one-answer",
        (
            workflow(
                "Pages",
                [
                    webhook("pages-into-one-answer", "lastNode"),
                    http(
                        "Pages",
                        "=http://server.test/{{ $json.body.kind }}",
                        options={
                            "pagination": {
                                "pagination": parameters(
                                    ("qs", "offset", "={{ $pageCount * 2 }}"), ("qs", "limit", "2")
                                )
                                | {
                                    "paginationCompleteWhen": "other",
                                    "completeExpression": "={{ $response.body.items.length < 2 }}",
                                }
                            }
                        },
                    ),
                    fields(
                        "Names",
                        {
                            "names:array": "={{ $json.items.map(i => i.name.toTitleCase()) }}",
                            "page:number": "={{ $itemIndex }}",
                        },
                    ),
                    post(
                        "Report",
                        "http://server.test/report",
                        "={{ {page: $json.page, names: $json.names, of: $('Webhook').first().json.body.kind} }}",
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-pages-into-one-answer", {"kind": "people"}),),
        {
            "GET /people": [
                Reply({"items": [{"name": "ann lee"}, {"name": "bob roy"}]}),
                Reply({"items": [{"name": "cem day"}]}),
            ],
            "POST /report": Reply({"ok": True}),
        },
        unordered=True,
    ),
)
