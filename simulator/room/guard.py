"""Who may look in and who may act: the page's own address, its own origin, and beyond loopback a token.

A page of another site can reach the room through the visitor's browser: by a name of its own that leads here (DNS
rebinding), which the `Host` check stops, or by a request that crosses origins, which the `Origin` check stops.
"""

import hmac
import ipaddress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.problems import Problem, ProblemCode
from simulator.room.problems import answer_of
from simulator.settings import LOOPBACKS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}
"""Of every answer; the last one keeps pages of other sites from embedding what the room serves."""
SAFE = frozenset({"GET", "HEAD"})
ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised, not bound


class Guard:
    """Stands in front of the room's application."""

    def __init__(self, app: ASGIApp, host: str, port: int, token: str = "") -> None:
        """Guard an application.

        Args:
            app: what is guarded.
            host: the address that it is bound to.
            port: likewise.
            token: needed for everything; none on loopback.
        """
        self._app, self._token = app, token
        self._anywhere = host in ANYWHERE
        names = {f"[{name}]" if ":" in name else name for name in {host, *LOOPBACKS}}
        self._names = frozenset(f"{name}:{port}" for name in names)
        self._cookie = f"imageflow_room_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it in one sentence."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        guarded = _with_headers(send)
        try:
            self._check_host(headers)
            if self._token and self._brought_in_query(scope):
                await self._welcome(scope)(scope, receive, guarded)
                return
            self._check_token(headers)
            if scope["method"] not in SAFE:
                self._check_origin(headers)
        except Problem as problem:
            await answer_of(problem)(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _check_host(self, headers: Headers) -> None:
        host = headers.get("host", "")
        if host.lower() not in self._names and not (self._anywhere and _is_address(host)):
            raise Problem(ProblemCode.FORBIDDEN, "The room is not reached by this name: use the address it printed.")

    def _check_origin(self, headers: Headers) -> None:
        """Let only the room's own page act; a caller that is no browser shows the token in its own header."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        own = origin == f"http://{headers.get('host', '')}" or (origin is None and self._in_header(headers))
        if not own or site != "same-origin":
            raise Problem(ProblemCode.FORBIDDEN, "Only the room's own page may do this: open it and act there.")

    def _check_token(self, headers: Headers) -> None:
        if self._token and not self._in_header(headers) and not self._in_cookie(headers):
            raise Problem(ProblemCode.FORBIDDEN, "Open the address that was printed at the start: it holds the token.")

    def _is_token(self, given: str) -> bool:
        return bool(self._token) and hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def _in_header(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._is_token(given.strip())

    def _in_cookie(self, headers: Headers) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and self._is_token(cookie.value)

    def _brought_in_query(self, scope: Scope) -> bool:
        return any(name == "token" and self._is_token(value) for name, value in _query(scope))

    def _welcome(self, scope: Scope) -> RedirectResponse:
        """Keep the token in a cookie, and send the browser on to an address that does not show it."""
        rest = urlencode([(name, value) for name, value in _query(scope) if name != "token"])
        # One slash in front and no more: `//host` would lead to another site.
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _is_address(host: str) -> bool:
    """Tell whether a Host is an address and no name: nobody can let an address of ours lead elsewhere."""
    name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    if name == "localhost":
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
