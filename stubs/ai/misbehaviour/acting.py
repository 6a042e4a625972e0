"""Misbehaving: refusals, and answers that are spoiled on their way out."""

from datetime import timedelta
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from contracts.breaking import break_off, can_break
from contracts.runtime import Clock
from stubs.ai.misbehaviour.asked import wrong_of
from stubs.ai.misbehaviour.menu import Wrong
from stubs.ai.neutral import Refused

GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
MILLISECONDS, MEANWHILE = "300", "30"
"""What `ms` says in milliseconds and, for those who do not read them, in seconds."""


def refuse(request: Request, clock: Clock) -> None:
    """Raise `Refused` when that is what the request is to suffer."""
    wrong = wrong_of(request)
    kind = wrong.refuses if wrong else None
    if wrong and kind:
        violations = ("violence",) if wrong.name == "blocked" else ()
        text = f"This was asked for: misbehave with {wrong.name}."
        raise Refused(kind, text, headers=_headers(wrong, clock), violations=violations)


async def delay(request: Request, clock: Clock) -> None:
    """Take longer, when told so."""
    wrong = wrong_of(request)
    if wrong and wrong.name == "slow":
        await clock.sleep(wrong.seconds)


def spoiled(request: Request, answer: Response) -> Response:
    """Give the answer as it leaves."""
    wrong = wrong_of(request)
    match wrong.name if wrong else None:
        case "html":
            return HTMLResponse(GATEWAY, 502)
        case "empty":
            return Response(b"", 200)
        case "content_type":
            answer.headers["content-type"] = "text/plain; charset=utf-8"
        case "truncated":
            return _Broken(answer)
        case "reset":
            return _Broken(None)
    return answer


class _Broken(Response):
    """Half an answer, or none, and a connection that is reset."""

    def __init__(self, whole: Response | None) -> None:
        super().__init__(b"", 500)
        self._whole = whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not can_break(scope):
            await HTMLResponse(GATEWAY, 502)(scope, receive, send)
            return
        partly = None
        if self._whole is not None and isinstance(getattr(self._whole, "body", None), bytes):
            start = {
                "type": "http.response.start",
                "status": self._whole.status_code,
                "headers": self._whole.raw_headers,
            }
            partly = (start, bytes(self._whole.body))
        await break_off(scope, receive, send, partly)


def _headers(wrong: Wrong, clock: Clock) -> dict[str, str]:
    if wrong.name != "rate_limited":
        return {}
    match wrong.value:
        case "ms":
            return {"retry-after-ms": MILLISECONDS, "retry-after": MEANWHILE}
        case "date":
            return {"retry-after": format_datetime(clock.now() + timedelta(seconds=7), usegmt=True)}
    return {"retry-after": wrong.value}
