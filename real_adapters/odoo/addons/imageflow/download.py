"""Fetches a link of an outcome (I09), as `contracts.kit.download` decides: to the checked address, and nowhere else."""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from contracts.kit.download import (
    REQUEST_HEADERS,
    DownloadPolicy,
    DownloadRefused,
    Target,
    check_addresses,
    check_body,
    check_hash,
    check_status,
    check_url,
    find_redirect,
)
from contracts.wire import Headers

CHUNK = 64 * 1024


def download(url: str, policy: DownloadPolicy, sha256: str | None = None, headers: Headers = ()) -> bytes:
    """Give the bytes behind a link; raises `DownloadRefused`."""
    deadline = time.monotonic() + policy.timeout
    for _ in range(policy.max_redirects + 1):
        with _answered(url, policy, deadline, headers) as (status, given, chunks):
            onward = find_redirect(url, status, given)
            if onward is None:
                check_status(status, given)
                data = check_body(chunks, given, policy)
                check_hash(data, sha256)
                return data
        url = onward
    raise DownloadRefused("redirected", "The link leads on more often than it may.")


@contextmanager
def _answered(
    url: str, policy: DownloadPolicy, deadline: float, headers: Headers
) -> Iterator[tuple[int, Headers, Iterator[bytes]]]:
    target = check_url(url, policy)
    address = check_addresses(target, _resolved(target))
    try:
        connection = _connected(target, address, deadline)
    except OSError:
        raise DownloadRefused("not_connected", f"{target} was not reached.") from None
    try:
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"Host": parts.netloc, **dict((*headers, *REQUEST_HEADERS))})
        answer = connection.getresponse()
        yield answer.status, tuple(answer.getheaders()), _chunks(answer, connection.sock, deadline)
    except TimeoutError:
        message = "The link's host did not give all of the image in time."
        raise DownloadRefused("timed_out", message) from None
    except (OSError, http.client.HTTPException):
        raise DownloadRefused("interrupted", f"The connection to {target} broke.") from None
    finally:
        connection.close()


def _resolved(target: Target) -> list[str]:
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise DownloadRefused("unresolved", f"The name {target.host} could not be resolved.") from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _connected(target: Target, address: str, deadline: float) -> http.client.HTTPConnection:
    """Connect to the address; name and certificate stay those of the host."""
    bound = socket.create_connection((address, target.port), timeout=_left(deadline))
    if target.scheme == "https":
        bound = ssl.create_default_context().wrap_socket(bound, server_hostname=target.host)
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = bound
    return connection


def _chunks(answer: http.client.HTTPResponse, bound: socket.socket | None, deadline: float) -> Iterator[bytes]:
    while True:
        left = _left(deadline)
        if bound is not None and bound.fileno() >= 0:
            bound.settimeout(left)
        chunk = answer.read1(CHUNK)
        if not chunk:
            return
        yield chunk


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
