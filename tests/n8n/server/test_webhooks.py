"""Webhook calls are answered as a real n8n answered them (`recorded_webhooks.json`)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.n8n.server.calls import Call, calls
from tests.n8n.server.driver import RECORDED, N8n, install, send
from tests.n8n.server.serving import serving

ANSWERS: dict[str, dict[str, Any]] = json.loads(RECORDED.read_text(encoding="utf-8"))
DECLARED = {
    "echo not gzip": (422, "n8n gives a 500; a stub of this house gives none that no workflow asked for"),
    "nope with origin": (404, "n8n gives a page with 500; a stub of this house gives none"),
    "echo bad xml": (422, "n8n's reader answers 200 or 422, whichever is first"),
}
"""Where the stub is meant to differ: its status, and why."""


@pytest.fixture(scope="module")
def n8n() -> Iterator[N8n]:
    """Serve the stub with every workflow that the calls go to."""
    with serving() as found:
        install(found)
        yield found


@pytest.mark.parametrize("call", [each for each in calls() if each.name not in DECLARED], ids=lambda each: each.name)
def test_a_call_is_answered_as_n8n_answered_it(n8n: N8n, call: Call) -> None:
    """Status, body and the headers that count are those of real n8n."""
    assert send(n8n, call) == ANSWERS[call.name]


@pytest.mark.parametrize("call", [each for each in calls() if each.name in DECLARED], ids=lambda each: each.name)
def test_a_declared_difference_is_as_declared(n8n: N8n, call: Call) -> None:
    """The stub differs from n8n where it is said to, and as it is said."""
    status, _why = DECLARED[call.name]
    assert send(n8n, call)["status"] == status


def test_every_call_was_recorded() -> None:
    """Recordings and calls fit together, name by name."""
    assert [each.name for each in calls()] == list(ANSWERS)
