"""The pace at which people watch: at once, in slow motion, a step at a time; and no deadline suffers by it."""

import asyncio
from collections.abc import Awaitable, Callable

from simulator.clock import RunClock
from simulator.taps.pacing import Pacing


async def settled() -> None:
    """Let everything that can go on go on."""
    for _ in range(5):
        await asyncio.sleep(0)


def played(story: Callable[[RunClock, Pacing], Awaitable[None]]) -> None:
    """Play a story with a clock and a pacing."""

    async def play() -> None:
        clock = RunClock()
        await story(clock, Pacing(clock))

    asyncio.run(play())


def test_at_full_speed_nothing_is_held() -> None:
    """The default costs nobody a turn."""

    async def story(_: RunClock, pacing: Pacing) -> None:
        await asyncio.wait_for(pacing.turn(), 5)

    played(story)


def test_steps_let_one_pass_each_in_order() -> None:
    """Paused, each step lets the exchange pass that has waited longest."""

    async def story(_: RunClock, pacing: Pacing) -> None:
        passed: list[int] = []

        async def cross(number: int) -> None:
            await pacing.turn()
            passed.append(number)

        pacing.pause()
        tasks = [asyncio.create_task(cross(number)) for number in range(3)]
        await settled()
        assert (passed, pacing.waiting) == ([], 3)
        pacing.step()
        await settled()
        assert (passed, pacing.waiting) == ([0], 2)
        pacing.run()
        await asyncio.gather(*tasks)
        assert passed == [0, 1, 2]

    played(story)


def test_the_clock_stands_still_while_anything_is_held() -> None:
    """A person may look as long as they like: no time-out comes of it."""

    async def story(clock: RunClock, pacing: Pacing) -> None:
        pacing.pause()
        stood = clock.now()
        held = asyncio.create_task(pacing.turn())
        await asyncio.sleep(0.02)
        assert clock.now() == stood
        pacing.run()
        await held
        await asyncio.sleep(0.001)
        assert clock.now() > stood

    played(story)


def test_slow_motion_lets_one_pass_after_another() -> None:
    """Each waits its turn, and when none waits the clock goes on."""

    async def story(clock: RunClock, pacing: Pacing) -> None:
        pacing.slow(0.01)
        before = clock.now()
        await asyncio.wait_for(asyncio.gather(*(pacing.turn() for _ in range(3))), 5)
        assert pacing.waiting == 0
        await asyncio.sleep(0.001)
        assert clock.now() > before

    played(story)


def test_who_gives_up_is_held_no_longer() -> None:
    """A sender that is cancelled leaves the queue, and the clock goes on."""

    async def story(clock: RunClock, pacing: Pacing) -> None:
        pacing.slow(3600)
        held = asyncio.create_task(pacing.turn())
        await settled()
        held.cancel()
        await settled()
        before = clock.now()
        await asyncio.sleep(0.001)
        assert (pacing.waiting, clock.now() > before) == (0, True)

    played(story)
