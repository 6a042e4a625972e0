"""What a run owns and every stub is given: its clock, its entropy, and the eyes that watch states."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")


class Clock(Protocol):
    """The only source of time of a run."""

    def now(self) -> datetime:
        """Give the run's time, aware and in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait until the run's time has moved on by so many seconds."""
        ...

    async def within(self, seconds: float, work: Awaitable[Result]) -> Result:
        """Await the work; cancel it and raise `TimeoutError` once the run's time has moved on by so many seconds."""
        ...


class Entropy(Protocol):
    """The only source of ids and chance of a run."""

    def uuid(self) -> str:
        """Give a new random UUID (version 4) in its usual text form."""
        ...

    def token(self, size: int = 32) -> str:
        """Give a URL-safe secret of so many random bytes."""
        ...

    def uniform(self, low: float, high: float) -> float:
        """Give a number between both."""
        ...


class Observer(Protocol):
    """Takes note of states that no wire shows (I02, I03, I08, I10)."""

    def state(self, interaction: str, correlation_id: str, facts: dict[str, Any]) -> None:
        """Note a state after it was committed.

        Args:
            interaction: its id, or `support` for a step of no interaction.
            correlation_id: the request's id.
            facts: the normalised facts that the invariants read (`contracts.evidence`).
        """
        ...


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a run hands to each of its stubs."""

    clock: Clock
    entropy: Entropy
    observer: Observer
