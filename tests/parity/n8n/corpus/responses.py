"""What HTTP Request nodes make of answers of every kind."""

from tests.parity.n8n.case import Reply
from tests.parity.n8n.corpus.calls import PNG, one
from tests.parity.n8n.documents import (
    http,
    node,
    raw,
)

CASES = [
    one(
        "status-kinds",
        [
            http(
                "Call",
                "=http://server.test/{{ $json.body.path }}",
                options={"response": {"response": {"fullResponse": True, "neverError": True}}},
                onError="continueRegularOutput",
            ),
            raw(
                "Class",
                "={{ {status: $json.statusCode ?? null, kind: $json.error ? 'network' : $json.statusCode >= 500 ? 'retry' : $json.statusCode >= 400 ? 'refused' : 'fine', body: $json.body ?? $json.data ?? null, after: $json.headers?.['retry-after'] ?? null, code: $json.error?.code ?? null} }}",
            ),
        ],
        server={
            "GET /ok": Reply({"a": 1}),
            "GET /limited": Reply({"error": "slow"}, 429, {"retry-after": "3"}),
            "GET /html": Reply("<h1>Bad gateway</h1>", 502, {"content-type": "text/html"}),
            "GET /broken": Reply('{"a": ', 200, {"content-type": "application/json"}),
            "GET /reset": Reply(fault="reset"),
            "GET /none": Reply(status=204),
            "GET /text": Reply("héllo", 200, {"content-type": "text/plain; charset=utf-8"}),
            "GET /number": Reply("17", 200, {"content-type": "application/json"}),
        },
        bodies=tuple(
            {"path": path} for path in ("ok", "limited", "html", "broken", "reset", "none", "text", "number", "absent")
        ),
    ),
    one(
        "failures",
        [
            http(
                "Call",
                "=http://server.test/{{ $json.body.path }}",
                onError="continueErrorOutput",
                options={"timeout": 300},
            ),
            raw("Fine", "={{ {fine: $json} }}"),
            raw("Failed", "={{ {failed: $json.error, body: $json.body} }}"),
        ],
        "Webhook > Call > Fine",
        "Call#1 > Failed",
        server={
            "GET /list": Reply([{"a": 1}, {"a": 2}]),
            "GET /refused": Reply({"error": {"message": "no such thing", "code": "nope"}}, 404),
            "GET /limited": Reply({"error": "slow"}, 429),
            "GET /broken": Reply('{"a": ', 200, {"content-type": "application/json"}),
            "GET /reset": Reply(fault="reset"),
            "GET /slow": Reply({"late": True}, delay=1),
        },
        bodies=tuple({"path": path} for path in ("list", "refused", "limited", "broken", "reset", "slow")),
    ),
    *(
        one(f"fails-{name}", [http("Call", url)], server={"GET /x": reply})
        for name, url, reply in (
            ("400", "http://server.test/x", Reply({"error": {"message": "prompt is bad"}}, 400)),
            ("401", "http://server.test/x", Reply({"message": "who are you"}, 401)),
            ("404", "http://server.test/x", Reply("gone fishing", 404)),
            ("500", "http://server.test/x", Reply({"detail": "boom"}, 500)),
            ("refused", "http://127.0.0.1:1/x", Reply()),
            ("url", "not a url", Reply()),
            ("empty-url", "={{ $json.body.nothing }}", Reply()),
        )
    ),
    one(
        "some-fail",
        [
            node(
                "Split Out",
                "splitOut",
                1,
                {"fieldToSplitOut": "body.paths", "options": {"destinationFieldName": "path"}},
            ),
            http("Call", "=http://server.test/{{ $json.path }}", onError="continueRegularOutput"),
            raw("Row", "={{ {path: $('Split Out').item.json.path, ok: !$json.error, value: $json.value ?? null} }}"),
        ],
        server={"GET /a": Reply({"value": 1}), "GET /b": Reply({"no": 1}, 500), "GET /c": Reply({"value": 3})},
        bodies=({"paths": ["a", "b", "c"]},),
        unordered=True,
    ),
    one(
        "redirects",
        [
            http("Follow", "http://server.test/from"),
            http(
                "Stay",
                "http://server.test/from",
                options={
                    "redirect": {"redirect": {"followRedirects": False}},
                    "response": {"response": {"fullResponse": True, "neverError": True}},
                },
            ),
        ],
        server={"GET /from": Reply(status=302, headers={"location": "/to"}), "GET /to": Reply({"there": True})},
    ),
    one(
        "file",
        [
            http(
                "Download", "http://server.test/cat.png", options={"response": {"response": {"responseFormat": "file"}}}
            ),
            http(
                "Upload",
                "http://server.test/files",
                "POST",
                sendBody=True,
                contentType="binaryData",
                inputDataFieldName="data",
            ),
            http(
                "Again",
                "http://server.test/cat.png",
                options={"response": {"response": {"responseFormat": "file", "outputPropertyName": "cat"}}},
            ),
            http(
                "Multipart",
                "http://server.test/parts",
                "POST",
                sendBody=True,
                contentType="multipart-form-data",
                bodyParameters={
                    "parameters": [
                        {"name": "title", "value": "a cät"},
                        {"parameterType": "formBinaryData", "name": "file", "inputDataFieldName": "cat"},
                    ]
                },
            ),
        ],
        server={
            "GET /cat.png": Reply(PNG, headers={"content-type": "image/png"}),
            "POST /files": Reply({"id": 1}, 201),
            "POST /parts": Reply({"id": 2}),
        },
    ),
    one(
        "text-format",
        [
            http(
                "Text",
                "http://server.test/data",
                options={"response": {"response": {"responseFormat": "text", "outputPropertyName": "text"}}},
            ),
            raw("Parsed", "={{ {text: $json.text, parsed: JSON.parse($json.text).a} }}"),
            http("Array", "http://server.test/array"),
        ],
        server={
            "GET /data": Reply('{"a": 1.50, "b": 12345678901234567890}', headers={"content-type": "application/json"}),
            "GET /array": Reply([{"x": 1}, {"x": 2}]),
        },
    ),
]
