"""What an Odoo says of itself: its version, and whether it has the flow's addon.

Tried: 19.0. The addon is written for 19, and 18 is unproved.
"""

import re

from contracts.ports.system import CouldNotCheck
from real_adapters.odoo.api import Rpc

ADDON = "imageflow"
OLDEST = 18
_NUMBER = re.compile(r"(\d+)\.")


def check_version(version: str | None, address: str) -> None:
    """Refuse an Odoo that is too old; one that tells no version is taken at its word by its routes.

    Raises:
        CouldNotCheck: it is older than 18.
    """
    found = _NUMBER.search(version or "")
    if found and int(found[1]) < OLDEST:
        raise CouldNotCheck(f"{address} is Odoo {version}, and the flow's addon needs Odoo {OLDEST} or later: use one.")


def check_addon(rpc: Rpc) -> None:
    """Make sure that the addon is installed.

    Raises:
        CouldNotCheck: it is not, or Odoo refuses to tell.
    """
    wanted = [["name", "=", ADDON], ["state", "=", "installed"]]
    if not rpc.call("ir.module.module", "search_count", domain=wanted):
        raise CouldNotCheck(
            f"{rpc.address} has not got the addon {ADDON} in database {rpc.database}: install it "
            "(`imageflow up odoo` brings an Odoo up that has it)."
        )
