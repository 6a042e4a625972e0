"""How long to wait before trying again: twice as long each time, up to a minute, with jitter; longer if told so."""

from contracts.runtime import Entropy

LONGEST_SECONDS = 60.0


def pause_before(attempt: int, entropy: Entropy, retry_after: str | None = None) -> float:
    """Give the seconds to wait before the next try.

    Args:
        attempt: tries made so far, from 1.
        entropy: the run's chance, for jitter.
        retry_after: the other side's `Retry-After`; whole seconds are honoured, up to an hour.
    """
    pause = min(LONGEST_SECONDS, 2.0 ** min(attempt - 1, 10)) * entropy.uniform(0.8, 1.2)
    if retry_after and retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 6:
        return max(pause, min(float(retry_after), 3600.0))
    return pause
