"""The error workflow on the engine: an execution that fails after its 202 still has an outcome."""

import pytest

from contracts.messages.callback import Failed
from real_adapters.n8n.workflows import ERRORS, REPLICATE, node_of, shipped
from simulator.loops import run_async
from simulator.reports.ways import Way, ways_of
from tests.n8n.workflows.house import Document, House

FAILS = "={{ JSON.parse('no JSON') }}"


def spoil(document: Document) -> None:
    """Have the workflow fail where it has its images."""
    node_of(document, "Completed")["parameters"]["jsonOutput"] = FAILS


@pytest.fixture(scope="module")
def ways() -> list[Way]:
    """The ways that the error workflow went when one execution failed for itself, and one was refused by Odoo."""

    async def failed() -> House:
        async with House(REPLICATE, spoil) as house:
            await house.ask()
            await house.outcome()
            outcomes.append(house.callbacks[0])
            executions.extend(house.executions())
            return house

    async def refused() -> House:
        async with House(REPLICATE) as house:
            house.answers = [401]
            await house.ask()
            await house.clock.sleep(60)
            outcomes.extend(house.callbacks)
            executions.extend(house.executions())
            return house

    executions, outcomes = [], []  # type: ignore[var-annotated]
    run_async(failed(), simulated=True)
    run_async(refused(), simulated=True)
    (outcome,) = outcomes
    assert isinstance(outcome, Failed)
    assert (outcome.data.error.kind, outcome.data.error.code) == ("provider_error", "workflow_failed")
    assert outcome.data.error.message.startswith("The workflow failed at Completed: ")
    return ways_of(shipped(ERRORS), executions)


def test_a_failed_execution_is_reported_and_one_that_odoo_refused_is_not(ways: list[Way]) -> None:
    """Both branches were walked, each once; the fixture holds the outcome that came of it."""
    assert {str(way): way.count for way in ways if way.output is not None} == {
        "Is an outcome owed? → true": 1,
        "Is an outcome owed? → false": 1,
    }


def test_every_way_was_walked(ways: list[Way]) -> None:
    """No node of the file is left out."""
    assert len(ways) == 10
    assert [str(way) for way in ways if not way.count] == []
