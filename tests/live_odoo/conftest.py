"""A real Odoo with the addon, connected to a sandbox whose other systems are stubs: only where one is named."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.participants import System
from features.live_odoo import LiveOdoo
from features.mix import SMALL_MODEL
from simulator.limits import Limits
from simulator.portal import PortalClient
from simulator.settings import Settings
from simulator.stage import Stage
from simulator.topology import Topology, read_real


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless the features have added it in this session."""
    with contextlib.suppress(ValueError):
        parser.addoption("--real", metavar="odoo=URL", action="append", default=[], help="This real Odoo.")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Collect nothing here unless `--real odoo=URL` is given (`make test-real`)."""
    real = read_real(config.getoption("--real", []))
    return True if collection_path.suffix == ".py" and System.ODOO not in real else None


@pytest.fixture(scope="session")
def live(pytestconfig: pytest.Config) -> Iterator[LiveOdoo]:
    """Give the Odoo of the session."""
    odoo = LiveOdoo(read_real(pytestconfig.getoption("--real"))[System.ODOO])
    yield odoo
    odoo.close()


@pytest.fixture
def raised(live: LiveOdoo) -> Iterator[Callable[..., Stage]]:
    """Raise stages with limits, connected to the Odoo."""
    stages: list[Stage] = []

    def make(**limits: float) -> Stage:
        settings = replace(Settings.from_environment(), ai_model=SMALL_MODEL)
        topology = Topology(real={System.ODOO: live.address})
        stage = Stage(settings=settings, limits=replace(Limits(), **limits), topology=topology, provision=False)
        stages.append(stage)
        live.connect(stage.sandbox)
        return stage

    yield make
    for stage in stages:
        stage.close()
    live.quiet()


@pytest.fixture
def signed_in(live: LiveOdoo) -> Callable[[Stage], PortalClient]:
    """Sign a user of the test's own in."""

    def make(stage: Stage) -> PortalClient:
        user = live.user("demo")
        portal = stage.sandbox.portal()
        stage.run(portal.sign_in(user["login"], user["password"]))
        return portal

    return make
