"""A network without sockets: applications are called in process, after a seeded latency."""

import asyncio
import ipaddress

from starlette.types import ASGIApp

from contracts.runtime import Entropy
from contracts.wire import HttpAnswer, HttpRequest
from simulator.in_process import Applications
from simulator.settings import SettingsError

FASTEST_SECONDS, SLOWEST_SECONDS = 0.0002, 0.003
"""One way over the wire. Drawn from the seed for each, so that a seed decides what overtakes what."""
FIRST_PORT = 20000


class SimulatedNetwork:
    """Every address leads to an application of this process; none to the world."""

    def __init__(self, entropy: Entropy) -> None:
        """Serve nothing yet; `entropy` draws the latencies."""
        self._entropy = entropy
        self._next_port = FIRST_PORT
        self._served = Applications()

    @property
    def transport(self) -> "SimulatedNetwork":
        """Give the way from any system to any other."""
        return self

    @property
    def inside(self) -> "SimulatedNetwork":
        """Give the same way: a tap in front is a step of the journey here too."""
        return self

    def reserve(self, host: str, port: int, what: str) -> str:
        """Set an address aside; raises `SettingsError` when another has it."""
        if port == 0:
            port, self._next_port = self._next_port, self._next_port + 1
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        if address in self._served:
            raise SettingsError(f"Port {port} for {what} is in use: choose another with --port {what}=PORT.")
        self._served.put(address)
        return address

    async def serve(self, address: str, app: ASGIApp, what: str, *, dated: bool = True) -> None:  # noqa: ARG002 - as one over sockets is called
        """Begin to serve an application."""
        self._served.put(address, app)

    async def stop(self, address: str) -> None:
        """Serve nothing there any more, and break off what runs."""
        await self._served.take(address)

    async def close(self) -> None:
        """Break off what still runs."""
        await self._served.take_all()

    async def resolve(self, host: str, port: int) -> list[str]:  # noqa: ARG002 - as a resolver is called
        """Give a literal address as itself; raises `OSError` for a name, for no other network is asked."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            raise OSError(f"No name leads anywhere in a simulated run: {host}") from None

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange one request for its answer; raises `WireError`."""
        await self._cross()
        answer = await self._served.send(request)
        await self._cross()
        return answer

    async def _cross(self) -> None:
        await asyncio.sleep(self._entropy.uniform(FASTEST_SECONDS, SLOWEST_SECONDS))
