"""I09: how an image is spelled to an S3 service, and what its refusals mean.

Errors::

    StorageError
    ├── StorageUnavailable  no answer, or one that says "later": trying again may go better
    └── StorageRefused      a final no, such as AccessDenied or NoSuchKey
"""

import base64
import hashlib
import re
from typing import Final
from urllib.parse import quote

from ..wire import Headers, HttpAnswer

EMPTY_HASH: Final = hashlib.sha256(b"").hexdigest()
TIMEOUT_SECONDS: Final = 60.0
LARGEST_ANSWER: Final = 64 * 1024 * 1024
LATER: Final = frozenset({408, 409, 425, 429})
"""Statuses below 500 that go away by themselves (409: OperationAborted)."""


class StorageError(Exception):
    """An object was not put, given or deleted; the text says why."""


class StorageUnavailable(StorageError):
    """Later may go better."""


class StorageRefused(StorageError):
    """It never will."""


def object_url(endpoint: str, bucket: str, key: str) -> str:
    """Give an object's path-style URL."""
    return f"{endpoint.rstrip('/')}/{bucket}/{quote(key, safe='/-_.~')}"


def object_headers(media_type: str, sha256: str, request_id: str, body: bytes) -> Headers:
    """Give what is kept beside an object's bytes, and what they are verified by; all of it is to be signed.

    Servers differ in what they hold a body against: some take no notice of the hash in its signature, some of the
    checksum, so it goes along with both, and with the MD5 that the oldest know (`facts/ai_and_storage.md` C).
    """
    return (
        ("content-type", media_type),
        ("content-md5", base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode("ascii")),
        ("x-amz-checksum-sha256", base64.b64encode(bytes.fromhex(sha256)).decode("ascii")),
        ("x-amz-meta-sha256", sha256),
        ("x-amz-meta-request-id", request_id),
    )


def check_answer(method: str, answer: HttpAnswer) -> None:
    """Raise `StorageUnavailable` or `StorageRefused` unless the service did what was asked."""
    if 200 <= answer.status < 300:
        return
    code, message = (_element(name, answer.body) for name in (b"Code", b"Message"))
    why = f"File storage answered {method} with {answer.status} {code}: {message}".rstrip(": ") + "."
    later = answer.status >= 500 or answer.status in LATER
    raise StorageUnavailable(why) if later else StorageRefused(why)


def _element(name: bytes, body: bytes) -> str:
    """Read S3's error document by its two elements that matter."""
    found = re.search(b"<" + name + b">([^<]{1,300})</" + name + b">", body[:10_000])
    return found[1].decode(errors="replace").rstrip(".") if found else ""
