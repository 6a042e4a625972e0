"""The tap's first mounting: around a stub's outgoing client, in process."""

from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class TappedTransport:
    """A transport whose every exchange passes a tap."""

    tap: Tap
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange through the tap; raises `WireError`."""
        return await self.tap.exchange(request, self.inner)
