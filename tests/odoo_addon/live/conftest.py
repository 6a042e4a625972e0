"""A real Odoo with the addon, connected to a sandbox whose other systems are stubs."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.participants import System
from features.live_odoo import LiveOdoo
from simulator.limits import Limits
from simulator.portal import PortalClient
from simulator.settings import Settings
from simulator.stage import Stage
from simulator.topology import Topology, read_real

MODEL = "gpt-image-2"
"""Paints small pictures too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless the features have added it in this session."""
    with contextlib.suppress(ValueError):
        parser.addoption("--real", metavar="odoo=URL", action="append", default=[], help="This real Odoo.")


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
        settings = replace(Settings.from_environment(), ai_model=MODEL)
        topology = Topology(real={System.ODOO: live.address})
        stage = Stage(settings=settings, limits=replace(Limits(), **limits), topology=topology, provision=False)
        stages.append(stage)
        live.connect(stage.sandbox)
        return stage

    yield make
    for stage in stages:
        stage.close()


@pytest.fixture
def signed_in(live: LiveOdoo) -> Callable[[Stage], PortalClient]:
    """Sign a user of the test's own in."""

    def make(stage: Stage) -> PortalClient:
        user = live.user("demo")
        portal = stage.sandbox.portal()
        stage.run(portal.sign_in(user["login"], user["password"]))
        return portal

    return make


@pytest.fixture
def data() -> Path:
    """Give the data folder of an Odoo that may be killed."""
    return Path(os.environ["IMAGEFLOW_ODOO_DATA"])
