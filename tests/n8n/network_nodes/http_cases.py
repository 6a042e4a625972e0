"""Cases of the HTTP Request node."""

# ruff: noqa: E501 - a case a line, however long

from typing import Any

from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.neighbour import OTHER, SERVER

KIND = "n8n-nodes-base.httpRequest"
ON, ERR = "continueRegularOutput", "continueErrorOutput"
POST_JSON: Json = {"method": "POST", "sendBody": True, "contentType": "json", "specifyBody": "json"}


def http(name: str, path: str, parameters: Json | None = None, version: float = 4.4, **more: Any) -> Case:
    """Ask for a path, with GET unless told."""
    return Case(f"http {name}", KIND, version, {"url": SERVER + path, "options": {}} | (parameters or {}), **more)


def respond(**options: Any) -> Json:
    """Give the option that says how an answer is read."""
    return {"options": {"response": {"response": options}}}


def pairs(field: str, *entries: tuple[str, Any]) -> Json:
    """Give parameters as names and values."""
    return {field: {"parameters": [{"name": name, "value": value} for name, value in entries]}}


ANSWERS = [
    "object", "array", "number", "string", "null", "empty-json", "bad-json", "text", "latin", "html", "xml", "untyped",
    "nothing", "empty-text", "image.png", "image", "octets", "pdf", "gzipped", "deflated", "brotli", "badly-packed", "cookies", "created", "scalars",
]  # fmt: skip
FAILURES = [
    "status/400",
    "status/404",
    "status/500",
    "status/503",
    "html502",
    "text400",
    "empty500",
    "limited",
    "problem",
    "reset",
    "half",
]

BINARY = ("hello ", "text/plain", "note.txt")
BODIES: dict[str, Json] = {
    "json text": POST_JSON | {"jsonBody": '{"b": 1,  "a": [1.0, "ü"], "1": null}'},
    "json object": POST_JSON | {"jsonBody": '={{ {"x": $json.n, "y": "z"} }}'},
    "json array": POST_JSON | {"jsonBody": "[1, 2]"},
    "json number": POST_JSON | {"jsonBody": "5"},
    "json string": POST_JSON | {"jsonBody": '"five"'},
    "json broken": POST_JSON | {"jsonBody": '{"a": '},
    "json empty": POST_JSON | {"jsonBody": ""},
    "json pairs": POST_JSON
    | {"specifyBody": "keypair"}
    | pairs("bodyParameters", ("a.b", 1), ("c[0]", "x"), ("a.b2", "={{ $json.n }}")),
    "form pairs": POST_JSON
    | {"contentType": "form-urlencoded", "specifyBody": "keypair"}
    | pairs("bodyParameters", ("a b", "1 2"), ("c", "ü&="), ("c", "again")),
    "form text": POST_JSON | {"contentType": "form-urlencoded", "specifyBody": "string", "body": "a=1&b=x+y&a=2"},
    "form objects": POST_JSON
    | {"contentType": "form-urlencoded", "specifyBody": "keypair"}
    | pairs("bodyParameters", ("o", '={{ {"p": [1, true, null], "q": "r"} }}')),
    "raw": POST_JSON | {"contentType": "raw", "rawContentType": "text/csv", "body": "a;b\r\nü"},
    "raw json": POST_JSON
    | {"contentType": "raw", "rawContentType": "application/json", "body": '={{ JSON.stringify({"n": $json.n}) }}'},
    "raw object": POST_JSON
    | {"contentType": "raw", "rawContentType": "application/json", "body": '={{ {"n": $json.n} }}'},
    "raw empty": POST_JSON | {"contentType": "raw", "rawContentType": "text/plain", "body": ""},
    "put": POST_JSON | {"method": "PUT", "jsonBody": "{}"},
    "patch": POST_JSON | {"method": "PATCH", "jsonBody": '{"a": true}'},
    "delete with body": POST_JSON | {"method": "DELETE", "jsonBody": '{"a": true}'},
    "get with body": POST_JSON | {"method": "GET", "jsonBody": '{"a": true}'},
    "head": {"method": "HEAD"},
    "options": {"method": "OPTIONS"},
    "delete": {"method": "DELETE"},
    "post without body": {"method": "POST"},
    "multipart": POST_JSON | {"contentType": "multipart-form-data"} | pairs("bodyParameters", ("a", "1"), ("ü", "x y")),
    "json and content type": POST_JSON
    | {"jsonBody": '{"a": 1}', "sendHeaders": True}
    | pairs("headerParameters", ("Content-Type", "application/vnd.api+json")),
    "json as form header": POST_JSON
    | {"jsonBody": '{"a": [1, {"b": 2}]}', "sendHeaders": True}
    | pairs("headerParameters", ("content-type", "application/x-www-form-urlencoded")),
}
FILE_BODIES: dict[str, Json] = {
    "binary": POST_JSON | {"contentType": "binaryData", "inputDataFieldName": "data"},
    "binary missing": POST_JSON | {"contentType": "binaryData", "inputDataFieldName": "other"},
    "multipart file": POST_JSON | {
        "contentType": "multipart-form-data",
        "bodyParameters": {"parameters": [
            {"parameterType": "formBinaryData", "name": "file", "inputDataFieldName": "data"},
            {"parameterType": "formData", "name": "note", "value": "hi"},
        ]},
    },
}  # fmt: skip
QUERIES: dict[str, Json] = {
    "pairs": {"sendQuery": True}
    | pairs("queryParameters", ("a b", "1 & 2"), ("ü", "=é"), ("t", "a:b/c,d+e@f$g!h'i(j)k*l~m[n]")),
    "repeated": {"sendQuery": True} | pairs("queryParameters", ("a", "1"), ("a", "2")),
    "repeated repeat": {"sendQuery": True, "options": {"queryParameterArrays": "repeat"}}
    | pairs("queryParameters", ("a", "1"), ("a", "2")),
    "repeated brackets": {"sendQuery": True, "options": {"queryParameterArrays": "brackets"}}
    | pairs("queryParameters", ("a", "1"), ("a", "2")),
    "json": {
        "sendQuery": True,
        "specifyQuery": "json",
        "jsonQuery": '{"a": 1, "b": {"c": true}, "d": [1, null], "e": null, "f": ""}',
    },
    "json broken": {"sendQuery": True, "specifyQuery": "json", "jsonQuery": "{a}"},
    "empty value": {"sendQuery": True} | pairs("queryParameters", ("a", ""), ("", "x")),
    "numbers": {"sendQuery": True}
    | pairs(
        "queryParameters",
        ("n", "={{ $json.n }}"),
        ("b", "={{ true }}"),
        ("u", "={{ $json.none }}"),
        ("o", '={{ {"p": 1} }}'),
    ),
}
HEADERS: dict[str, Json] = {
    "pairs": {"sendHeaders": True}
    | pairs("headerParameters", ("X-One", "1"), ("x-two", "b c"), ("X-ONE", "3"), ("", "none")),
    "kept case": {"sendHeaders": True, "options": {"lowercaseHeaders": False}}
    | pairs("headerParameters", ("X-One", "1"), ("Accept", "text/x")),
    "json": {"sendHeaders": True, "specifyHeaders": "json", "jsonHeaders": '{"X-A": "b", "N": 5}'},
    "accept and agent": {"sendHeaders": True}
    | pairs("headerParameters", ("Accept", "image/png"), ("User-Agent", "me")),
    "signature": POST_JSON
    | {"jsonBody": '{"a": 1}', "sendHeaders": True}
    | pairs("headerParameters", ("webhook-id", "1"), ("webhook-signature", "v1,a"), ("X-Request-Id", "={{ $json.n }}")),
    "several values": {"sendHeaders": True}
    | pairs("headerParameters", ("n", "={{ $json.n }}"), ("u", "={{ $json.none }}"), ("z", "={{ null }}")),
    "host and encoding": {"sendHeaders": True}
    | pairs(
        "headerParameters", ("Host", "example.test"), ("Accept-Encoding", "identity"), ("Connection", "keep-alive")
    ),
}


def generic(kind: str) -> Json:
    """Ask for a generic credential."""
    return {"authentication": "genericCredentialType", "genericAuthType": kind}


DOORS: dict[str, tuple[Json, dict[str, Json]]] = {
    "header": (generic("httpHeaderAuth"), {"httpHeaderAuth": {"name": "X-Api-Key", "value": "secret"}}),
    "header authorization": (generic("httpHeaderAuth") | POST_JSON | {"jsonBody": "{}"}, {"httpHeaderAuth": {"name": "Authorization", "value": "Token t"}}),
    "basic": (generic("httpBasicAuth"), {"httpBasicAuth": {"user": "joe", "password": "pässword:x"}}),
    "bearer": (generic("httpBearerAuth"), {"httpBearerAuth": {"token": "abc"}}),
    "bearer post": (generic("httpBearerAuth") | POST_JSON | {"jsonBody": '{"a": 1}'}, {"httpBearerAuth": {"token": "abc"}}),
    "query": (generic("httpQueryAuth"), {"httpQueryAuth": {"name": "key", "value": "s c"}}),
    "custom": (generic("httpCustomAuth") | POST_JSON | {"jsonBody": '{"a": 1}'}, {"httpCustomAuth": {"json": '{"headers": {"X-Custom": "1"}, "body": {"k": "v"}, "qs": {"q": "w"}}'}}),
    "openai": (
        {"authentication": "predefinedCredentialType", "nodeCredentialType": "openAiApi"} | POST_JSON | {"jsonBody": '{"a": 1}'},
        {"openAiApi": {"apiKey": "sk-lab", "url": f"{SERVER}/v1"}},
    ),
    "missing": (generic("httpHeaderAuth"), {}),
}  # fmt: skip
REDIRECTS = {
    "default": {},
    "off": {"options": {"redirect": {"redirect": {"followRedirects": False}}}},
    "one": {"options": {"redirect": {"redirect": {"followRedirects": True, "maxRedirects": 1}}}},
}
BEARER = {"httpBearerAuth": {"token": "abc"}}

HTTP_CASES = [
    *(http(f"answer {each}", f"/{each}") for each in ANSWERS),
    *(http(f"full {each}", f"/{each}", respond(fullResponse=True, neverError=True)) for each in ["object", "array", "bad-json", "text", "nothing", "image", "status/404", "html502", "empty-json", "empty500"]),
    *(http(f"as {kind} {each}", f"/{each}", respond(responseFormat=kind)) for kind in ("json", "text", "file") for each in ["object", "bad-json", "text", "image", "nothing"]),
    http("as text to pic", "/text", respond(responseFormat="text", outputPropertyName="pic")),
    http("as file to pic", "/image.png", respond(responseFormat="file", outputPropertyName="pic")),
    http("file beside another", "/octets", respond(responseFormat="file", outputPropertyName="more"), items=({"n": 1},), files=BINARY),
    http("as text full", "/object", respond(responseFormat="text", fullResponse=True)),
    http("as json full text", "/text", respond(responseFormat="json", fullResponse=True)),
    *(http(f"stops {each}", f"/{each}") for each in FAILURES),
    *(http(f"goes on {each}", f"/{each}", on_error=ON) for each in [*FAILURES, "bad-json"]),
    *(http(f"goes on 4.5 {each}", f"/{each}", version=4.5, on_error=ON) for each in ["status/400", "text400", "reset", "limited"]),
    http("error output", "/status/500", on_error=ERR, items=({"n": 1},)),
    http("error output 4.5", "/status/500", version=4.5, on_error=ERR, items=({"n": 1},)),
    http("error of a post", "/status/422", POST_JSON | {"jsonBody": '{"a": 1}'}, on_error=ON),
    http("error of a post stops", "/status/422", POST_JSON | {"jsonBody": '{"a": 1}'}),
    http("never error 500", "/status/500", respond(neverError=True)),
    http("never error reset", "/reset", respond(neverError=True), on_error=ON),
    http("never error as json", "/bad-json", respond(neverError=True, responseFormat="json"), on_error=ON),
    http("as json 404", "/status/404", respond(responseFormat="json"), on_error=ON),
    http("as text 404", "/status/404", respond(responseFormat="text"), on_error=ON),
    http("timeout", "/hang", {"options": {"timeout": 300}}),
    http("timeout goes on", "/hang", {"options": {"timeout": 300}}, on_error=ON),
    http("refused", "", {"url": "http://127.0.0.1:1/x"}),
    http("refused goes on", "", {"url": "http://127.0.0.1:1/x"}, on_error=ON),
    http("unknown host", "", {"url": "http://nosuch.invalid/"}),
    http("unknown host goes on", "", {"url": "http://nosuch.invalid/"}, on_error=ON),
    *(http(f"url {name}", "", {"url": url}, items=({"n": 5},), on_error=ON) for name, url in {
        "empty": "={{ '' }}", "no scheme": "example.com/x", "spaces": f"  {SERVER}/echo/a b?x=1 2#frag ", "unicode": f"{SERVER}/echo/ü?ü=é", "number": "={{ 5 }}", "nothing": "={{ $json.none }}",
        "query": f"{SERVER}/echo?a=1&b=%20&c", "expression": f"={SERVER}/echo/{{{{ $json.n }}}}", "bad": "http://", "path only": SERVER,
    }.items()),
    http("localhost refused goes on", "", {"url": "http://localhost:1/x"}, on_error=ON),
    http("url with user", "", {"url": SERVER.replace("//", "//joe:p%20w@") + "/echo"}),
    http("url bad stops", "", {"url": "http://"}),
    http("raw not json", "/echo", BODIES["raw"] | {"rawContentType": "application/json"}),
    http("json null", "/echo", POST_JSON | {"jsonBody": "null"}),
    http("json string read as json", "/echo", POST_JSON | {"jsonBody": '"five"'} | respond(responseFormat="json")),
    http("json number read as json", "/echo", POST_JSON | {"jsonBody": "5"} | respond(responseFormat="json")),
    http("auth openai fails", "/status/401", DOORS["openai"][0], credentials=DOORS["openai"][1]),
    http("auth openai fails goes on", "/status/401", DOORS["openai"][0], credentials=DOORS["openai"][1], on_error=ON),
    http("auth header fails", "/status/401", DOORS["header"][0], credentials=DOORS["header"][1]),
    http("auth query fails", "/status/401", DOORS["query"][0], credentials=DOORS["query"][1]),
    http("auth basic fails goes on", "/status/401", DOORS["basic"][0], credentials=DOORS["basic"][1], on_error=ON),
    http("auth basic redirect away", "/redirect/302/other", DOORS["basic"][0], credentials=DOORS["basic"][1]),
    http("form error goes on", "/status/400", BODIES["form pairs"], on_error=ON),
    http("raw error goes on", "/status/400", BODIES["raw"], on_error=ON),
    http("never error goes on", "/status/404", respond(neverError=True, fullResponse=True), on_error=ON),
    http("post refused goes on", "", POST_JSON | {"url": "http://127.0.0.1:1/", "jsonBody": '{"a": 1}'}, on_error=ON),
    http("url empty stops", "", {"url": "={{ '' }}"}),
    *(http(f"body {name}", "/echo", parameters, items=({"n": 5},)) for name, parameters in BODIES.items()),
    *(http(f"body {name}", "/echo", parameters, files=BINARY) for name, parameters in FILE_BODIES.items()),
    *(http(f"query {name}", "/echo?z=0", parameters, items=({"n": 5},)) for name, parameters in QUERIES.items()),
    http("query repeated 4.2", "/echo", QUERIES["repeated"], version=4.2),
    *(http(f"headers {name}", "/echo", parameters, items=({"n": 5},)) for name, parameters in HEADERS.items()),
    *(http(f"auth {name}", "/echo", parameters, credentials=held) for name, (parameters, held) in DOORS.items()),
    *(http(f"redirect {name}", "/redirect/302/echo", parameters) for name, parameters in REDIRECTS.items()),
    *(http(f"redirect {status} post", f"/redirect/{status}/echo", POST_JSON | {"jsonBody": '{"a": 1}'}) for status in (301, 303, 307)),
    http("redirect loop", "/redirect/302/loop", on_error=ON),
    http("redirect one loop", "/redirect/302/loop", REDIRECTS["one"]),
    http("redirect full", "/redirect/302/echo", REDIRECTS["off"] | respond(fullResponse=True, neverError=True)),
    *(http(f"redirect away {version}", "/redirect/302/other", generic("httpBearerAuth"), version=version, credentials=BEARER) for version in (4.2, 4.4)),
    *(http(f"version {version}", "/echo", POST_JSON | {"specifyBody": "keypair"} | pairs("bodyParameters", ("a.b", "1")), version=version) for version in (3, 4, 4.1, 4.3)),
    http("version 3 redirect", "/redirect/302/echo", version=3),
    http("items", "/echo", {"url": f"={SERVER}/echo/{{{{ $json.n }}}}"}, items=({"n": 1}, {"n": 2}, {"n": 3}), parallel=True),
    http("items array", "/array", items=({"n": 1}, {"n": 2}), parallel=True),
    http("items one fails", "", {"url": f"={SERVER}/{{{{ $json.p }}}}"}, items=({"p": "object"}, {"p": "status/400"}, {"p": "array"}), on_error=ON, parallel=True),
    http("items one fails error output", "", {"url": f"={SERVER}/{{{{ $json.p }}}}"}, items=({"p": "object"}, {"p": "status/400"}, {"p": "array"}), on_error=ERR, parallel=True),
    http("items one stops", "", {"url": f"={SERVER}/{{{{ $json.p }}}}"}, items=({"p": "object"}, {"p": "status/400"}), parallel=True),
    http("items bad url", "", {"url": "={{ $json.u }}"}, items=({"u": f"{SERVER}/object"}, {"u": "nope"}), on_error=ON),
    http("items one by one", "/echo", {"options": {"batching": {"batch": {"batchSize": 1, "batchInterval": 50}}}}, items=({"n": 1}, {"n": 2})),
    http("other server", "", {"url": f"{OTHER}/object"}),
]  # fmt: skip
