"""How long to wait before trying again: twice as long each time, up to a minute, with jitter; longer if told so."""

from typing import Final, Protocol

LONGEST_SECONDS: Final = 60.0


class Chance(Protocol):
    """Where jitter comes from: a run's entropy, or the `random` module."""

    def uniform(self, a: float, b: float, /) -> float:
        """Give a number between both."""
        ...


def pause_before(attempt: int, chance: Chance, retry_after: str | None = None) -> float:
    """Give the seconds to wait before the next try.

    Args:
        attempt: tries made so far, from 1.
        chance: gives the jitter.
        retry_after: the other side's `Retry-After`; whole seconds are honoured, up to an hour.
    """
    pause = min(LONGEST_SECONDS, 2.0 ** min(attempt - 1, 10)) * chance.uniform(0.8, 1.2)
    if retry_after and retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 6:
        return max(pause, min(float(retry_after), 3600.0))
    return pause
