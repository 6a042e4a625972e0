"""I09: Odoo fetches an image by its link, and puts images into file storage."""

import hashlib
from typing import Any
from urllib.parse import unquote, urlsplit

from contracts import correlation
from contracts.clauses.base import Clause, Context, Reading
from contracts.wire import HttpAnswer, HttpRequest


def _correlated(request: HttpRequest) -> str | None:
    own = request.header(correlation.HEADER) or request.header("x-amz-meta-request-id")
    return correlation.from_headers(own, request.header("traceparent"))


def key_of(request: HttpRequest) -> str:
    """Give the object's key from a path-style URL (`/bucket/key`)."""
    return unquote(urlsplit(request.url).path).lstrip("/").partition("/")[2]


def read_put(request: HttpRequest, _context: Context) -> Reading:
    """Judge a put: signed, typed, and under the hash that it says."""
    sha256 = hashlib.sha256(request.body).hexdigest()
    reading = Reading({"key": key_of(request), "sha256": sha256, "bytes": len(request.body)})
    reading.correlation_id = _correlated(request)
    if request.header("authorization") is None:
        reading.faults.append("A put must be signed (SigV4).")
    if request.header("x-amz-meta-sha256") not in {None, sha256}:
        reading.faults.append("x-amz-meta-sha256 is not the hash of the body.")
    if request.header("content-type") not in {"image/png", "image/jpeg", "image/webp"}:
        reading.faults.append("A stored image bears its media type.")
    return reading


def read_put_answer(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """Note whether it was stored."""
    return Reading({"answer_status": answer.status, "stored": answer.status == 200})


def _link_of(request: HttpRequest) -> str:
    """Give the link as its receiver had it: a tap in front of the host leads elsewhere, and leaves Host as it was."""
    host = request.header("host")
    return urlsplit(request.url)._replace(netloc=host).geturl() if host else request.url


def read_fetch(request: HttpRequest, _context: Context) -> Reading:
    """Judge a fetch: nothing of ours goes along."""
    reading = Reading({"url": _link_of(request)}, correlation_id=_correlated(request))
    reading.faults += [
        f"{name} must not be sent to the host of a link."
        for name in ("authorization", "cookie")
        if request.header(name) is not None
    ]
    return reading


def read_fetched(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """Note what came."""
    facts: dict[str, Any] = {"answer_status": answer.status, "fetched": answer.status == 200}
    if answer.status == 200:
        facts |= {"sha256": hashlib.sha256(answer.body).hexdigest(), "bytes": len(answer.body)}
    return Reading(facts)


def read_support(request: HttpRequest, _context: Context) -> Reading:
    """Note which object support traffic is about."""
    return Reading({"key": key_of(request)}, correlation_id=_correlated(request))


PUT = Clause("I09", read_put, read_put_answer)
FETCH = Clause("I09", read_fetch, read_fetched)
DELETE = Clause("support", read_support, lambda _r, answer, _c: Reading({"deleted": answer.status in {200, 204}}))
