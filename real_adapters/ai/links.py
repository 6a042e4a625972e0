"""Pictures by their links: `contracts.kit.download` decides, urllib3 connects to the address that was checked."""

import socket
import time
from collections.abc import Sequence

import urllib3
from urllib3.exceptions import HTTPError

from contracts.kit.download import (
    REQUEST_HEADERS,
    DownloadPolicy,
    DownloadRefused,
    Target,
    check_addresses,
    check_body,
    check_status,
    check_url,
    find_redirect,
)

CHUNK = 64 * 1024
Headers = list[tuple[str, str]]


def fetch(url: str, policy: DownloadPolicy) -> bytes:
    """Give the bytes that a link leads to; raises `DownloadRefused`. Blocks, so it is called from a thread."""
    end = time.monotonic() + policy.timeout
    for _ in range(policy.max_redirects + 1):
        status, headers, chunks = _get(url, policy, end)
        onward = find_redirect(url, status, headers)
        if onward is None:
            break
        url = onward
    check_status(status, headers)
    return check_body(chunks, headers, policy)


def _get(url: str, policy: DownloadPolicy, end: float) -> tuple[int, Headers, Sequence[bytes]]:
    target = check_url(url, policy)
    address = check_addresses(target, _resolved(target))
    path = "/" + url.split("://", 1)[1].partition("/")[2]
    try:
        with _pool(target, address, max(end - time.monotonic(), 0.001)) as pool:
            headers = dict(REQUEST_HEADERS) | {"host": url.split("://", 1)[1].partition("/")[0]}
            answer = pool.urlopen(
                "GET", path, headers=headers, redirect=False, retries=False, preload_content=False, decode_content=False
            )
            with answer:
                return answer.status, list(answer.headers.items()), _read(answer, policy, end)
    except (HTTPError, OSError):
        raise DownloadRefused("interrupted", "The link's host gave no whole image.") from None


def _pool(target: Target, address: str, seconds: float) -> urllib3.HTTPConnectionPool:
    """Connect to the address that was checked, while TLS proves the name that was asked for."""
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, timeout=seconds)
    return urllib3.HTTPSConnectionPool(
        address, target.port, timeout=seconds, server_hostname=target.host, assert_hostname=target.host
    )


def _read(answer: urllib3.BaseHTTPResponse, policy: DownloadPolicy, end: float) -> list[bytes]:
    pieces, size = [], 0
    for piece in answer.stream(CHUNK, decode_content=False):
        size += len(piece)
        pieces.append(piece)
        if size > policy.max_bytes:
            break  # `check_body` refuses it
        if time.monotonic() > end:
            raise DownloadRefused("timed_out", "The link's host did not give all of the image in time.")
    return pieces


def _resolved(target: Target) -> list[str]:
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise DownloadRefused("unresolved", f"The name {target.host} could not be resolved.") from None
    return [str(address[0]) for *_, address in found]
