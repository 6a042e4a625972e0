"""What is hashed, signed and checked; and dates."""

from tests.parity.n8n.case import JSON, Call, Reply
from tests.parity.n8n.corpus.files import RAW, one
from tests.parity.n8n.documents import condition, fields, http, if_, node, raw, respond, using

CASES = [
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
]
