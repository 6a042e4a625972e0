"""The run's clock: who waits on it wakes when their time has come, also when it is moved on."""

import asyncio

import pytest

from simulator.clock import RunClock

DAY = 86_400


def test_a_day_goes_by_in_a_moment() -> None:
    """Sleepers wake by the run's time, not by the wall's."""

    async def story() -> None:
        clock = RunClock()
        began = clock.now()
        sleeper = asyncio.create_task(clock.sleep(DAY))
        await asyncio.sleep(0)
        await clock.move_on(DAY + 1)
        await asyncio.wait_for(sleeper, 5)
        assert (clock.now() - began).total_seconds() > DAY

    asyncio.run(story())


def test_a_skip_that_is_too_short_wakes_nobody() -> None:
    """A minute before their time, sleepers sleep on."""

    async def story() -> None:
        clock = RunClock()
        sleeper = asyncio.create_task(clock.sleep(DAY))
        await asyncio.sleep(0)
        await clock.move_on(DAY - 60)
        for _ in range(3):
            await asyncio.sleep(0)
        assert not sleeper.done()
        sleeper.cancel()

    asyncio.run(story())


def test_work_that_takes_too_long_is_given_up() -> None:
    """`within` cancels the work and says that time ran out."""

    async def story() -> None:
        clock = RunClock()
        work: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = asyncio.create_task(clock.within(10, work))
        await asyncio.sleep(0)
        await clock.move_on(11)
        with pytest.raises(TimeoutError):
            await waiting
        assert work.cancelled()

    asyncio.run(story())


def test_work_that_is_done_in_time_is_given_back() -> None:
    """`within` gives what the work gives, and time moved on later disturbs nobody."""

    async def story() -> None:
        clock = RunClock()
        assert await clock.within(10, asyncio.sleep(0, "done")) == "done"
        await clock.move_on(100)

    asyncio.run(story())


def test_time_never_goes_back() -> None:
    """A negative skip is none."""

    async def story() -> None:
        clock = RunClock()
        before = clock.now()
        await clock.move_on(-DAY)
        assert clock.now() >= before

    asyncio.run(story())


def test_a_held_clock_stands_still() -> None:
    """While it is held nothing becomes due, and afterwards the wait goes on where it stood."""

    async def story() -> None:
        clock = RunClock()
        clock.hold()
        stood = clock.now()
        sleeper = asyncio.create_task(clock.sleep(0.02))
        await asyncio.sleep(0.05)
        assert clock.now() == stood
        assert not sleeper.done()
        clock.go_on()
        await asyncio.wait_for(sleeper, 5)

    asyncio.run(story())


def test_a_held_clock_can_be_moved_on() -> None:
    """Who is due by a skip wakes although the clock is held."""

    async def story() -> None:
        clock = RunClock()
        clock.hold()
        sleeper = asyncio.create_task(clock.sleep(DAY))
        await asyncio.sleep(0)
        await clock.move_on(DAY)
        await asyncio.wait_for(sleeper, 5)

    asyncio.run(story())
