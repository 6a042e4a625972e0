"""A first look at an endpoint, before anything is sent that counts: is it there, and is it what it is said to be?

It ends within its time, whatever the endpoint does: a look that hangs is left behind.
"""

import asyncio
import threading
from collections.abc import Callable

from contracts.participants import System
from contracts.ports.system import CouldNotCheck
from simulator.composition import make_adapter
from simulator.settings import Settings

SECONDS = 25.0


def look(system: System, url: str, settings: Settings, seconds: float = SECONDS) -> str:
    """Give what an endpoint says that it is.

    Raises:
        CouldNotCheck: it does not answer in time, not at all, or not as such a system would.
    """
    return within(seconds, url, lambda: asyncio.run(make_adapter(system, url, settings).ready()))


def within(seconds: float, url: str, work: Callable[[], str]) -> str:
    """Do something about an endpoint that blocks; raises `CouldNotCheck` when it is not done in time."""
    told: list[str] = []
    trouble: list[Exception] = []

    def run() -> None:
        try:
            told.append(work())
        except Exception as error:  # noqa: BLE001 - it is raised again, where somebody waits for it
            trouble.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if trouble:
        raise trouble[0]
    if not told:
        raise CouldNotCheck(f"{url} has not answered within {seconds:g} seconds: is it well, and can you reach it?")
    return told[0]
