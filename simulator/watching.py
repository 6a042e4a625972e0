"""Looks into a real Odoo for what no wire shows, in time: before what depends on it is noted, and when it is told.

The journal's order is causal order. A real Odoo tells nobody of its states, so they are looked for just before an
exchange that must have come after them, and just after an answer that tells of one. Where that look fails the exchange
goes on, and what is read later is noted as seen late: it has happened, and its place says nothing.
"""

import asyncio
import logging

from contracts.evidence import SEEN_LATE
from contracts.ports.odoo import OdooPort
from contracts.ports.system import CouldNotCheck
from contracts.wire import HttpAnswer
from simulator.journal.journal import Journal

BEFORE = frozenset({"I04", "I09", "I11"})
"""Odoo has done something of its own before these."""
TELLING = {"I01": 201, "I07": 202}
"""What Odoo has done when it answers these so."""
ENDED = (b'"status":"completed"', b'"status":"failed"')
PAUSE_SECONDS = 0.5
"""Of the machine's time: it is a real Odoo's."""
_log = logging.getLogger("odoo")


class Watch:
    """One run's eyes on one real Odoo."""

    def __init__(self, odoo: OdooPort, journal: Journal) -> None:
        """See nothing yet."""
        self._odoo, self._journal = odoo, journal
        self._unread: dict[str, str] = {}
        self._passed: set[str] = set()  # requests that an exchange has passed unseen
        self._noted: set[tuple[str, str, str]] = set()
        self._open: dict[str, None] = {}
        self._one_at_a_time = asyncio.Lock()
        self._following: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def blind(self) -> str | None:
        """Why something could not be seen that has not been seen since; None when all was."""
        return next(iter(self._unread.values()), None)

    async def before(self, interaction: str, request_id: str | None) -> None:
        """Note what must have happened before an exchange on a hop."""
        if interaction in BEFORE:
            await self.look(request_id)
            self._passed |= self._unread.keys()

    async def after(self, interaction: str, request_id: str | None, answer: HttpAnswer) -> None:
        """Note what an answer tells of: a request that was taken in, an outcome accepted, an end that the user sees."""
        if TELLING.get(interaction) == answer.status:
            await self.look(request_id)
        elif interaction == "support" and any(each in answer.body for each in ENDED):
            await self.look(None)

    async def look(self, request_id: str | None) -> None:
        """Note what is new of a request, or of all that have not ended."""
        if self._closed:
            return
        async with self._one_at_a_time:
            if request_id is not None and (request_id, "I10", "") not in self._noted:
                self._open.setdefault(request_id)
            for each in [request_id] if request_id in self._open else list(self._open):
                await self._look(str(each))
        if self._open and not self._closed and (self._following is None or self._following.done()):
            self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        """Look now and then as long as a request is open: its end may be followed by nothing that crosses a hop."""
        while self._open:
            await asyncio.sleep(PAUSE_SECONDS)
            async with self._one_at_a_time:
                for each in list(self._open):
                    await self._look(each)

    async def close(self) -> None:
        """Look no more, whoever asks."""
        self._closed = True
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)

    async def _look(self, request_id: str) -> None:
        try:
            states = await self._odoo.states(request_id)
        except CouldNotCheck as error:
            self._unread[request_id] = str(error)
            _log.warning("What happened to request %s could not be read: %s", request_id, error)
            return
        self._unread.pop(request_id, None)
        late = {SEEN_LATE: True} if request_id in self._passed else {}
        self._passed.discard(request_id)
        for interaction, facts in states:
            key = (request_id, interaction, str(facts.get("webhook_id", "")) if interaction == "I08" else "")
            if key in self._noted:
                continue
            self._noted.add(key)
            self._journal.state(interaction, request_id, dict(facts) | late)
            if interaction == "I10":
                self._open.pop(request_id, None)
