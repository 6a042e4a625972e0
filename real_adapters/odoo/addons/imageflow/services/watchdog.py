"""The deadline: whatever happened elsewhere, a request without an accepted outcome ends when its time is up."""

from ..contracts.kit import states
from ..contracts.problems import FailureCode
from . import moments, requests
from .transactions import apart

AT_ONCE = 1000


def expire(env):
    """End requests whose deadline has passed (`timed_out`), each in a transaction of its own; give their number."""
    late = env["ai.image.generation.request"].search(_late(), limit=AT_ONCE, order="deadline").ids
    for request_id in late:
        apart(env, lambda own, key=request_id: _end(own, key))
    return len(late)


def _late():
    return [
        ("status", "not in", list(states.ENDED)),
        ("accepted_at", "=", False),
        ("deadline", "<=", moments.stored(moments.now())),
    ]


def _end(env, request_id):
    if env["ai.image.generation.request"].search_count([("id", "=", request_id), *_late()]):
        requests.fail(env, request_id, FailureCode.TIMED_OUT, "No outcome came before the deadline.")
