"""Fixtures of the features, and the rule that each scenario says what it is about and where it was proved."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from contracts.budget import ImageBudget
from contracts.interactions import INTERACTIONS
from contracts.participants import System
from contracts.requirements import REQUIREMENTS
from features.foreign import ForeignN8n, ForeignOdoo
from features.live import Live
from features.live_odoo import LiveOdoo
from features.live_storage import LiveStorage
from features.mix import Mix
from features.times import Times
from features.world import World
from simulator.settings import SettingsError
from simulator.topology import LOOPBACK, Topology, read_ports, read_real
from simulator.verification.collecting import JOURNAL, scenario_of

PROOFS = ("stub_only", "proved_real")
SYSTEMS = [system.value for system in System]

pytest_plugins = [
    f"features.steps.{name}"
    for name in (
        "given",
        "portal",
        "trouble",
        "faults",
        "signed",
        "outcomes",
        "answers",
        "painting",
        "shelving",
        "looking",
    )
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
            help="Play each scenario with this real system, and on the stubs.",
        )
    group.addoption(
        "--as-it-is", metavar="SYSTEM", action="append", default=[], help="Change nothing in this real system."
    )
    group.addoption("--ports", metavar="SYSTEM=PORT", action="append", default=[], help="Fix the port of a stub.")
    group.addoption("--public", metavar="SYSTEM=URL", action="append", default=[], help="Where we are reached.")
    group.addoption("--max-images", type=int, help="Ask a real AI service for no more images.")
    group.addoption("--bind", default=LOOPBACK, help="The address that stubs bind to.")
    group.addoption("--only-real", action="store_true", help="With --real: leave the stubs out.")
    group.addoption("--times", metavar="DIR", type=Path, help="With --real: write each scenario's times there.")


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags that scenarios may bear; any other fails collection."""
    if config.getoption("--real"):
        config.pluginmanager.register(Times(config.getoption("--times"), sorted(each.value for each in _real(config))))
    for name in [*INTERACTIONS, *REQUIREMENTS, *SYSTEMS]:
        config.addinivalue_line("markers", f"{name}: what a scenario is about")
    config.addinivalue_line("markers", "served: needs sockets, so it is not simulated")
    config.addinivalue_line("markers", "reads: leaves nothing behind, so it is played with --observe")
    config.addinivalue_line("markers", "required: what a verification must have been able to check")
    config.addinivalue_line("markers", "stub_only: not proved against a real system yet")
    config.addinivalue_line("markers", "proved_real: proved against a real system, as the ledger says")


def _real(config: pytest.Config) -> dict[System, str]:
    """Give the addresses of the real systems."""
    try:
        return read_real(config.getoption("--real"))
    except SettingsError as error:
        raise pytest.UsageError(str(error)) from None


def _rest(config: pytest.Config) -> Topology:
    """Give what else is known of the topology."""
    real = {each: url for each, url in _real(config).items() if each is System.AI}
    ports, public = read_ports(config.getoption("--ports")), read_real(config.getoption("--public"))
    return Topology(real, ports, config.getoption("--bind"), public=public)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a scenario that does not say its interaction, requirement, system and proof."""
    for item in items:
        if scenario_of(item) is None:
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
        if not real and "served" in {mark.name for mark in metafunc.definition.iter_markers()}:
            modes = ["served"]  # other people's clients know no virtual time
        metafunc.parametrize("mode", modes[metafunc.config.getoption("--only-real") :], indirect=True)


@pytest.fixture(autouse=True)
def mode(request: pytest.FixtureRequest) -> str:
    """How the scenario is played: `served`, `simulated`, or `real` (served, with a real n8n)."""
    how = str(request.param)
    request.node.user_properties.append(("mode", how))
    return how


@pytest.fixture(scope="session")
def live(pytestconfig: pytest.Config) -> Iterator[Live | ForeignN8n | None]:
    """The real n8n of the session, if there is one; what was made on it is removed at the end."""
    yield from _closing(_system(pytestconfig, System.N8N, Live, ForeignN8n))


@pytest.fixture(scope="session")
def live_odoo(pytestconfig: pytest.Config) -> Iterator[LiveOdoo | ForeignOdoo | None]:
    """The real Odoo of the session, if there is one; it is left as it was."""
    yield from _closing(_system(pytestconfig, System.ODOO, LiveOdoo, ForeignOdoo))


@pytest.fixture(scope="session")
def live_storage(pytestconfig: pytest.Config) -> LiveStorage | None:
    """The real storage of the session, if there is one; what a scenario puts there is removed at its end."""
    address = _real(pytestconfig).get(System.STORAGE)
    return LiveStorage(address) if address else None


def _system(config: pytest.Config, system: System, ours: Any, foreign: Any) -> Any:
    """Give a real system, ours to set up or to be used as it is; None when it is a stub."""
    address = _real(config).get(system)
    kind = foreign if system.value in config.getoption("--as-it-is") else ours
    return kind(address) if address else None


def _closing(made: Any) -> Iterator[Any]:
    yield made
    if made:
        made.close()


@pytest.fixture(scope="session")
def budget(pytestconfig: pytest.Config) -> ImageBudget:
    """The images that a real AI service may be asked for in this session."""
    return ImageBudget(pytestconfig.getoption("--max-images"))


@pytest.fixture
def mix(  # noqa: PLR0917 - pytest hands each fixture over
    pytestconfig: pytest.Config,
    mode: str,
    live: Live | ForeignN8n | None,
    live_odoo: LiveOdoo | ForeignOdoo | None,
    live_storage: LiveStorage | None,
    budget: ImageBudget,
) -> Mix:
    """Which systems of the scenario are real."""
    return Mix(live, live_odoo, live_storage, _rest(pytestconfig), budget) if mode == "real" else Mix()


@pytest.fixture
def world(request: pytest.FixtureRequest, mode: str, mix: Mix) -> Iterator[World]:
    """Give each scenario a world of its own, and leave its journal to those who report."""
    made = World(simulated=mode == "simulated", mix=mix)
    try:
        yield made
    finally:
        request.node.stash[JOURNAL] = made.journal()
        made.close()
