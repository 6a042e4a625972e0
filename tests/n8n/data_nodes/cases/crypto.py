"""Crypto: hashes and keyed hashes."""

from typing import Any

from tests.n8n.data_nodes.case import Case, continuing, one

ITEMS = [{"v": "héllo"}, {"v": ""}]
KEY: Any = {"credentials": {"crypto": {"id": "CREDENTIAL", "name": "data"}}}
TYPES = ("MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3-256", "SHA3-384", "SHA3-512")
CASES: dict[str, Case] = {}
for kind in TYPES:
    CASES[f"hash {kind}"] = one("crypto", 2, {"action": "hash", "type": kind, "value": "={{ $json.v }}"}, ITEMS)
    CASES[f"hmac {kind}"] = one(
        "crypto", 1, {"action": "hmac", "type": kind, "value": "={{ $json.v }}", "secret": "k"}, ITEMS
    )
_FILE = ("convertToFile", 1.1, {"operation": "toText", "sourceProperty": "v"})
CASES |= {
    "defaults": one("crypto", 1, {"value": "x"}),
    "defaults, version 2": one("crypto", 2, {"value": "x"}),
    "base64": one(
        "crypto", 2, {"action": "hash", "value": "x", "encoding": "base64", "dataPropertyName": "sum"}, ITEMS
    ),
    "dotted name": one("crypto", 1, {"value": "x", "dataPropertyName": "a.b"}, ITEMS),
    "hmac by credential": one("crypto", 2, {"action": "hmac", "value": "={{ $json.v }}"}, ITEMS, **KEY),
    "hmac of base64": one("crypto", 2, {"action": "hmac", "value": "x", "encoding": "base64", "type": "SHA512"}, **KEY),
    "a number": one("crypto", 1, {"value": "={{ 5 }}"}),
    "an object": one("crypto", 1, {"value": "={{ ({a: 1}) }}"}),
    "null": one("crypto", 1, {"value": "={{ null }}"}),
    "undefined": one("crypto", 1, {"value": "={{ $json.nope }}"}),
    "a number, going on": continuing(one("crypto", 1, {"value": "={{ 5 }}"})),
    "a number, version 2, going on": continuing(one("crypto", 2, {"value": "={{ 5 }}"})),
    "of a file": Case([_FILE, ("crypto", 2, {"binaryData": True})], ITEMS[:1]),
    "of a file by hmac": Case([_FILE, ("crypto", 2, {"action": "hmac", "binaryData": True}, KEY)], ITEMS[:1]),
    "of no file": one("crypto", 2, {"binaryData": True}),
    "of another file": Case([_FILE, ("crypto", 2, {"binaryData": True, "binaryPropertyName": "other"})], ITEMS[:1]),
    "file kept": Case([_FILE, ("crypto", 2, {"value": "x"})], ITEMS[:1]),
}
