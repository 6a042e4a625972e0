"""What the page needs to see of Odoo for itself, past the taps: the room's own looking is no part of the run."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

from contracts.messages.base import InvalidMessage
from contracts.messages.submission import Quota, RequestView
from contracts.participants import System
from contracts.ports import odoo
from contracts.wire import HttpAnswer, WireError
from simulator.portal import PortalClient
from simulator.sandbox import Sandbox
from simulator.stories.visitor import DEMO, Visitor

PATIENCE_SECONDS = 5.0
USERS = (DEMO, "portal")
"""Those whose password is their login."""

Look = Callable[[PortalClient], Awaitable[HttpAnswer]]


class Onlooker:
    """Looks at a quota and at images as whoever may see them.

    Attributes:
        names: logins by Odoo's numbers, as far as they are known.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        """Look at a sandbox's Odoo."""
        self._sandbox = sandbox
        key = sandbox.settings.odoo_api_key
        self._visitors = [Visitor(login, self._client(), login) for login in USERS]
        self._visitors.append(Visitor(sandbox.settings.odoo_login, self._client(key)))
        self.names: dict[int, str] = {2: sandbox.settings.odoo_login}

    def _client(self, api_key: str | None = None) -> PortalClient:
        box = self._sandbox
        return PortalClient(box.addresses[System.ODOO], box.transport, box.clock, box.settings.odoo_db, api_key)

    async def learn_names(self) -> None:
        """Learn the numbers of the users who can sign in."""
        for visitor in self._visitors[: len(USERS)]:
            answer = await self._within(visitor.sign_in())
            with suppress(ValueError, LookupError, TypeError):
                self.names[int(json.loads(answer.body if answer else b"")["result"]["uid"])] = visitor.login

    async def quota(self) -> Quota | None:
        """Give the quota of `demo`, or None when it can't be seen."""
        answer = await self._look(self._visitors[0], lambda client: client.send("GET", odoo.QUOTA))
        with suppress(InvalidMessage):
            return Quota.read(answer.body) if answer else None
        return None

    async def picture(self, request_id: str, place: int) -> HttpAnswer | None:
        """Give an image as Odoo serves it to its owner, or None when nobody known here may see it."""
        for visitor in self._visitors:
            found = await self._look(visitor, lambda client: client.send("GET", f"{odoo.REQUESTS}/{request_id}"))
            url = _url_of(found, place)
            if url is not None:
                return await self._look(visitor, lambda client, url=url: client.image(url))  # type: ignore[misc]
        return None

    async def _look(self, visitor: Visitor, do: Look) -> HttpAnswer | None:
        answer = await self._within(visitor.act(do))
        return answer if answer and answer.status == 200 else None

    async def _within(self, work: Awaitable[HttpAnswer]) -> HttpAnswer | None:
        """Look, but not for long: a system may be stopped, or silent on purpose."""
        with suppress(WireError, TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await work
        return None


def _url_of(found: HttpAnswer | None, place: int) -> str | None:
    try:
        return RequestView.read(found.body).images[place].url if found else None
    except (InvalidMessage, IndexError):
        return None
