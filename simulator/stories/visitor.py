"""A user who signs in when it is needed, and again when the session has ended."""

from collections.abc import Awaitable, Callable

from contracts.participants import System
from contracts.wire import HttpAnswer
from simulator.portal import PortalClient
from simulator.sandbox import Sandbox
from simulator.settings import LOOPBACKS

DEMO = "demo"
"""Login and password of the user whom demo and stories play."""


class Visitor:
    """One user of the portal.

    Attributes:
        login: who it is.
        client: their way into Odoo.
    """

    def __init__(self, login: str, client: PortalClient, password: str = "") -> None:
        """Play a user; one whose client has an API key needs no password."""
        self.login, self.client, self._password = login, client, password

    async def act(self, do: Callable[[PortalClient], Awaitable[HttpAnswer]]) -> HttpAnswer:
        """Do something in the portal, signed in; raises `WireError`."""
        if self.client.api_key is None and self.client.cookie is None:
            await self.sign_in()
        answer = await do(self.client)
        if answer.status == 401 and self.client.api_key is None:
            await self.sign_in()
            answer = await do(self.client)
        return answer

    async def sign_in(self) -> HttpAnswer:
        """Sign in anew; raises `WireError`."""
        return await self.client.sign_in(self.login, self._password)


def visitor_of(sandbox: Sandbox) -> Visitor:
    """Give the user `demo`; where there is none (a real Odoo, or one that others reach) the administrator."""
    if sandbox.topology.is_real(System.ODOO) or sandbox.topology.host not in LOOPBACKS:
        return Visitor(sandbox.settings.odoo_login, sandbox.portal(sandbox.settings.odoo_api_key))
    return Visitor(DEMO, sandbox.portal(), DEMO)
