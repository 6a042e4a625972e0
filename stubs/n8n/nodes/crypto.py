"""Crypto: hashes, keyed hashes, random values.

Limitations: signing, encrypting and decrypting are refused.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Json, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.files import file_of
from stubs.n8n.nodes.javascript import described
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.script import is_null

_ACTIONS = frozenset({"hash", "hmac", "generate"})
_HASHES: dict[str, Callable[..., Any]] = {
    "MD5": hashlib.md5,
    "SHA1": hashlib.sha1,
    "SHA256": hashlib.sha256,
    "SHA384": hashlib.sha384,
    "SHA512": hashlib.sha512,
    "SHA3-256": hashlib.sha3_256,
    "SHA3-384": hashlib.sha3_384,
    "SHA3-512": hashlib.sha3_512,
}


async def _run(call: Call) -> Outputs:
    """Give each item what was made of it; what was made of a file comes without the files."""
    action = call.param("action", default="hash")
    credential_secret = _credential_secret(call) if action == "hmac" and call.node.version >= 2 else None
    found: list[Item] = []
    for index, item in enumerate(call.items):
        of_file = action != "generate" and bool(call.param("binaryData", index, default=False))
        try:
            if action == "generate":
                value = _generated(call, index)
            else:
                secret = call.param("secret", index, "") if credential_secret is None else credential_secret
                value = _digest(call, index, secret if action == "hmac" else None, of_file=of_file)
        except NodeError as error:
            if not call.node.continues:
                raise
            found.append(
                Item({"error": _told(error) if call.node.version >= 2 else error.message}, origins=(Origin(index),))
            )
            continue
        name = call.param("dataPropertyName", index, "data")
        found.append(Item(item.json | {name: value}, {} if of_file else item.binary, (Origin(index),)))
    return [found]


def _told(error: NodeError) -> Json:
    return {"message": error.message, "name": error.kind} | error.details


def _credential_secret(call: Call) -> str:
    secret = call.credential("crypto").get("hmacSecret")
    if not isinstance(secret, str) or not secret:
        raise NodeOperationError(
            "No HMAC secret set in credentials. Please add an HMAC secret to your Crypto credentials."
        )
    return secret


def _digest(call: Call, index: int, secret: Any, *, of_file: bool) -> str:
    kind = call.param("type", index, "MD5" if call.node.version == 1 else "SHA256")
    make = _HASHES.get(kind)
    if make is None:
        raise NodeOperationError("Digest method not supported" if secret is None else f"Invalid digest: {kind}")
    if of_file:
        content = file_of(call, index, call.param("binaryPropertyName", index, "data")).content
    else:
        value = call.param("value", index, "")
        if value is None and is_null(call, call.raw("value"), index):
            raise _wrong_type("data", "null")
        content = _bytes(value, "data")
    made = make(content) if secret is None else hmac.new(_bytes(secret, "key"), content, make)
    if call.param("encoding", index, "hex") == "base64":
        return base64.b64encode(made.digest()).decode()
    digits: str = made.hexdigest()
    return digits


def _bytes(value: Any, argument: str) -> bytes:
    if not isinstance(value, str):
        raise _wrong_type(argument, _received(value))
    return value.encode("utf-8", "replace")


def _wrong_type(argument: str, received: str) -> NodeOperationError:
    classes = "ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey"
    if argument == "data":
        classes = "Buffer, TypedArray, or DataView"
    return NodeOperationError(
        f'The "{argument}" argument must be of type string or an instance of {classes}. Received {received}',
        name="TypeError",
        code="ERR_INVALID_ARG_TYPE",
    )


def _received(value: Any) -> str:
    if value is None:
        return "undefined"
    if isinstance(value, dict | list):
        return f"an instance of {'Array' if isinstance(value, list) else 'Object'}"
    return f"type {'boolean' if isinstance(value, bool) else 'number'} ({described(value)[1:-1]})"


def _generated(call: Call, index: int) -> str:
    """Give a random value; a Base64 one loses what is no letter or digit, so it can come out shorter."""
    encoding = call.param("encodingType", index, "uuid")
    if encoding == "uuid":
        return call.entropy.uuid()
    length = int(call.param("stringLength", index, 32))
    content = base64.urlsafe_b64decode(call.entropy.token(length) + "==")
    if encoding == "hex":
        return content.hex()[:length]
    if encoding == "ascii":
        return bytes(byte & 127 for byte in content).decode()[:length]
    return re.sub(r"\W", "", base64.b64encode(content).decode(), flags=re.ASCII)[:length]


def _check(node: Node) -> str | None:
    action = node.parameters.get("action", "hash")
    if action in _ACTIONS or str(action).startswith("="):
        return None
    return not_built_in(node, f'the action "{action}"')


CRYPTO = NodeType(name="n8n-nodes-base.crypto", versions=frozenset({1, 2}), run=_run, check=_check)
