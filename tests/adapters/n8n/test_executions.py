"""What n8n's own record of an execution tells, and what a run does with it."""

from typing import Any

import pytest
import responses

from real_adapters.n8n.api import PublicApi
from real_adapters.n8n.history import executions_of, settle
from real_adapters.n8n.reading import read_execution

API = "http://n8n.test/api/v1"
ITEM = {"json": {}}


def record(**changes: Any) -> dict[str, Any]:
    """Give a record as n8n 2.41.1 answers it, of a workflow with a branch and an error output."""
    run_data = {
        "Webhook": [{"executionStatus": "success", "data": {"main": [[ITEM]]}}],
        "Proved?": [{"executionStatus": "success", "data": {"main": [[], [ITEM]]}}],
        "Call back": [
            {"executionStatus": "success", "data": {"main": [None, [ITEM]]}},
            {"executionStatus": "success", "data": {"main": [[ITEM, ITEM], None]}},
        ],
        "Broken": [{"executionStatus": "error", "error": {"message": "No."}}],
    }
    whole = {
        "id": "7",
        "status": "success",
        "startedAt": "2026-11-22T22:22:50.897Z",
        "stoppedAt": "2026-11-22T22:22:51.026Z",
        "data": {"resultData": {"runData": run_data, "lastNodeExecuted": "Broken", "error": {"message": "No."}}},
    }
    return whole | changes


def test_the_nodes_walked_are_told_with_the_items_on_each_output() -> None:
    """Which branch was taken, and which error output, can be read off; each run of a node counts for itself."""
    walked = read_execution(record(), "flow").walked
    assert walked == {
        "Webhook": [[1]],
        "Proved?": [[0, 1]],
        "Call back": [[0, 1], [2, 0]],
        "Broken": [[]],
    }


def test_a_failed_execution_tells_where_and_why() -> None:
    """The node is the last one executed, the words are n8n's."""
    failed = read_execution(record(status="error"), "flow")
    assert (failed.failed_node, failed.error, failed.seconds) == ("Broken", "No.", 0.129)


@pytest.mark.parametrize("data", [None, {}, {"resultData": {}}])
def test_one_that_still_runs_tells_what_it_can(data: Any) -> None:
    """Neither its end nor its data are there yet."""
    running = read_execution(record(status="running", stoppedAt=None, data=data), "flow")
    assert (running.status, running.seconds, dict(running.walked)) == ("running", None, {})


@responses.activate
def test_those_that_run_are_asked_for_by_name() -> None:
    """n8n's plain list leaves them out; all are given once, in the order of their beginning."""
    page = {"nextCursor": None}
    running = [responses.matchers.query_param_matcher({"workflowId": "w", "limit": "250", "status": "running"})]
    plain = [responses.matchers.query_param_matcher({"workflowId": "w", "limit": "250"})]
    responses.get(f"{API}/executions", json=page | {"data": [{"id": "10"}]}, match=running)
    responses.get(f"{API}/executions", json=page | {"data": [{"id": "10"}, {"id": "9"}]}, match=plain)
    for number in ("9", "10"):
        responses.get(f"{API}/executions/{number}", json=record(id=number))
    given = executions_of(PublicApi("http://n8n.test", "key"), "w", "flow")
    assert [execution.id for execution in given] == ["9", "10"]


@responses.activate
def test_what_runs_is_given_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for as long as something runs, and not for ever."""
    monkeypatch.setattr("real_adapters.n8n.history.PAUSE", 0)
    responses.get(f"{API}/executions", json={"data": [{"id": "1"}]})
    responses.get(f"{API}/executions", json={"data": []})
    settle(PublicApi("http://n8n.test", "key"), "w")
    assert len(responses.calls) == 2
