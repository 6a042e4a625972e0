"""Files that come in, are made, read and handed on; and what is hashed and signed."""

from typing import Any

from tests.parity.n8n.case import Call, Case, Document, Reply
from tests.parity.n8n.documents import fields, http, node, post, raw, respond, webhook, workflow

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
