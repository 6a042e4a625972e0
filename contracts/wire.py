"""One exchange over HTTP, and the one-method seam through which every system calls its neighbours.

Errors of a transport::

    WireError
    ├── NotConnected    nothing was sent: no listener, refused
    │   └── UnknownHost     the name leads to no address
    ├── Interrupted     the connection broke after something may have been sent: the effect is unknown
    │   ├── Reset           the other side cut it
    │   └── Truncated       it broke in the midst of the answer
    ├── TimedOut        no answer within the time the caller allows: the effect is unknown
    └── AnswerTooLarge  the answer passed the caller's cap and was dropped
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

Headers = tuple[tuple[str, str], ...]


class WireError(Exception):
    """The exchange has no answer; the text says why."""


class NotConnected(WireError):
    """Nothing was sent."""


class UnknownHost(NotConnected):
    """The name leads to no address."""


class Interrupted(WireError):
    """The connection broke; what the other side did is unknown."""


class Reset(Interrupted):
    """The other side cut the connection instead of closing it."""


class Truncated(Interrupted):
    """The connection broke in the midst of the answer."""


class TimedOut(WireError):
    """No answer in time; what the other side did is unknown."""


class AnswerTooLarge(WireError):
    """The answer passed the caller's cap."""


def find_header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """Give the first value of a header, whatever the case of its name."""
    lowered, size = name.lower(), len(name)
    for key, value in headers:
        if len(key) == size and key.lower() == lowered:
            return value
    return None


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request as bytes on the wire.

    Attributes:
        method: in capitals.
        url: absolute.
        headers: in order, names spelled as on the wire; `Host` and `Content-Length` are the transport's, unless given.
        body: raw bytes.
        address: the IP address to connect to, when the caller has resolved and checked it; the URL's host otherwise.
        body_limit: bytes of answer that the caller takes before `AnswerTooLarge`; unlimited when None.
    """

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""
    address: str | None = None
    body_limit: int | None = None

    def header(self, name: str) -> str | None:
        """Give the first value of a header, or None."""
        return find_header(self.headers, name)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer as bytes on the wire.

    Attributes:
        body: as sent, not decompressed.
        reason: the phrase beside the status, where one was sent.
    """

    status: int
    headers: Headers = ()
    body: bytes = field(default=b"", repr=False)
    reason: str | None = None

    def header(self, name: str) -> str | None:
        """Give the first value of a header, or None."""
        return find_header(self.headers, name)


class Transport(Protocol):
    """How a system reaches a neighbour: sockets, a call in process, or a tap around either."""

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange one request for its answer; redirects are never followed.

        Raises:
            WireError: there is no answer; its kind says whether the other side may have acted.
        """
        ...
