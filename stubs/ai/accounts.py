"""What a key may still have: images a minute, and credit."""

import math
from dataclasses import dataclass

from contracts.runtime import Clock
from stubs.ai.neutral import Allowance, Kind, Refused

WINDOW_SECONDS = 60.0


@dataclass(slots=True)
class _Window:
    began: float
    used: int = 0


class Accounts:
    """Counts each dialect's key by itself, as providers know nothing of each other; credit is the stub's as a whole."""

    def __init__(self, clock: Clock, images_per_minute: int, credit: float | None) -> None:
        """Allow so many images a minute, and so many dollars in all; None: as many as are asked for."""
        self._clock, self._limit = clock, images_per_minute
        self.credit = credit
        self._windows: dict[str, _Window] = {}

    def admit(self, dialect: str, images: int) -> Allowance:
        """Take images off the allowance.

        Raises:
            Refused: `rate_limited`, with the seconds until there are enough; nothing was taken off.
        """
        now = self._clock.now().timestamp()
        window = self._windows.setdefault(dialect, _Window(now))
        if now - window.began >= WINDOW_SECONDS:
            window.began, window.used = now, 0
        reset = window.began + WINDOW_SECONDS - now
        if window.used + images > self._limit:
            raise Refused(
                Kind.RATE_LIMITED,
                f"Rate limit reached for images per minute: Limit {self._limit}, Used {window.used}, "
                f"Requested {images}. Ask again in {math.ceil(reset)} s.",
                headers={"retry-after": str(math.ceil(reset))},
            )
        window.used += images
        return Allowance(self._limit, self._limit - window.used, reset)

    def pay(self, dollars: float) -> None:
        """Take a price off the credit; raises `Refused` `no_credit` when it is more than is left."""
        if self.credit is None:
            return
        if dollars > self.credit:
            raise Refused(
                Kind.NO_CREDIT,
                f"You have {self.credit:.4f} dollars of credit left, and this costs {dollars:.4f}: add credit.",
            )
        self.credit -= dollars
