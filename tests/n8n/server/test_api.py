"""The public API answers as a real n8n answered (`recorded_api.json`)."""

import json
from typing import Any

import pytest

from tests.n8n.server.api_calls import steps
from tests.n8n.server.api_driver import RECORDED, play
from tests.n8n.server.serving import serving

ANSWERS: dict[str, dict[str, Any]] = json.loads(RECORDED.read_text(encoding="utf-8"))
NAMES = [step.name for step in steps()]
STATUS_ONLY = {
    "list foreign filter": "it lists whatever that n8n held",
    "credentials": "it lists whatever that n8n held",
    "create with bad json": "n8n gives a page with 500; the stub 400",
    "activate unknown type": "the stub adds what to do",
    "update active with unknown type": "the stub adds what to do",
    "list limit 0": "n8n gives a cursor that leads nowhere",
    "get updated": "n8n keeps what it could not publish as a draft; the stub refuses it whole",
}
"""Answers of which the body is not compared, and why."""
OTHERWISE = {"create with bad json": 400, "users": 404, "audit": 404, "source-control/pull": 404}
"""Statuses that the stub gives on purpose: routes that it does not have, and no 500."""
LEFT_OUT = {"shared", "workflowPublishHistory", "executionData", "resumeToken", "jsonSizeBytes", "workflowVersionId"}
LEFT_OUT |= {
    "parentFolder",
    "workflowData",
    "authors",
    "versionCounter",
    "versionId",
    "activeVersionId",
    "triggerCount",
}
LEFT_OUT |= {"webhookId"}
"""Fields of answers that tell of n8n's inside, or of one size or token: not compared."""


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """Play all calls against the stub."""
    with serving() as n8n:
        return play(n8n)


@pytest.mark.parametrize("name", NAMES)
def test_the_api_answers_as_n8n_answered(answers: dict[str, dict[str, Any]], name: str) -> None:
    """Status and body are those of real n8n, apart from what is declared."""
    given, wanted = answers[name], ANSWERS[name]
    assert given["status"] == OTHERWISE.get(name, wanted["status"]), given
    if name not in OTHERWISE and name not in STATUS_ONLY:
        assert _compared(given["body"]) == _compared(wanted["body"])


def test_every_call_was_recorded() -> None:
    """Recordings and calls fit together, name by name."""
    assert list(ANSWERS) == NAMES


def test_no_answer_holds_a_credentials_data(answers: dict[str, dict[str, Any]]) -> None:
    """What a credential holds goes in and never comes out."""
    assert "secret-value" not in json.dumps(answers)


def _compared(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _compared(each) for name, each in value.items() if name not in LEFT_OUT}
    return [_compared(each) for each in value] if isinstance(value, list) else value
