"""Change a request on its way."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.runtime import Clock
from contracts.wire import HttpAnswer, HttpRequest, Transport


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """Hands on a changed request."""

    name: str
    change: Callable[[HttpRequest], HttpRequest]

    def around(self, inner: Transport, _clock: Clock) -> Transport:
        """Change what goes in."""
        return _Changing(self.change, inner)


@dataclass(frozen=True, slots=True)
class _Changing:
    change: Callable[[HttpRequest], HttpRequest]
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        return await self.inner.send(self.change(request))


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
