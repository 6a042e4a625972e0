"""Hold a request back until the next one on its hop has overtaken it."""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Fault, Site
from simulator.faults.values import read_seconds, write_seconds


@dataclass(frozen=True, slots=True)
class Reorder:
    """Holds a request until the next exchange on the hop is over, so many seconds of the run's time at most."""

    seconds: float = 10
    _held: deque[asyncio.Event] = field(default_factory=deque, compare=False, repr=False)

    @classmethod
    def read(cls, value: str, _options: dict[str, str]) -> "Reorder":
        """Read the bound."""
        return cls(read_seconds(value))

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"held back until the next one has passed, {write_seconds(self.seconds)} at most"

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"reorder={write_seconds(self.seconds)}"

    def around(self, inner: Transport, site: Site) -> Transport:
        """Wait to be overtaken."""
        return _Holding(self, inner, site)

    def follower(self) -> Fault | None:
        """Let the next exchange overtake the one that is held, if one still is."""
        return Overtake(self._held.popleft()) if self._held else None

    async def wait(self, site: Site) -> None:
        """Wait until overtaken, or as long as is allowed."""
        overtaken = asyncio.Event()
        self._held.append(overtaken)
        try:
            with suppress(TimeoutError):
                await site.clock.within(self.seconds, overtaken.wait())
        finally:
            with suppress(ValueError):
                self._held.remove(overtaken)


@dataclass(frozen=True, slots=True)
class _Holding:
    reorder: Reorder
    inner: Transport
    site: Site

    async def send(self, request: HttpRequest) -> HttpAnswer:
        await self.reorder.wait(self.site)
        return await self.inner.send(request)


@dataclass(frozen=True, slots=True)
class Overtake:
    """Passes untouched, and lets go of the request that is held back."""

    overtaken: asyncio.Event
    name: str = "overtakes the one that is held back"
    spec: str = "overtake"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Use the inner transport, and tell when it has."""
        return _Overtaking(self.overtaken, inner)


@dataclass(frozen=True, slots=True)
class _Overtaking:
    overtaken: asyncio.Event
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        try:
            return await self.inner.send(request)
        finally:
            self.overtaken.set()
