"""Refuse the connection."""

from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, NotConnected, Transport
from simulator.faults.asked import Asked
from simulator.faults.plan import Site


@dataclass(frozen=True, slots=True)
class Refuse:
    """As if nobody listened: the sender knows that nothing was sent."""

    name: str = "connection refused"
    spec: str = "refuse"

    def around(self, _inner: Transport, _site: Site) -> Transport:
        """Never reach the inner transport."""
        return self

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Refuse."""
        raise NotConnected(f"{request.method}: refused by a fault") from Asked()
