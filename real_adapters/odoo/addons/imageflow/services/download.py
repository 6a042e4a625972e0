"""Fetches a link of an outcome (I09), as `contracts.kit.download` decides.

Limitations: one attempt a call (trying again is the inbox's), one address a host, no resuming.
"""

import socket
import time

from ..contracts.kit.download import (
    REQUEST_HEADERS,
    DownloadRefused,
    check_addresses,
    check_body,
    check_hash,
    check_status,
    check_url,
    find_redirect,
)
from ..contracts.wire import AnswerTooLarge, HttpRequest, NotConnected, TimedOut, WireError
from . import transport

MEANINGS = (
    (NotConnected, "not_connected", "The link's host could not be connected to."),
    (TimedOut, "timed_out", "The link's host did not answer in time."),
    (AnswerTooLarge, "too_large", "The link's host sends more bytes than an image may have."),
    (WireError, "interrupted", "The connection to the link's host broke before the image was whole."),
)
"""Sentences of our own: a transport's may quote the URL, whose query can be a signature."""


def resolve_by_system(host, port):
    """Ask the system's resolver for a host's addresses."""
    return [str(address[0]) for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def download(url, *, policy, sha256=None, headers=(), resolve=resolve_by_system):
    """Give the bytes that a link leads to; what they are is for `contracts.kit.pictures` to tell.

    Args:
        url: as it stood in the callback.
        policy: which links, how many bytes, how long.
        sha256: of the bytes, when the callback gave it.
        headers: the correlation headers; they reach every host that a link or a redirect may name, so nothing secret.
        resolve: how a host's name becomes addresses.

    Raises:
        DownloadRefused: there is no such file to be had; `retryable` tells whether a later try may go better.
    """
    end = time.monotonic() + policy.timeout
    for _ in range(policy.max_redirects + 1):
        answer = _get(url, policy, end, headers, resolve)
        onward = find_redirect(url, answer.status, answer.headers)
        if onward is None:
            break
        url = onward
    check_status(answer.status, answer.headers)
    data = check_body([answer.body], answer.headers, policy)
    check_hash(data, sha256)
    return data


def _get(url, policy, end, headers, resolve):
    target = check_url(url, policy)
    address = check_addresses(target, _resolve(resolve, target))
    request = HttpRequest(
        "GET", url, headers=(*headers, *REQUEST_HEADERS), address=address, body_limit=policy.max_bytes
    )
    try:
        return transport.send(request, max(0.001, end - time.monotonic()))
    except WireError as error:
        code, message = next((code, text) for kind, code, text in MEANINGS if isinstance(error, kind))
        raise DownloadRefused(code, message) from None


def _resolve(resolve, target):
    try:
        return resolve(target.host, target.port)
    except (OSError, UnicodeError):
        raise DownloadRefused("unresolved", f"The name {target.host} could not be resolved.") from None
