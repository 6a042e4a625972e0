"""Never answer: the system does not hear of the request, or it acts and its answer is dropped."""

import asyncio
from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site


@dataclass(frozen=True, slots=True)
class Silence:
    """Takes the request and hangs until the caller gives up; the system does not hear of it."""

    name: str = "no answer, ever"
    spec: str = "silence"

    def around(self, _inner: Transport, _site: Site) -> Transport:
        """Never reach the inner transport."""
        return self

    async def send(self, _request: HttpRequest) -> HttpAnswer:
        """Wait for ever."""
        never: asyncio.Future[HttpAnswer] = asyncio.get_running_loop().create_future()
        return await never


@dataclass(frozen=True, slots=True)
class Drop:
    """Lets the system act, drops its answer and hangs until the caller gives up."""

    name: str = "answer dropped"
    spec: str = "drop"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Reach the inner transport, then be silent."""
        return _Dropping(inner)


@dataclass(frozen=True, slots=True)
class _Dropping:
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        await self.inner.send(request)
        return await Silence().send(request)
