"""How an application breaks its caller's connection off, for which ASGI has no way.

A server that can do it puts a handle into the scope of each request: `scope["extensions"][ABORT]["abort"]()`.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

ABORT: Final = "imageflow.abort"

_Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[_Message]]
Send = Callable[[_Message], Awaitable[None]]


def can_break(scope: MutableMapping[str, Any]) -> bool:
    """Tell whether the server of a request can break its connection off."""
    return ABORT in (scope.get("extensions") or {})


async def break_off(
    scope: MutableMapping[str, Any], receive: Receive, send: Send, partly: tuple[_Message, bytes] | None
) -> None:
    """Send the head and half of the body, if there are some, and break the connection."""
    if partly is not None and partly[1] and scope["method"] != "HEAD":
        start, body = partly
        await send(start)
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    scope["extensions"][ABORT]["abort"]()
    while (await receive())["type"] != "http.disconnect":
        continue  # a server takes an application that returns before for a broken one
