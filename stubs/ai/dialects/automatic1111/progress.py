"""How far the job at work is, and its interruption."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from contracts.runtime import Clock


@dataclass(slots=True)
class Painting:
    """One job at work: when it began, how many seconds it takes, and of how many steps."""

    began: float
    seconds: float
    steps: int
    interrupted: asyncio.Event = field(default_factory=asyncio.Event)


class Progress:
    """What is at work now; the one that began last when there are several."""

    def __init__(self, clock: Clock) -> None:
        """Begin idle."""
        self._clock = clock
        self._now: Painting | None = None

    async def wait(self, seconds: float, steps: int) -> bool:
        """Be at work for so long, or until interrupted; tell whether it was."""
        if seconds <= 0:
            await self._clock.sleep(0)
            return False
        own = self._now = Painting(self._clock.now().timestamp(), seconds, steps)
        try:
            await self._clock.within(seconds, own.interrupted.wait())
        except TimeoutError:
            return False
        finally:
            if self._now is own:
                self._now = None
        return True

    def interrupt(self) -> None:
        """End what is at work; nothing happens when nothing is."""
        if self._now:
            self._now.interrupted.set()

    def as_json(self) -> dict[str, Any]:
        """Give it as `GET /sdapi/v1/progress` does."""
        now = self._now
        spent = self._clock.now().timestamp() - now.began if now else 0.0
        done = min(spent / now.seconds, 0.99) if now else 0.0
        state = {
            "skipped": False,
            "interrupted": bool(now and now.interrupted.is_set()),
            "stopping_generation": False,
            "job": "scripts_txt2img" if now else "",
            "job_count": 1 if now else 0,
            "job_timestamp": self._clock.now().strftime("%Y%m%d%H%M%S"),
            "job_no": 0,
            "sampling_step": int(done * now.steps) if now else 0,
            "sampling_steps": now.steps if now else 0,
        }
        eta = now.seconds - spent if now else 0.0
        return {"progress": done, "eta_relative": eta, "state": state, "current_image": None, "textinfo": None}
