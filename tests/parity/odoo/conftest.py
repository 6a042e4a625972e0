"""Which Odoo the recordings are held against: our own, as users serve it, or with `--real odoo=URL` a real one."""

import contextlib
from collections.abc import Iterator

import pytest

from contracts.participants import System
from contracts.ports.odoo import HEALTH
from simulator.topology import read_real
from tests.parity.odoo.record import from_environment
from tests.parity.odoo.talk import Odoo
from tests.parity.served import served


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless the features have added it in this session."""
    with contextlib.suppress(ValueError):
        help_text = "Hold the recordings against this real Odoo."
        parser.addoption("--real", metavar="odoo=URL", action="append", default=[], help=help_text)


@pytest.fixture(scope="session")
def odoo(pytestconfig: pytest.Config) -> Iterator[Odoo]:
    """Give the Odoo."""
    real = read_real(pytestconfig.getoption("--real", []))
    if System.ODOO in real:
        yield from_environment(real[System.ODOO])
        return
    with served("odoo", HEALTH) as url:
        yield Odoo(url, "imageflow", "admin", "admin", "imageflow-odoo-key")
