"""Files that come in, are made, read and handed on; and what is hashed and signed."""

from typing import Any

from tests.parity.n8n.case import JSON, Call, Case, Document, Reply
from tests.parity.n8n.documents import condition, fields, http, if_, node, post, raw, respond, using, webhook, workflow

CSV = 'id;name;note\n1;Ann;"says ""hi"""\n2;Bjørn;\n'
CREDENTIALS = {"Signing key": ("crypto", {"hmacSecret": "s3cret-ü"})}


def one(
    name: str,
    *nodes: Document,
    calls: tuple[Call, ...],
    links: tuple[str, ...] = (),
    mode: str = "lastNode",
    server: dict[str, Any] | None = None,
    **parameters: Any,
) -> Case:
    """Give a case of one workflow."""
    made = workflow(name, [webhook(name, mode, **parameters), *nodes], *links)
    placed = tuple(Call(f"/webhook/parity-{name}", each.body, each.method, each.headers) for each in calls)
    return Case(f"files-{name}", (made,), placed, server or {}, CREDENTIALS)


def extract(operation: str, **more: Any) -> Document:
    """Give a node that reads a file."""
    options = more.pop("options", {})
    return node("Extract from File", "extractFromFile", 1, {"operation": operation} | more | {"options": options})


def convert(operation: str, **more: Any) -> Document:
    """Give a node that makes a file."""
    options = more.pop("options", {})
    return node("Convert to File", "convertToFile", 1.1, {"operation": operation} | more | {"options": options})


RAW = {"options": {"rawBody": True}}
ALL = {"responseData": "allEntries"}
BINARY = {"responseData": "firstEntryBinary"}
ROWS = node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.rows", "options": {}})
ROW_BODY = {"rows": [{"id": 1, "name": "Ann", "tags": ["x"]}, {"id": 2, "name": 'B "b", c', "tags": None}]}
CASES = [
    one(
        "extract-csv",
        extract("csv", options={"delimiter": ";"}),
        fields("Row", {"id:number": "={{ $json.id }}", "name": "={{ $json.name }}"}, includeOtherFields=True),
        calls=(Call("", CSV, headers={"content-type": "text/csv"}),),
        **RAW,
        **ALL,
    ),
    one(
        "extract-json",
        extract("fromJson"),
        raw("Show", "={{ {data: $json.data} }}"),
        calls=(Call("", {"a": [1, {"b": None}]}), Call("", "[1, 2", headers={"content-type": "text/plain"})),
        **RAW,
    ),
    one(
        "extract-text",
        extract("text"),
        raw("Show", "={{ {length: $json.data.length, text: $json.data} }}"),
        calls=(Call("", "grün & «so»", headers={"content-type": "text/plain"}),),
        **RAW,
    ),
    one(
        "extract-base64",
        extract("binaryToPropery", destinationKey="b64"),
        calls=(Call("", b"\x00\x01\xff", headers={"content-type": "application/octet-stream"}),),
        **RAW,
    ),
    one("to-json", ROWS, convert("toJson"), calls=(Call("", ROW_BODY),), **BINARY),
    one("to-json-each", ROWS, convert("toJson", mode="each"), extract("fromJson"), calls=(Call("", ROW_BODY),), **ALL),
    one("to-csv", ROWS, convert("csv"), calls=(Call("", ROW_BODY),), **BINARY),
    one(
        "to-text",
        convert("toText", sourceProperty="body.text", options={"fileName": "note.txt"}),
        calls=(Call("", {"text": "grün"}),),
        **BINARY,
    ),
    one(
        "to-binary",
        convert("toBinary", sourceProperty="body.b64", options={"fileName": "cat.png", "mimeType": "image/png"}),
        respond(
            kind="binary",
            options={"responseHeaders": {"entries": [{"name": "X-Name", "value": "={{ $binary.data.fileName }}"}]}},
        ),
        calls=(Call("", {"b64": "iVBORw0KGgo="}), Call("", {"b64": None})),
        mode="responseNode",
    ),
    one(
        "round",
        convert("toBinary", sourceProperty="body.b64", binaryPropertyName="file"),
        http(
            "Send",
            "http://server.test/files",
            "PUT",
            sendBody=True,
            contentType="binaryData",
            inputDataFieldName="file",
        ),
        calls=(Call("", {"b64": "aGVsbG8="}),),
        server={"PUT /files": Reply({"stored": True})},
    ),
    one(
        "multipart",
        raw("Show", "={{ {fields: $json.body, file: $binary.upload0?.fileName ?? Object.keys($binary)} }}"),
        calls=(
            Call(
                "",
                '--XX\r\nContent-Disposition: form-data; name="title"\r\n\r\na cat\r\n--XX\r\nContent-Disposition: form-data; name="upload"; filename="c.txt"\r\nContent-Type: text/plain\r\n\r\nmeow\r\n--XX--\r\n',
                headers={"content-type": "multipart/form-data; boundary=XX"},
            ),
        ),
    ),
    one(
        "hashes",
        node("MD5", "crypto", 1, {"value": "={{ $json.body.text }}", "dataPropertyName": "md5"}),
        node(
            "SHA",
            "crypto",
            1,
            {"type": "SHA256", "value": "={{ $('Webhook').item.json.body.text }}", "dataPropertyName": "sha.hex"},
        ),
        node(
            "HMAC",
            "crypto",
            1,
            {
                "action": "hmac",
                "type": "SHA512",
                "value": "={{ $json.md5 }}",
                "secret": "key",
                "encoding": "base64",
                "dataPropertyName": "hmac",
            },
        ),
        node("Id", "crypto", 1, {"action": "generate", "dataPropertyName": "id"}),
        raw("Show", "={{ {...$json, body: undefined, headers: undefined, id: $json.id.length} }}"),
        calls=(Call("", {"text": "grün"}), Call("", {"text": ""})),
    ),
    one(
        "verify",
        node(
            "Crypto",
            "crypto",
            2,
            {
                "action": "hmac",
                "type": "SHA256",
                "binaryData": True,
                "binaryPropertyName": "data",
                "dataPropertyName": "expected",
            },
            credentials=using("crypto", "Signing key"),
        ),
        if_(
            "Signed?",
            condition(
                "={{ $('Webhook').item.json.headers['x-signature'] }}", "string.equals", "=sha256={{ $json.expected }}"
            ),
        ),
        respond("OK", body="={{ {ok: true, id: $('Webhook').item.json.body.id} }}", options={"responseCode": 202}),
        respond("No", "text", body="bad signature", options={"responseCode": 401}),
        links=("Webhook > Crypto > Signed? > OK", "Signed?#1 > No"),
        calls=(
            Call(
                "",
                '{"id": 1}',
                headers=JSON
                | {"x-signature": "sha256=c45517fe0a5682a380e0ae2736303747f25c3fc413f9c1b4bb014eff441d6202"},
            ),
            Call("", '{"id": 2}', headers=JSON | {"x-signature": "sha256=00"}),
            Call("", '{"id": 3}', headers=JSON),
        ),
        mode="responseNode",
        **RAW,
    ),
    one(
        "sign",
        fields("Payload", {"body": "={{ JSON.stringify({id: $json.body.id, status: 'done'}) }}"}),
        node(
            "Crypto",
            "crypto",
            2,
            {
                "action": "hmac",
                "type": "SHA256",
                "value": "=id.1700000000.{{ $json.body }}",
                "dataPropertyName": "signature",
                "encoding": "base64",
            },
            credentials=using("crypto", "Signing key"),
        ),
        http(
            "Send",
            "http://server.test/callback",
            "POST",
            sendHeaders=True,
            headerParameters={
                "parameters": [
                    {"name": "webhook-id", "value": "id"},
                    {"name": "webhook-signature", "value": "=v1,{{ $json.signature }}"},
                ]
            },
            sendBody=True,
            contentType="raw",
            rawContentType="application/json",
            body="={{ $json.body }}",
            options={"response": {"response": {"fullResponse": True, "neverError": True}}},
        ),
        raw("Show", "={{ {status: $json.statusCode} }}"),
        calls=(Call("", {"id": "r-1"}),),
        server={"POST /callback": Reply(status=202)},
    ),
    one(
        "date-node",
        node(
            "Format",
            "dateTime",
            2,
            {
                "operation": "formatDate",
                "date": "={{ $json.body.at }}",
                "format": "custom",
                "customFormat": "dd.MM.yyyy HH:mm",
                "outputFieldName": "shown",
                "options": {"includeInputFields": False},
            },
        ),
        node(
            "Add",
            "dateTime",
            2,
            {
                "operation": "addToDate",
                "magnitude": "={{ $('Webhook').item.json.body.at }}",
                "timeUnit": "months",
                "duration": 1,
                "outputFieldName": "later",
                "options": {"includeInputFields": True},
            },
        ),
        node(
            "Between",
            "dateTime",
            2,
            {
                "operation": "getTimeBetweenDates",
                "startDate": "={{ $('Webhook').item.json.body.at }}",
                "endDate": "2024-12-24",
                "units": ["day", "hour"],
                "outputFieldName": "between",
                "options": {"includeInputFields": True},
            },
        ),
        node(
            "Extract",
            "dateTime",
            2,
            {
                "operation": "extractDate",
                "date": "={{ $('Webhook').item.json.body.at }}",
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
                "date": "={{ $('Webhook').item.json.body.at }}",
                "mode": "roundUp",
                "toNearest": "day",
                "outputFieldName": "rounded",
                "options": {"includeInputFields": True},
            },
        ),
        calls=(Call("", {"at": "2024-01-31T10:20:30Z"}), Call("", {"at": "nonsense"}), Call("", {"at": 1700000000000})),
    ),
    one(
        "post-file-json",
        convert("toText", sourceProperty="body.text"),
        post(
            "Tell",
            "http://server.test/tell",
            "={{ {name: $binary.data.fileName ?? null, type: $binary.data.mimeType, keys: Object.keys($binary)} }}",
        ),
        calls=(Call("", {"text": "x"}),),
        server={"POST /tell": Reply({"ok": 1})},
    ),
]
