"""Server-sent events: one view, told to any number of readers.

Nothing is queued for a reader: each has a place in the view's revisions and is given what is new since then, when it is
ready to take it. So a slow one holds up nobody and takes no memory, and sees a row that changed often only once.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from simulator.room.view import View

ROWS_AN_EVENT = 500
BATCH_SECONDS = 0.05
PING_SECONDS = 15.0
PING = ": ping\n\n"


@dataclass(slots=True)
class Place:
    """How far a reader has come."""

    epoch: int | None = None
    revision: int = 0
    state: int = 0


class Feed:
    """Tells readers what is new in a view, and the state beside it."""

    def __init__(self, view: View) -> None:
        """Begin with a view and no state yet."""
        self.view = view
        self._state = ""
        self._states = 0
        self._readers: set[asyncio.Event] = set()
        self._closed = False

    def show(self, view: View) -> None:
        """Show another view: every reader begins anew."""
        self.view = view
        self.stir()

    def set_state(self, state: dict[str, Any]) -> None:
        """Tell the state if it is another than before."""
        text = json.dumps(state, ensure_ascii=False)
        if text != self._state:
            self._state, self._states = text, self._states + 1
            self.stir()

    def stir(self) -> None:
        """Wake all readers: there is something new."""
        for wake in self._readers:
            wake.set()

    def close(self) -> None:
        """End every reader's stream."""
        self._closed = True
        self.stir()

    async def stream(self, last_event_id: str | None) -> AsyncIterator[str]:
        """Give events to one reader, from where it was, for as long as it reads."""
        place, wake = self._resume(last_event_id), asyncio.Event()
        self._readers.add(wake)
        try:
            while not self._closed:
                wake.clear()
                for event in self.news(place):
                    yield event
                if not await set_within(wake, PING_SECONDS):
                    yield PING
                await asyncio.sleep(BATCH_SECONDS)
        finally:
            self._readers.discard(wake)

    def news(self, place: Place) -> Iterator[str]:
        """Give the events that a reader lacks, and move its place on."""
        while True:
            if place.epoch != self.view.epoch:
                place.epoch, place.revision = self.view.epoch, 0
                yield _event(place, "begin", json.dumps({"epoch": place.epoch, "source": self.view.source}))
            place.revision, rows = self.view.since(place.revision, ROWS_AN_EVENT)
            if not rows:
                break
            yield _event(place, "rows", f'{{"rows": [{", ".join(rows)}]}}')
        if place.state != self._states:
            place.state = self._states
            yield _event(place, "state", self._state)

    def _resume(self, last_event_id: str | None) -> Place:
        """Read where a reader was; what is not of this view begins anew."""
        with suppress(ValueError):
            epoch, _, revision = (last_event_id or "").partition(".")
            if int(epoch) == self.view.epoch and 0 <= int(revision) <= self.view.revision:
                return Place(int(epoch), int(revision))
        return Place()


def _event(place: Place, name: str, data: str) -> str:
    return f"id: {place.epoch}.{place.revision}\nevent: {name}\ndata: {data}\n\n"


async def set_within(wake: asyncio.Event, seconds: float) -> bool:
    """Wait so long for an event; tell whether it came. (`wait_for` may swallow a cancellation on Python 3.11.)"""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await wake.wait()
    return False
