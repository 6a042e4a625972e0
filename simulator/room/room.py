"""The control room: its socket, its guard, its page, beside a sandbox and on the same loop."""

from types import TracebackType
from typing import Self

from contracts.evidence import Evidence
from contracts.participants import System
from simulator.entropy import RunEntropy
from simulator.room.app import RoomApp
from simulator.room.control import Control
from simulator.room.guard import Guard
from simulator.sandbox import Sandbox
from simulator.serving import Server, address_of, bind
from simulator.settings import LOOPBACKS
from simulator.topology import LOOPBACK, ROOM


class Room:
    """An async context within a running sandbox's: inside it, the page is served.

    Attributes:
        address: where.
        url: what people open; beyond loopback it holds the token that everything then needs.
        control: what is shown and done.
    """

    def __init__(self, sandbox: Sandbox, host: str = LOOPBACK, port: int = 0) -> None:
        """Take the port; nothing is served yet.

        Raises:
            SettingsError: the port is taken or can't be used.
        """
        bound = bind(host, port, ROOM)
        self.address = address_of(bound)
        # A secret that a seed repeats would be none, so the token is not the run's.
        token = "" if host in LOOPBACKS else RunEntropy().token()
        self.url = f"{self.address}/?token={token}" if token else f"{self.address}/"
        self.control = Control(sandbox)
        app = RoomApp(self.control, f"{sandbox.public(System.ODOO)}/my/ai-images").application()
        self._server = Server(Guard(app, host, bound.getsockname()[1], token), bound)

    async def __aenter__(self) -> Self:
        """Serve."""
        await self.control.start()
        await self._server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving, and end what the page began."""
        await self.control.stop()
        await self._server.stop()

    def replay(self, evidence: Evidence) -> None:
        """Show a saved journal."""
        self.control.replay(evidence)
