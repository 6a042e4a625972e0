"""Refuse the connection, or drop the answer after the system has acted."""

from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Interrupted, NotConnected, Transport
from simulator.faults.plan import Site


@dataclass(frozen=True, slots=True)
class Refuse:
    """As if nobody listened."""

    name: str = "connection refused"

    def around(self, _inner: Transport, _site: Site) -> Transport:
        """Never reach the inner transport."""
        return self

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Refuse."""
        raise NotConnected(f"{request.url}: refused by a fault")


@dataclass(frozen=True, slots=True)
class DropAnswer:
    """The system acts, and its answer is lost."""

    name: str = "answer dropped"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Reach the inner transport, then lose what it gave."""
        return _Dropping(inner)


@dataclass(frozen=True, slots=True)
class _Dropping:
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        await self.inner.send(request)
        raise Interrupted(f"{request.url}: the answer was dropped by a fault")
