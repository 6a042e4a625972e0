"""Change an answer on its way."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.runtime import Clock
from contracts.wire import HttpAnswer, HttpRequest, Transport


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Hands back a changed answer: the system acts as ever."""

    name: str
    change: Callable[[HttpAnswer], HttpAnswer]

    def around(self, inner: Transport, _clock: Clock) -> Transport:
        """Change what comes back."""
        return _ChangingAnswer(self.change, inner)


@dataclass(frozen=True, slots=True)
class _ChangingAnswer:
    change: Callable[[HttpAnswer], HttpAnswer]
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        return self.change(await self.inner.send(request))
