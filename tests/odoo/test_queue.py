"""Odoo's durable queue: each row when it is due, in order, never too many at once, and again after a fault."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from simulator.loops import run_async
from simulator.simulated.clock import BEGINNING, VirtualClock
from stubs.odoo.queue import PENALTY_SECONDS, Due, DurableQueue
from stubs.serving.work import Work

START = BEGINNING.timestamp()
Handler = Callable[[VirtualClock, str], Awaitable[float | None]]


def handled(handler: Handler, before: list[Due], added: list[Due], *, limit: int = 16) -> list[tuple[str, float]]:
    """Give the rows that a queue handled within a day, and when (seconds after the beginning)."""
    seen: list[tuple[str, float]] = []

    async def day() -> None:
        clock = VirtualClock()

        async def handle(key: str) -> float | None:
            seen.append((key, round(clock.now().timestamp() - START, 3)))
            return await handler(clock, key)

        queue, work = DurableQueue("rows", clock, before, handle, limit=limit), Work()
        work.start(queue.run(work), "rows")
        await clock.sleep(1)
        for key, due_at in added:
            queue.add(key, due_at)
        await clock.sleep(86_400)
        await work.stop()

    run_async(day(), simulated=True)
    return seen


async def finish(_clock: VirtualClock, _key: str) -> None:
    """Finish a row at once."""


async def take_ten_seconds(clock: VirtualClock, _key: str) -> None:
    """Finish a row after a while."""
    await clock.sleep(10)


def test_rows_are_handled_when_they_are_due() -> None:
    """A row from before and rows added later each wait for their own time, whatever came first."""
    before, added = [("late", START + 50), ("overdue", START - 5)], [("soon", START + 20), ("at once", START)]
    assert handled(finish, before, added) == [("overdue", 0), ("at once", 1), ("soon", 20), ("late", 50)]


def test_rows_due_together_are_handled_as_they_came() -> None:
    """What is due at one moment keeps its order, so that a seed replays a run."""
    before = [(key, START) for key in "cab"]
    assert [key for key, _ in handled(finish, before, [])] == ["c", "a", "b"]


def test_no_more_rows_than_allowed_are_handled_at_once() -> None:
    """With a limit of two, five rows of ten seconds begin in three turns."""
    before = [(key, START) for key in "abcde"]
    assert [at for _, at in handled(take_ten_seconds, before, [], limit=2)] == [0, 0, 10, 10, 20]


def test_a_row_comes_again_when_its_handler_says() -> None:
    """A handler that names a time gets its row again then, and only until it names none."""

    async def twice(clock: VirtualClock, _key: str) -> float | None:
        now = clock.now().timestamp()
        return now + 7 if now < START + 14 else None

    assert handled(twice, [("row", START)], []) == [("row", 0), ("row", 7), ("row", 14)]


def test_a_handler_that_fails_gets_its_row_later(caplog: pytest.LogCaptureFixture) -> None:
    """An unforeseen fault is logged by the row's name, holds up nobody else, and the row is tried again."""
    faults = iter([RuntimeError("unforeseen")])

    async def fails_once(_clock: VirtualClock, key: str) -> None:
        await asyncio.sleep(0)
        if key == "bad" and (fault := next(faults, None)):
            raise fault

    seen = handled(fails_once, [("bad", START), ("good", START)], [])
    assert seen == [("bad", 0), ("good", 0), ("bad", PENALTY_SECONDS)]
    assert "could not handle bad" in caplog.text
