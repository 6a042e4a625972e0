"""Puts back on a live Odoo what another run has changed, and removes what it made, by that run's ledger."""

from pathlib import Path

from real_adapters.ledger import Ledger
from real_adapters.odoo.api import Rpc
from real_adapters.odoo.provisioning import KIND, Provisioning
from real_adapters.odoo.workbench import Workbench


def clean_odoo(address: str, database: str, login: str, api_key: str, ledger: Path) -> None:
    """Do it; blocks. Raises `CouldNotCheck` when Odoo does not let it; the ledger still names what is left."""
    rpc, found = Rpc(address, database, login, api_key), Ledger.read(ledger)
    if any(made.kind == KIND for made in found.made):
        Provisioning(rpc, found).withdraw()
        rpc.close()
    else:
        Workbench(rpc, found).take_over()
