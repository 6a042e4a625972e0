"""An Odoo that is connected for good keeps what it is told, over later runs too."""

from pathlib import Path

from real_adapters.ledger import Ledger
from real_adapters.odoo.provisioning import FORMER, PREFIX, Provisioning, settle, values_of
from tests.adapters.odoo.played import Played
from tests.adapters.odoo.test_provisioning import SURROUNDINGS

SETTLED = {PREFIX + name: value for name, value in values_of(SURROUNDINGS).items()}


def settled(parameters: dict[str, str]) -> Played:
    """Connect a played Odoo for good."""
    odoo = Played(parameters)
    settle(odoo, SURROUNDINGS)  # type: ignore[arg-type] - plays the RPC
    return odoo


def test_it_is_told_everything_and_nothing_is_noted() -> None:
    """What others keep there stays as it is."""
    assert settled({"web.base.url": "http://x"}).parameters == SETTLED | {"web.base.url": "http://x"}


def test_what_a_run_left_behind_is_forgotten() -> None:
    """Else the next run would put back what was there before both."""
    odoo = settled({FORMER + "quota": "7", FORMER + "webhook_url": "http://old"})
    assert odoo.parameters == SETTLED


def test_a_later_run_puts_it_back(tmp_path: Path) -> None:
    """The standing connection is what that run finds and leaves."""
    odoo = settled({})
    run = Provisioning(odoo, Ledger(tmp_path / "odoo.json", odoo.address))  # type: ignore[arg-type] - plays the RPC
    run.connect(SURROUNDINGS)
    run.withdraw()
    assert odoo.parameters == SETTLED
