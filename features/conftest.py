"""Fixtures of the features, and the rule that each scenario says what it is about and where it was proved."""

from collections.abc import Iterator

import pytest

from contracts.interactions import INTERACTIONS
from contracts.participants import System
from contracts.requirements import REQUIREMENTS
from features.world import World

PROOFS = ("stub_only", "proved_real")
SYSTEMS = [system.value for system in System]

pytest_plugins = [
    f"features.steps.{name}" for name in ("given", "portal", "trouble", "faults", "signed", "outcomes", "answers")
]


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags that scenarios may bear; any other fails collection."""
    for name in [*INTERACTIONS, *REQUIREMENTS, *SYSTEMS]:
        config.addinivalue_line("markers", f"{name}: what a scenario is about")
    config.addinivalue_line("markers", "stub_only: not proved against a real system yet")
    config.addinivalue_line("markers", "proved_real: proved against a real system, as the ledger says")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a scenario that does not say its interaction, requirement, system and proof."""
    for item in items:
        if not hasattr(getattr(item, "function", None), "__scenario__"):
            continue
        tags = {mark.name for mark in item.iter_markers()}
        for kind, names in _kinds().items():
            if not tags & names:
                raise pytest.UsageError(f"{item.nodeid}: tag the scenario with its {kind}: one of {sorted(names)}")


def _kinds() -> dict[str, set[str]]:
    return {
        "interaction": set(INTERACTIONS),
        "requirement": set(REQUIREMENTS),
        "system": set(SYSTEMS),
        "proof": set(PROOFS),
    }


@pytest.fixture(params=["served", "simulated"], autouse=True)
def mode(request: pytest.FixtureRequest) -> str:
    """Play each scenario twice: over sockets on wall time, and in process on virtual time."""
    return str(request.param)


@pytest.fixture
def world(mode: str) -> Iterator[World]:
    """Give each scenario a world of its own."""
    made = World(simulated=mode == "simulated")
    yield made
    made.close()
