"""The sandbox for callers that are not asynchronous: features, notebooks, scripts."""

from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from contracts.evidence import Entry
from simulator.loops import Driver, LoopThread, VirtualTime
from simulator.reports.result import Check
from simulator.sandbox import Sandbox
from simulator.verdicts import check_all

Result = TypeVar("Result")


class Stage:
    """A running sandbox, and a loop to do things on: `stage.run(stage.sandbox.portal(key).submit(…))`."""

    def __init__(self, **plan: Any) -> None:
        """Start a sandbox with the same arguments as `Sandbox`."""
        self._loop: Driver = VirtualTime() if plan.get("simulated") else LoopThread()
        self.sandbox = self._loop.run(_made(plan))
        self._loop.run(self.sandbox.__aenter__())

    def __enter__(self) -> Self:
        """It runs already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def run(self, work: Coroutine[Any, Any, Result], seconds: float = 60) -> Result:
        """Do something on the sandbox's loop and give what it gives."""
        return self._loop.run(work, seconds)

    def wait_for(self, condition: Callable[[Entry], bool], seconds: float = 20) -> Entry:
        """Wait for a journal entry that fits; raises `TimeoutError`."""
        return self.run(self.sandbox.journal.wait_for(condition, seconds), seconds + 5)

    def move_on(self, seconds: float) -> None:
        """Let so much of the run's time go by."""
        self.run(self.sandbox.clock.move_on(seconds))

    def checks(self) -> dict[str, Check]:
        """Hold every law against the journal so far."""
        return {check.name: check for check in check_all(self.sandbox.evidence())}

    def close(self) -> None:
        """Stop the sandbox and its loop."""
        try:
            self._loop.run(self.sandbox.__aexit__(None, None, None))
        finally:
            self._loop.close()


async def _made(plan: dict[str, Any]) -> Sandbox:
    return Sandbox(**plan)
