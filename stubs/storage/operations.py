"""Which operation a request asks for: by its method, its place, and the parameter that names a subresource.

Source: Amazon S3 API reference, "Actions".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from stubs.storage.calls import Operation
from stubs.storage.errors import S3Error

SERVICE, BUCKET, OBJECT = "/", "/{bucket}", "/{bucket}/{key:path}"
SUBRESOURCES = frozenset(
    [
        "accelerate",
        "acl",
        "analytics",
        "attributes",
        "cors",
        "delete",
        "encryption",
        "intelligent-tiering",
        "inventory",
        "legal-hold",
        "lifecycle",
        "location",
        "logging",
        "metadataTable",
        "metrics",
        "notification",
        "object-lock",
        "ownershipControls",
        "policy",
        "policyStatus",
        "publicAccessBlock",
        "renameObject",
        "replication",
        "requestPayment",
        "restore",
        "retention",
        "select",
        "session",
        "tagging",
        "torrent",
        "uploadId",
        "uploads",
        "versioning",
        "versions",
        "website",
    ]
)
"""Parameters that choose an operation of S3; others refine one, or are ignored as by S3."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An operation and when it is meant.

    Attributes:
        method: in capitals.
        path: `SERVICE`, `BUCKET` or `OBJECT`.
        operation: what does it.
        summary: one line.
        subresource: the parameter that chooses it.
        header: the header that chooses it, too.
        refined_by: further parameters that it reads.
        data: whether the body is an object's bytes.
        success: the status.
    """

    method: str
    path: str
    operation: Operation
    summary: str
    subresource: str = ""
    header: str = ""
    refined_by: str = ""
    data: bool = False
    success: int = 200

    def fits(self, named: frozenset[str], headers: Iterable[str]) -> bool:
        """Tell whether a request means it: its subresource is the one that is named, its header is there."""
        chosen = self.subresource in named if self.subresource else not named
        return chosen and (not self.header or self.header in headers)


def choose(choices: list[Choice], query: Iterable[str], headers: Iterable[str]) -> Choice:
    """Give the choice that a request means, the first that fits; raises `S3Error` when none does."""
    named = SUBRESOURCES.intersection(query)
    for choice in choices:
        if choice.fits(named, headers):
            return choice
    if named:
        name = min(named)
        raise S3Error("NotImplemented", f"?{name} is not implemented for this method.", ResourceType=name)
    raise S3Error("MethodNotAllowed", Method=choices[0].method, ResourceType=resource_of(choices[0].path))


def resource_of(path: str) -> str:
    """Tell what a path leads to, as S3 calls it."""
    return {SERVICE: "SERVICE", BUCKET: "BUCKET", OBJECT: "OBJECT"}[path]
