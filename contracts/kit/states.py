"""The states of a request, and the only moves between them (design: only forward)."""

from typing import Final

PENDING: Final = "pending"
PROCESSING: Final = "processing"
COMPLETED: Final = "completed"
FAILED: Final = "failed"

MOVES: Final = {
    PENDING: frozenset({PROCESSING, COMPLETED, FAILED}),
    PROCESSING: frozenset({COMPLETED, FAILED}),
    COMPLETED: frozenset[str](),
    FAILED: frozenset[str](),
}
"""A callback may overtake the note that n8n accepted, hence `pending` → `completed`."""

ENDED: Final = frozenset({COMPLETED, FAILED})


def may_move(before: str, after: str) -> bool:
    """Tell whether a request may go from one state to another."""
    return after in MOVES.get(before, frozenset())
