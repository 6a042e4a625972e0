"""The portal's user, played over the wire (I01, I11): the same for the stub and for a real Odoo."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from contracts.messages.base import InvalidMessage
from contracts.messages.submission import RequestView
from contracts.ports import odoo
from contracts.runtime import Clock
from contracts.timestamps import from_text
from contracts.wire import Headers, HttpAnswer, HttpRequest, TimedOut, Transport, WireError, find_header

POLL_SECONDS = 0.05
SHARE = 0.05
"""Share of the time waited so far that the next pause may take, so that a day takes a few hundred polls."""
ENDED = {"completed", "failed"}
ANSWER_SECONDS = 60.0
"""How long a user waits for any answer."""
PATIENCE = timedelta(minutes=2)
"""How long a user goes on looking when Odoo shows nothing."""
GRACE = timedelta(minutes=20)
"""Storing has a bound of its own after the outcome was accepted, and some time to be noticed."""


class PortalError(Exception):
    """Odoo did not do what a user may expect; the text says what it answered instead."""


@dataclass(slots=True)
class PortalClient:
    """One user of the portal.

    Attributes:
        base: Odoo's address.
        transport: how it is reached, tapped.
        clock: paces the polling.
        database: Odoo's database, for signing in.
        api_key: sent as a bearer token when it is set; else the session's cookie is.
    """

    base: str
    transport: Transport
    clock: Clock
    database: str
    api_key: str | None = None
    cookie: str | None = field(default=None, repr=False)

    async def sign_in(self, login: str, password: str) -> HttpAnswer:
        """Sign in as Odoo's own clients do, and keep the session's cookie."""
        params = {"db": self.database, "login": login, "password": password}
        body = {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1}
        answer = await self.send("POST", odoo.SIGN_IN, json.dumps(body).encode())
        cookie = find_header(answer.headers, "set-cookie") or ""
        self.cookie = cookie.partition(";")[0] or None
        return answer

    async def send(self, method: str, path: str, body: bytes = b"", headers: Headers = ()) -> HttpAnswer:
        """Send any request as this user; raises `WireError`."""
        own: Headers = (("content-type", "application/json"),) if body else ()
        if self.api_key:
            own += (("authorization", f"Bearer {self.api_key}"),)
        elif self.cookie:
            own += (("cookie", self.cookie),)
        names = {name.lower() for name, _ in headers}
        kept = tuple((name, value) for name, value in own if name not in names)
        request = HttpRequest(method, self.base + path, kept + headers, body)
        try:
            return await self.clock.within(ANSWER_SECONDS, self.transport.send(request))
        except TimeoutError:
            raise TimedOut(f"{method} {path}: no answer within {ANSWER_SECONDS:g} s") from None

    async def submit(self, fields: dict[str, Any], headers: Headers = ()) -> HttpAnswer:
        """I01: ask for images."""
        return await self.send("POST", odoo.REQUESTS, json.dumps(fields).encode(), headers)

    async def view(self, request_id: str) -> RequestView:
        """Give a request as the portal shows it.

        Raises:
            PortalError: Odoo does not show it.
            WireError: Odoo gives no answer.
            InvalidMessage: its answer can't be read.
        """
        answer = await self.send("GET", f"{odoo.REQUESTS}/{request_id}")
        if answer.status != 200:
            raise PortalError(f"Odoo answered {answer.status} when request {request_id} was looked up.")
        return RequestView.read(answer.body)

    async def wait(self, request_id: str) -> RequestView:
        """Poll until a request has ended, ever less often; give up some time after its deadline has passed.

        A look that shows nothing is taken again, as a user reloads a page.

        Raises:
            PortalError, WireError, InvalidMessage: Odoo shows nothing for two minutes.
            PortalError: the request has not ended long after its deadline.
        """
        pause, began = POLL_SECONDS, self.clock.now()
        blind_since: datetime | None = None
        while True:
            try:
                view = await self.view(request_id)
            except (PortalError, WireError, InvalidMessage):
                blind_since = blind_since or self.clock.now()
                if self.clock.now() > blind_since + PATIENCE:
                    raise
            else:
                if view.status in ENDED:
                    return view
                blind_since = None
                if self.clock.now() > from_text(view.deadline) + GRACE:
                    raise PortalError(f"Request {request_id} is still {view.status} long after its deadline.")
            await self.clock.sleep(pause)
            waited = (self.clock.now() - began).total_seconds()
            pause = max(min(1.0, pause * 1.05), waited * SHARE)

    async def image(self, url: str) -> HttpAnswer:
        """I11: get an image."""
        return await self.send("GET", url)
