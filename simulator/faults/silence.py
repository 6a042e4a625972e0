"""Take the request and never answer; the system does not hear of it."""

import asyncio
from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site


@dataclass(frozen=True, slots=True)
class Silence:
    """Hangs until the caller gives up."""

    name: str = "no answer, ever"

    def around(self, _inner: Transport, _site: Site) -> Transport:
        """Never reach the inner transport."""
        return self

    async def send(self, _request: HttpRequest) -> HttpAnswer:
        """Wait for ever."""
        never: asyncio.Future[HttpAnswer] = asyncio.get_running_loop().create_future()
        return await never
