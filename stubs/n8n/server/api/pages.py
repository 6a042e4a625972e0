"""Lists in pages: `limit`, `cursor`, and filters of the query."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request

from stubs.n8n.server.api.refusals import invalid

Thing = TypeVar("Thing")
USUAL, MOST = 100, 250
FURTHEST = 2**53
BAD_CURSOR = "An invalid cursor was provided"


def page_of(request: Request, things: Sequence[Thing], show: Callable[[Thing], dict[str, Any]]) -> dict[str, Any]:
    """Give one page of a list; raises `Refused`."""
    limit, offset = limit_of(request), 0
    if cursor := request.query_params.get("cursor"):
        limit, offset = read_cursor(cursor, "offset")
    shown = [show(each) for each in things[offset : offset + limit]]
    more = offset + limit < len(things)
    return {"data": shown, "nextCursor": next_cursor(limit, "offset", offset + limit) if more else None}


def limit_of(request: Request) -> int:
    """Read how many are wanted."""
    text = request.query_params.get("limit")
    if text is None:
        return USUAL
    if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 10):
        raise invalid("request/query/limit Param `limit` must be a valid integer")
    return min(int(text), MOST) if int(text) > 0 else USUAL


def choice(request: Request, name: str, values: Sequence[str]) -> str | None:
    """Read a parameter that takes some words only."""
    value = request.query_params.get(name)
    if value is None or value in values:
        return value
    listed = " | ".join(f"'{each}'" for each in values)
    raise invalid(f"request/query/{name} Invalid enum value. Expected {listed}, received '{value}'")


def next_cursor(limit: int, name: str, value: int) -> str:
    """Give the cursor of the page that follows; `name` says what the place in the list is called."""
    text = json.dumps({"limit": limit, name: value}, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode()


def read_cursor(cursor: str, name: str) -> tuple[int, int]:
    """Read a cursor: how many are wanted, and the place; raises `Refused`."""
    try:
        found = json.loads(base64.b64decode(cursor, validate=True))
        limit, place = int(found["limit"]), int(found[name])
    except (binascii.Error, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise invalid(BAD_CURSOR) from None
    if not (0 < limit <= MOST and 0 <= place < FURTHEST):
        raise invalid(BAD_CURSOR)
    return limit, place
