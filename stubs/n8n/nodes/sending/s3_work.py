"""One item's work at a storage service, as the S3 node's parameters tell it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.sending.s3_calls import Storage, kebab, shouted

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
_GRANTS = {
    "grantFullControl": "full-control",
    "grantRead": "read",
    "grantReadAcp": "read-acp",
    "grantWrite": "write",
    "grantWriteAcp": "write-acp",
}
_ENCRYPTION = {
    "serverSideEncryption": "",
    "encryptionAwsKmsKeyId": "-aws-kms-key-id",
    "serverSideEncryptionContext": "-context",
    "serversideEncryptionCustomerAlgorithm": "-customer-algorithm",
    "serversideEncryptionCustomerKey": "-customer-key",
    "serversideEncryptionCustomerKeyMD5": "-customer-key-MD5",
}


@dataclass(frozen=True, slots=True)
class Work:
    """An item, and what its work is done with.

    Attributes:
        query: of the requests that act; the items of a node share it.
    """

    call: Call
    index: int
    storage: Storage
    query: dict[str, Any]

    def param(self, path: str, default: Any = "") -> Any:
        """Give a parameter for the item."""
        return self.call.param(path, self.index, default)

    def options(self, name: str) -> Mapping[str, Any]:
        """Give a group of options."""
        found: Mapping[str, Any] = self.param(name, {}) or {}
        return found


Works = Mapping[str, Callable[[Work], Awaitable[Any]]]


def object_headers(options: Mapping[str, Any]) -> dict[str, Any]:
    """Give the headers that options of an object ask for, in n8n's order."""
    headers: dict[str, Any] = {}
    if options.get("requesterPays"):
        headers["x-amz-request-payer"] = "requester"
    if options.get("storageClass"):
        headers["x-amz-storage-class"] = shouted(str(options["storageClass"]))
    headers |= access_headers(options, without="grantWrite")
    if options.get("lockLegalHold"):
        headers["x-amz-object-lock-legal-hold"] = "ON"
    if options.get("lockMode"):
        headers["x-amz-object-lock-mode"] = str(options["lockMode"]).upper()
    if options.get("lockRetainUntilDate"):
        headers["x-amz-object-lock-retain-until-date"] = options["lockRetainUntilDate"]
    for name, end in _ENCRYPTION.items():
        if options.get(name):
            headers[f"x-amz-server-side-encryption{end}"] = options[name]
    return headers


def access_headers(options: Mapping[str, Any], without: str = "") -> dict[str, Any]:
    """Give the headers that say who may do what."""
    headers = {"x-amz-acl": kebab(str(options["acl"]))} if options.get("acl") else {}
    return headers | {
        f"x-amz-grant-{end}": "" for name, end in _GRANTS.items() if options.get(name) and name != without
    }


def document(root: str, lines: list[str]) -> bytes:
    """Write an XML document as n8n lays it out."""
    inner = "".join(f"\n  {each}" for each in lines)
    return f'{DECLARATION}\n<{root} xmlns="{NAMESPACE}">{inner}\n</{root}>'.encode()


def element(name: str, text: str) -> str:
    """Write an element."""
    return f"<{name}>{escape(text)}</{name}>"
