"""The workflows that the recorded calls go to, in n8n's own format; each says only what is its own."""

from itertools import pairwise
from typing import Any

Document = dict[str, Any]
PREFIX = "srv"
ECHO_ID = "0a5c7e10-6f0e-4c7e-9d55-1b1f6f6a7001"


def node(name: str, kind: str, version: float, parameters: Document | None = None, **more: Any) -> Document:
    """Give a node of n8n's own package."""
    kind = kind if "." in kind else f"n8n-nodes-base.{kind}"
    return {
        "name": name,
        "type": kind,
        "typeVersion": version,
        "position": [0, 0],
        "parameters": parameters or {},
        "id": name,
    } | more


def webhook(path: str, version: float = 2.1, **parameters: Any) -> Document:
    """Give a webhook that takes POST and answers with the last node's first item, unless told otherwise."""
    more = {name: parameters.pop(name) for name in ("credentials", "webhookId") if name in parameters}
    own = {"httpMethod": "POST", "path": f"{PREFIX}-{path}", "responseMode": "lastNode", "options": {}} | parameters
    return node("Webhook", "webhook", version, {key: value for key, value in own.items() if value is not None}, **more)


def respond(kind: str, version: float = 1.5, name: str = "Respond", **parameters: Any) -> Document:
    """Give a node that answers."""
    return node(name, "respondToWebhook", version, {"respondWith": kind, "options": {}} | parameters)


def raw(json: str, name: str = "Set") -> Document:
    """Give a node that puts out this JSON."""
    return node(name, "set", 3.4, {"mode": "raw", "jsonOutput": json, "options": {}})


def chain(*nodes: Document, **settings: Any) -> Document:
    """Give a workflow whose nodes follow each other."""
    placed = [{**each, "position": [200 * place, 0]} for place, each in enumerate(nodes)]
    links = {
        one["name"]: {"main": [[{"node": other["name"], "type": "main", "index": 0}]]} for one, other in pairwise(nodes)
    }
    return {"name": "server", "nodes": placed, "connections": links, "settings": {"executionOrder": "v1"} | settings}


STOP = node("Stop", "stopAndError", 1, {"errorMessage": "boom"})
SPLIT = node("Split", "splitOut", 1, {"fieldToSplitOut": "body.list", "options": {}})
NONE = node(
    "None",
    "filter",
    2.2,
    {
        "conditions": {
            "options": {"caseSensitive": True, "leftValue": "", "typeValidation": "strict", "version": 2},
            "conditions": [
                {"id": "1", "leftValue": "a", "rightValue": "b", "operator": {"type": "string", "operation": "equals"}}
            ],
            "combinator": "and",
        },
        "options": {},
    },
)
ECHO = "={{ JSON.stringify({a: $json.body, n: 2}) }}"
HEADERS = {"entries": [{"name": "X-Lab", "value": "yes"}, {"name": "content-type", "value": "application/xml"}]}


def responding(path: str, *nodes: Document, **parameters: Any) -> Document:
    """Give a workflow whose webhook leaves the answer to a node."""
    return chain(webhook(path, **({"responseMode": "responseNode"} | parameters)), *nodes)


def _auth(path: str, kind: str, credential: str) -> Document:
    found = {credential: {"id": f"{{{credential}}}", "name": credential}}
    return chain(webhook(path, authentication=kind, credentials=found), raw('{"in": true}'))


def workflows() -> dict[str, Document]:
    """Give every workflow by the name that calls use."""
    return {
        "echo": chain(webhook("echo", webhookId=ECHO_ID)),
        "echo1": chain(webhook("echo1", 1)),
        "echo11": chain(webhook("echo11", 1.1)),
        "echo2": chain(webhook("echo2", 2)),
        "binary1": chain(webhook("binary1", 1, options={"binaryData": True}, responseData="firstEntryBinary")),
        "raw": chain(webhook("raw", options={"rawBody": True}, responseData="firstEntryBinary")),
        "rawitem": chain(webhook("rawitem", options={"rawBody": True})),
        "file": chain(
            webhook(
                "file",
                options={"binaryPropertyName": "up"},
                responseData="firstEntryBinary",
                responseBinaryPropertyName="up",
            )
        ),
        "part": chain(webhook("part", responseData="firstEntryBinary", responseBinaryPropertyName="one")),
        "param": chain(webhook("param/:id/x/:other", webhookId=ECHO_ID)),
        "get": chain(webhook("get", httpMethod=None)),
        "delete": chain(webhook("delete", httpMethod="DELETE")),
        "head": chain(webhook("head", httpMethod="HEAD")),
        "multi": chain(webhook("multi", httpMethod=["GET", "PUT"], multipleMethods=True)),
        "onrec": chain(webhook("onrec", responseMode=None)),
        "onrec-boom": chain(webhook("onrec-boom", responseMode="onReceived"), STOP),
        "onrec-all": chain(
            webhook(
                "onrec-all",
                responseMode="onReceived",
                options={
                    "responseCode": {"values": {"responseCode": 202}},
                    "responseData": "queued",
                    "responseHeaders": HEADERS,
                },
            )
        ),
        "onrec-custom": chain(
            webhook(
                "onrec-custom",
                responseMode="onReceived",
                options={"responseCode": {"values": {"responseCode": "customCode", "customCode": 299}}},
            )
        ),
        "onrec-json": chain(webhook("onrec-json", responseMode="onReceived", options={"responseData": '{"a": 1}'})),
        "onrec-expression": chain(
            webhook(
                "onrec-expression",
                responseMode="onReceived",
                options={"responseData": "=got {{ 1 + 1 }} {{ typeof $execution.id }}"},
            )
        ),
        "onrec-empty": chain(webhook("onrec-empty", responseMode="onReceived", options={"noResponseBody": True})),
        "onrec-v1": chain(webhook("onrec-v1", 1, responseMode="onReceived", responseCode=201)),
        "last": chain(webhook("last"), raw(ECHO)),
        "last-all": chain(webhook("last-all", responseData="allEntries"), SPLIT),
        "last-first": chain(webhook("last-first"), SPLIT),
        "last-nodata": chain(webhook("last-nodata", responseData="noData"), raw(ECHO)),
        "last-none": chain(webhook("last-none"), NONE),
        "last-none-all": chain(webhook("last-none-all", responseData="allEntries"), NONE),
        "last-nobinary": chain(webhook("last-nobinary", responseData="firstEntryBinary"), raw(ECHO)),
        "last-boom": chain(webhook("last-boom"), STOP),
        "last-property": chain(webhook("last-property", options={"responsePropertyName": "a.b[0]"}), raw(ECHO)),
        "last-type": chain(
            webhook("last-type", options={"responsePropertyName": "a", "responseContentType": "application/xml"}),
            raw(ECHO),
        ),
        "last-code": chain(
            webhook(
                "last-code", options={"responseCode": {"values": {"responseCode": 201}}, "responseHeaders": HEADERS}
            ),
            raw(ECHO),
        ),
        "respond-json": responding(
            "respond-json", respond("json", responseBody='{"fixed": [1, 2.50, "ä"]}', options={"responseCode": 201})
        ),
        "respond-object": responding("respond-object", respond("json", responseBody="={{ $json.body }}")),
        "respond-template": responding(
            "respond-template", respond("json", 1.1, responseBody='={"got": "{{ $json.body.a }}"}')
        ),
        "respond-text": responding(
            "respond-text",
            respond("text", responseBody="=hi {{ $json.body.a }} ü", options={"responseHeaders": HEADERS}),
        ),
        "respond-plain": responding("respond-plain", respond("text", 1, responseBody="=<b>{{ $json.body.a }}</b>")),
        "respond-nodata": responding("respond-nodata", respond("noData", options={"responseCode": 204})),
        "respond-nodata200": responding("respond-nodata200", respond("noData")),
        "respond-redirect": responding(
            "respond-redirect", respond("redirect", redirectURL="https://example.org/x?y=1")
        ),
        "respond-redirect302": responding(
            "respond-redirect302", respond("redirect", redirectURL="/here", options={"responseCode": 302})
        ),
        "respond-first": responding("respond-first", SPLIT, respond("firstIncomingItem")),
        "respond-first-key": responding(
            "respond-first-key", SPLIT, respond("firstIncomingItem", options={"responseKey": "a.b"})
        ),
        "respond-all": responding("respond-all", SPLIT, respond("allIncomingItems")),
        "respond-all-key": responding(
            "respond-all-key", SPLIT, respond("allIncomingItems", options={"responseKey": "items", "responseCode": 203})
        ),
        "respond-binary": responding("respond-binary", respond("binary"), options={"rawBody": True}),
        "respond-binary-set": responding(
            "respond-binary-set",
            respond("binary", responseDataSource="set", inputFieldName="data", options={"responseHeaders": HEADERS}),
            options={"rawBody": True},
        ),
        "respond-binary-none": responding("respond-binary-none", respond("binary")),
        "respond-jwt": responding(
            "respond-jwt",
            {
                **respond("jwt", payload='{"sub": "me", "iat": 1700000000}'),
                "credentials": {"jwtAuth": {"id": "{jwtAuth}", "name": "jwtAuth"}},
            },
        ),
        "respond-bad-json": responding("respond-bad-json", respond("json", responseBody='{"a": ')),
        "respond-syntax": responding("respond-syntax", respond("json", responseBody="={{ 1 + }}")),
        "respond-number": responding("respond-number", respond("json", responseBody="={{ 5 }}")),
        "respond-string": responding("respond-string", respond("json", responseBody='"just text"')),
        "respond-null": responding("respond-null", respond("json", responseBody="={{ null }}")),
        "respond-array": responding(
            "respond-array", respond("json", responseBody="={{ [1, {b: undefined, c: null}] }}")
        ),
        "respond-twice": responding(
            "respond-twice",
            respond("text", responseBody="first"),
            respond("text", name="Second", responseBody="second"),
        ),
        "respond-then-boom": responding("respond-then-boom", respond("text", responseBody="sent"), STOP),
        "respond-continue": responding(
            "respond-continue", {**respond("json", responseBody='{"a": '), "onError": "continueRegularOutput"}
        ),
        "respond-never": responding("respond-never", NONE, respond("text", responseBody="never")),
        "respond-boom": responding("respond-boom", STOP, respond("text", responseBody="never")),
        "respond-missing": responding("respond-missing", raw(ECHO)),
        "respond-missing-v1": responding("respond-missing-v1", raw(ECHO), version=1.1),
        "respond-unused": chain(webhook("respond-unused"), respond("text", responseBody="unused")),
        "respond-unused-v1": chain(webhook("respond-unused-v1", 1.1), respond("text", responseBody="unused")),
        "respond-code-headers": responding(
            "respond-code-headers",
            respond(
                "json",
                responseBody="={{ ({ok: false}) }}",
                options={
                    "responseCode": 418,
                    "responseHeaders": {
                        "entries": [
                            {"name": "Retry-After", "value": "7"},
                            {"name": "X-Two", "value": "={{ 1 + 1 }}"},
                            {"name": "Content-Type", "value": "application/problem+json"},
                        ]
                    },
                },
            ),
        ),
        "basic": _auth("basic", "basicAuth", "httpBasicAuth"),
        "header": _auth("header", "headerAuth", "httpHeaderAuth"),
        "jwt": chain(
            webhook("jwt", authentication="jwtAuth", credentials={"jwtAuth": {"id": "{jwtAuth}", "name": "jwtAuth"}})
        ),
        "bots": chain(webhook("bots", options={"ignoreBots": True}), raw('{"in": true}')),
        "ip": chain(webhook("ip", options={"ipWhitelist": "10.1.2.3, 192.168.0.0/16"}), raw('{"in": true}')),
        "ip-in": chain(webhook("ip-in", options={"ipWhitelist": "10.1.2.3,127.0.0.0/8"}), raw('{"in": true}')),
        "origins": chain(webhook("origins", options={"allowedOrigins": "https://a.test,https://b.test"})),
        "only-if": chain(webhook("only-if", options={"onlyRunIf": "={{ $json.body.a === 1 }}"}), raw(ECHO)),
        "disabled": chain(webhook("disabled"), {**raw(ECHO), "disabled": True}),
        "expression": chain(webhook("expression", options={"responsePropertyName": "={{ 'n' }}"}), raw(ECHO)),
    }
