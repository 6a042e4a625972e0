"""How the systems of a run reach each other: over sockets, or in process (`simulator.simulated.network`)."""

import socket
from typing import Protocol

from starlette.types import ASGIApp

from contracts.wire import Transport
from simulator.in_process import Applications
from simulator.serving import Server, address_of, bind
from simulator.sockets import SocketTransport


class Network(Protocol):
    """Addresses that are known before anything is served at them, and a way to each of them."""

    @property
    def transport(self) -> Transport:
        """Give the way from any system to any other, before any tap."""
        ...

    @property
    def inside(self) -> Transport:
        """Give the way to what this process serves, for those who stand right in front of it."""
        ...

    def reserve(self, host: str, port: int, what: str) -> str:
        """Set an address aside, at a free port when it is 0; raises `SettingsError`."""
        ...

    async def serve(self, address: str, app: ASGIApp, what: str, *, dated: bool = True) -> None:
        """Begin to serve an application at an address that was reserved; also again, after a stop.

        Args:
            address: as `reserve` gave it.
            app: the application.
            what: names it for people.
            dated: whether the server adds a `Date`; a proxy passes on the one that stood there.
        """
        ...

    async def stop(self, address: str) -> None:
        """Stop serving at once; who waits for an answer gets none."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


class SocketNetwork:
    """Real sockets, bound as soon as their address is reserved."""

    def __init__(self) -> None:
        """Hold no socket yet."""
        self._client = SocketTransport()
        self._inside = Applications()
        self._sockets: dict[str, socket.socket] = {}
        self._servers: dict[str, Server] = {}

    @property
    def transport(self) -> Transport:
        """Give the keep-alive client of all systems."""
        return self._client

    @property
    def inside(self) -> Transport:
        """Give the way without a socket: half the cost of a request that a tap in front passes on."""
        return self._inside

    def reserve(self, host: str, port: int, what: str) -> str:
        """Bind a socket; raises `SettingsError` when the port is taken or can't be used."""
        bound = bind(host, port, what)
        address = address_of(bound)
        self._sockets[address] = bound
        return address

    async def serve(self, address: str, app: ASGIApp, what: str, *, dated: bool = True) -> None:
        """Listen and serve; raises `SettingsError` when the port was taken in the meantime."""
        if address not in self._sockets:
            self.reserve(*_parts(address), what)
        server = self._servers[address] = Server(app, self._sockets.pop(address), dated=dated)
        await server.start()
        self._inside.put(address, app)

    async def stop(self, address: str) -> None:
        """Close the socket and all its connections."""
        server = self._servers.pop(address, None)
        if server is not None:
            await self._inside.take(address)
            await server.stop()

    async def close(self) -> None:
        """Close the client's connections, and sockets that nothing was served at."""
        await self._client.close()
        for bound in self._sockets.values():
            bound.close()
        self._sockets.clear()


def _parts(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition("/")[2].rpartition(":")
    return host.strip("[]"), int(port)
