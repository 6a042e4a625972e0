"""How a dialect is spoken: what its endpoints raise is put into its provider's words, its headers go with it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from contracts.messages.base import InvalidMessage
from contracts.runtime import Clock
from stubs.ai.misbehaviour import acting
from stubs.ai.misbehaviour.asked import Misbehaviour
from stubs.ai.neutral import Allowance, Kind, Refused
from stubs.serving.app import answer_error
from stubs.serving.bodies import BodyTooLarge
from stubs.serving.routes import Endpoint, add_route

KINDS = {404: Kind.NOT_FOUND, 405: Kind.NOT_ALLOWED}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer before it leaves, the request that it answers, and when that came."""

    request: Request
    answer: Response
    began: datetime


class Dialect(Protocol):
    """A provider's format.

    Attributes:
        name: in one word.
        prefixes: of the paths that are its own.
    """

    name: ClassVar[str]
    prefixes: ClassVar[tuple[str, ...]]

    def refusal(self, refused: Refused) -> Response:
        """Put a refusal into the provider's words."""
        ...

    def dress(self, answered: Answered) -> None:
        """Put the provider's headers on an answer."""
        ...


@dataclass(frozen=True, slots=True)
class Other:
    """An endpoint of another dialect on the same path, meant by those who send a header of its own."""

    header: str
    dialect: Dialect
    endpoint: Endpoint


class Speaker:
    """Serves the endpoints of dialects, and answers for those that are not there."""

    def __init__(self, app: FastAPI, clock: Clock, misbehaviour: Misbehaviour) -> None:
        """Answer all refusals of an application."""
        self._app, self._clock, self._misbehaviour = app, clock, misbehaviour
        self._dialects: list[Dialect] = []
        for kind in (Refused, InvalidMessage, BodyTooLarge, HTTPException):
            answer_error(app, kind, self._unrouted)

    def add(
        self,
        dialect: Dialect,
        method: str,
        path: str,
        endpoint: Endpoint,
        *,
        other: Other | None = None,
        **described: Any,
    ) -> None:
        """Serve an endpoint of a dialect; `described` is as `add_route` takes it."""
        if dialect not in self._dialects:
            self._dialects.append(dialect)
        spoken = self._spoken(dialect, endpoint)
        add_route(self._app, method, path, self._forked(spoken, other) if other else spoken, **described)

    def _forked(self, own: Endpoint, other: Other) -> Endpoint:
        theirs = self._spoken(other.dialect, other.endpoint)

        async def fork(request: Request) -> Response:
            return await (theirs if other.header in request.headers else own)(request)

        fork.__name__ = own.__name__
        return fork

    def _spoken(self, dialect: Dialect, endpoint: Endpoint) -> Endpoint:
        async def speak(request: Request) -> Response:
            began = self._clock.now()
            answer = await self._answer(dialect, endpoint, request)
            dialect.dress(Answered(request, answer, began))
            return acting.spoiled(request, answer)

        speak.__name__ = endpoint.__name__
        return speak

    async def _answer(
        self, dialect: Dialect, endpoint: Callable[[Request], Awaitable[Response]], request: Request
    ) -> Response:
        try:
            self._misbehaviour.begin(request, dialect.name)
            answer = await endpoint(request)
            await acting.delay(request, self._clock)
        except (Refused, InvalidMessage, BodyTooLarge) as error:
            return dialect.refusal(refused_of(error))
        return answer

    def _unrouted(self, request: Request, error: Exception) -> Response:
        """Answer in the words of the dialect whose path it nearly is; OpenAI's when it is nobody's."""
        path = request.url.path
        theirs = [each for each in self._dialects if path.startswith(each.prefixes)]
        dialect = theirs[0] if theirs else self._dialects[0]
        answer = dialect.refusal(_missing(request, error))
        dialect.dress(Answered(request, answer, self._clock.now()))
        return answer


def refused_of(error: Exception) -> Refused:
    """Give what an endpoint raised as a refusal; an invalid body's `param` is its first fault's."""
    match error:
        case Refused():
            return error
        case InvalidMessage():
            first = error.errors[0]
            param = None if first.path == "body" else first.path
            return Refused(Kind.INVALID, str(error), param=param, faults=error.errors)
        case _:
            return Refused(Kind.TOO_LARGE, str(error))


def allowance_of(request: Request) -> Allowance | None:
    """Give what the caller has left, when its images were counted."""
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    return allowance


def _missing(request: Request, error: Exception) -> Refused:
    if not isinstance(error, HTTPException):
        return refused_of(error)
    asked = f"{request.method} {request.url.path}"
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        return Refused(Kind.NOT_ALLOWED, f"Not allowed: {asked}. Use {allowed} here.", headers=error.headers)
    text = f"Unknown request URL: {asked}. Check it against the API's list of endpoints."
    return Refused(Kind.NOT_FOUND, text, code="unknown_url", headers=error.headers)
