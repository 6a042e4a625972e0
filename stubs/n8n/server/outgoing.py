"""Where a workflow's requests go: to a neighbour by its own transport, to any other address by the common one."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from contracts.wire import HttpAnswer, HttpRequest, Transport


@dataclass(frozen=True, slots=True)
class ByOrigin:
    """A transport that chooses by scheme, host and port.

    Attributes:
        neighbours: an origin (`http://127.0.0.1:8090`) to the transport that leads there.
        others: leads everywhere else.
    """

    neighbours: Mapping[str, Transport]
    others: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange one request; raises `contracts.wire.WireError`."""
        return await self.neighbours.get(origin_of(request.url), self.others).send(request)


def origin_of(url: str) -> str:
    """Give scheme, host and port of an address."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{port}"
