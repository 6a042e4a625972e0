"""Fixtures of the features, and the rule that each scenario says what it is about and where it was proved."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from contracts.interactions import INTERACTIONS
from contracts.participants import System
from contracts.requirements import REQUIREMENTS
from features.live import Live
from features.live_odoo import LiveOdoo
from features.live_storage import LiveStorage
from features.times import Times
from features.world import World
from simulator.settings import SettingsError
from simulator.topology import read_real

PROOFS = ("stub_only", "proved_real")
SYSTEMS = [system.value for system in System]

pytest_plugins = [
    f"features.steps.{name}" for name in ("given", "portal", "trouble", "faults", "signed", "outcomes", "answers")
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make test-real` asks for."""
    group = parser.getgroup("imageflow")
    with suppress(ValueError):  # the recorded parity may have added it before
        group.addoption(
            "--real",
            metavar="SYSTEM=URL",
            action="append",
            default=[],
            help="Play each scenario with this real system, and on the stubs; n8n, odoo and storage may be named.",
        )
    group.addoption("--only-real", action="store_true", help="With --real: leave the stubs out.")
    group.addoption("--times", metavar="DIR", type=Path, help="With --real: write each scenario's times there.")


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags that scenarios may bear; any other fails collection."""
    if config.getoption("--real"):
        config.pluginmanager.register(Times(config.getoption("--times"), sorted(each.value for each in _real(config))))
    for name in [*INTERACTIONS, *REQUIREMENTS, *SYSTEMS]:
        config.addinivalue_line("markers", f"{name}: what a scenario is about")
    config.addinivalue_line("markers", "stub_only: not proved against a real system yet")
    config.addinivalue_line("markers", "proved_real: proved against a real system, as the ledger says")


def _real(config: pytest.Config) -> dict[System, str]:
    """Give the addresses of the real systems."""
    named = config.getoption("--real")
    try:
        found = read_real(named)
    except SettingsError as error:
        raise pytest.UsageError(str(error)) from None
    if System.AI in found:
        raise pytest.UsageError(f"--real {' '.join(named)}: name n8n=URL, odoo=URL or storage=URL; ai would cost.")
    return found


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Play each scenario over sockets on wall time and in process on virtual time; or on stubs and on a real n8n."""
    if "mode" in metafunc.fixturenames:
        real = metafunc.config.getoption("--real")
        modes = ["served", "real"] if real else ["served", "simulated"]
        metafunc.parametrize("mode", modes[metafunc.config.getoption("--only-real") :], indirect=True)


@pytest.fixture(autouse=True)
def mode(request: pytest.FixtureRequest) -> str:
    """How the scenario is played: `served`, `simulated`, or `real` (served, with a real n8n)."""
    how = str(request.param)
    request.node.user_properties.append(("mode", how))
    return how


@pytest.fixture(scope="session")
def live(pytestconfig: pytest.Config) -> Iterator[Live | None]:
    """The real n8n of the session, if there is one; what was made on it is removed at the end."""
    address = _real(pytestconfig).get(System.N8N)
    made = Live(address) if address else None
    yield made
    if made:
        made.close()


@pytest.fixture(scope="session")
def live_odoo(pytestconfig: pytest.Config) -> Iterator[LiveOdoo | None]:
    """The real Odoo of the session, if there is one; it is left as it was."""
    address = _real(pytestconfig).get(System.ODOO)
    made = LiveOdoo(address) if address else None
    yield made
    if made:
        made.close()


@pytest.fixture(scope="session")
def live_storage(pytestconfig: pytest.Config) -> LiveStorage | None:
    """The real storage of the session, if there is one; what a scenario puts there is removed at its end."""
    address = _real(pytestconfig).get(System.STORAGE)
    return LiveStorage(address) if address else None


@pytest.fixture
def world(
    mode: str, live: Live | None, live_odoo: LiveOdoo | None, live_storage: LiveStorage | None
) -> Iterator[World]:
    """Give each scenario a world of its own."""
    real = {"live": live, "odoo": live_odoo, "storage": live_storage} if mode == "real" else {}
    made = World(simulated=mode == "simulated", **real)
    try:
        yield made
    finally:
        made.close()
