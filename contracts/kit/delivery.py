"""What n8n's answer to a dispatch means (I04)."""

import json
from enum import Enum, auto
from typing import Final

LATER: Final = frozenset({404, 408, 425, 429})
"""Statuses below 500 that go away by themselves: a workflow that is not active yet answers 404."""


class Delivery(Enum):
    """Whether a request was handed over."""

    DELIVERED = auto()
    AGAIN = auto()
    REFUSED = auto()


def judge(status: int, body: bytes, request_id: str) -> Delivery:
    """Tell what to do with a request after an answer.

    A success without the id's echo proves nothing, and asking again costs nothing: the workflow drops an id that it has
    seen before.
    """
    if status == 202 and _echoes(body, request_id):
        return Delivery.DELIVERED
    if status in LATER or status >= 500 or 200 <= status < 300:
        return Delivery.AGAIN
    return Delivery.REFUSED


def _echoes(body: bytes, request_id: str) -> bool:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(answer, dict) and answer.get("request_id") == request_id
