"""Fetches a link of an outcome (I09), as `contracts.kit.download` decides.

Limitations: one attempt a call (trying again is the inbox's), one address a host, no resuming.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable

from contracts.kit.download import (
    REQUEST_HEADERS,
    DownloadPolicy,
    DownloadRefused,
    check_addresses,
    check_body,
    check_hash,
    check_status,
    check_url,
    find_redirect,
)
from contracts.runtime import Clock
from contracts.wire import (
    AnswerTooLarge,
    Headers,
    HttpAnswer,
    HttpRequest,
    NotConnected,
    TimedOut,
    Transport,
    WireError,
)

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Gives the addresses of a host and port; raises OSError or UnicodeError when it has none."""

_MEANINGS: tuple[tuple[type[WireError], str, str], ...] = (
    (NotConnected, "not_connected", "The link's host could not be connected to."),
    (TimedOut, "timed_out", "The link's host did not answer in time."),
    (AnswerTooLarge, "too_large", "The link's host sends more bytes than an image may have."),
    (WireError, "interrupted", "The connection to the link's host broke before the image was whole."),
)
"""Sentences of our own: a transport's may quote the URL, whose query can be a signature."""


async def resolve_by_system(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def download(
    url: str,
    *,
    policy: DownloadPolicy,
    transport: Transport,
    resolve: Resolve,
    clock: Clock,
    sha256: str | None = None,
    headers: Headers = (),
) -> bytes:
    """Give the bytes that a link leads to; what they are is for `contracts.kit.pictures` to tell.

    Args:
        url: as it stood in the callback.
        policy: which links, how many bytes, how long.
        transport: how the host is reached.
        resolve: how its name becomes addresses.
        clock: keeps the time-out.
        sha256: of the bytes, when the callback gave it.
        headers: the correlation headers; they reach every host that a link or a redirect may name, so nothing secret.

    Raises:
        DownloadRefused: there is no such file to be had; `retryable` tells whether a later try may go better.
    """
    try:
        data = await clock.within(policy.timeout, _follow(url, policy, transport, resolve, headers))
    except TimeoutError:
        message = f"The link's host did not give all of the image within {policy.timeout:g} seconds."
        raise DownloadRefused("timed_out", message) from None
    check_hash(data, sha256)
    return data


async def _follow(url: str, policy: DownloadPolicy, transport: Transport, resolve: Resolve, headers: Headers) -> bytes:
    for _ in range(policy.max_redirects + 1):
        answer = await _get(url, policy, transport, resolve, headers)
        onward = find_redirect(url, answer.status, answer.headers)
        if onward is None:
            break
        url = onward
    check_status(answer.status, answer.headers)
    return check_body([answer.body], answer.headers, policy)


async def _get(
    url: str, policy: DownloadPolicy, transport: Transport, resolve: Resolve, headers: Headers
) -> HttpAnswer:
    target = check_url(url, policy)
    address = check_addresses(target, await _resolve(resolve, target.host, target.port))
    request = HttpRequest(
        "GET", url, headers=(*headers, *REQUEST_HEADERS), address=address, body_limit=policy.max_bytes
    )
    try:
        return await transport.send(request)
    except WireError as error:
        code, message = next((code, text) for kind, code, text in _MEANINGS if isinstance(error, kind))
        raise DownloadRefused(code, message) from None


async def _resolve(resolve: Resolve, host: str, port: int) -> list[str]:
    try:
        return await resolve(host, port)
    except (OSError, UnicodeError):
        raise DownloadRefused("unresolved", f"The name {host} could not be resolved.") from None
