"""The engine goes the way that real n8n 2.41.1 was recorded to go (`record.py`)."""

import json
from typing import Any

import pytest

from tests.n8n.engine.cases import CASES
from tests.n8n.engine.record import BODY, RECORDED, told
from tests.n8n.engine.stage import Stage, on_stage

RUNS: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_an_execution_goes_as_on_real_n8n(name: str) -> None:
    """Nodes run in the same order, put out the same items with the same pairs, and fail with the same words."""

    async def play(stage: Stage) -> Any:
        workflow = stage.store(CASES[name], "core")
        settled = await stage.play(workflow, {"body": BODY})
        return told(stage.execution(int(settled.execution_id)))

    assert on_stage(play) == RUNS[name]


def test_every_case_was_recorded() -> None:
    """No case is compared with nothing, and nothing recorded lies unused."""
    assert list(RUNS) == list(CASES)
