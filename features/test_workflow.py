"""Every way through the workflow that ships, and that none was forgotten."""

from collections.abc import Iterator

import pytest
from pytest_bdd import scenarios

from contracts.ports.n8n import Execution
from features.world import World
from simulator.reports.ways import ways_of
from simulator.sandbox import Sandbox

scenarios("workflow.feature")


@pytest.fixture(scope="module")
def walked() -> dict[str, list[Execution]]:
    """What n8n did in the scenarios of this module, by how they were played."""
    return {}


@pytest.fixture(autouse=True)
def _noted(mode: str, world: World, walked: dict[str, list[Execution]]) -> Iterator[None]:
    """Note what n8n did in each scenario; a real one tells of all at the end."""
    yield
    if not world.live:
        walked.setdefault(mode, []).extend(world.executions())


def test_every_node_branch_and_error_output_is_walked(
    mode: str, world: World, walked: dict[str, list[Execution]]
) -> None:
    """Whatever the shipped workflow can do, one of the scenarios above has it do."""
    ways = ways_of(Sandbox.workflow(), walked.get(mode) or world.executions())
    assert len(ways) > 40
    assert [str(way) for way in ways if not way.count] == []
