"""Connects the addon of a live Odoo by its parameters, and puts back what they were.

What a parameter was is kept in Odoo itself, beside it, for it may be a secret; the ledger's file only names it. A run
that finds such a note takes it for what was there before: an earlier one has not put it back.
"""

from dataclasses import fields

from contracts.ports.odoo import Surroundings
from real_adapters.ledger import Ledger
from real_adapters.odoo.api import Rpc

PREFIX, FORMER = "imageflow.", "imageflow.former."
PARAMETERS = "ir.config_parameter"
KIND = "parameter"
UNSET = "(not set)"
STORAGE = ("s3_endpoint", "s3_region", "s3_bucket", "s3_access_key", "s3_secret_key")


class Provisioning:
    """What one run changes on one Odoo; blocking, so it is called from a thread."""

    def __init__(self, rpc: Rpc, ledger: Ledger) -> None:
        """Change nothing yet."""
        self._rpc, self._ledger = rpc, ledger
        self._values: dict[str, str] = {}

    def connect(self, surroundings: Surroundings) -> None:
        """Set all parameters; those that it has set to the same before stay. Raises `CouldNotCheck`."""
        for name, value in values_of(surroundings).items():
            if self._values.get(name) == value:
                continue
            if name not in self._values:
                self._keep(name)
            self._set(PREFIX + name, value)
            self._values[name] = value

    def _keep(self, name: str) -> None:
        self._ledger.about_to(KIND, name)
        if self._get(FORMER + name) is None:
            self._set(FORMER + name, self._get(PREFIX + name) or UNSET)

    def withdraw(self) -> None:
        """Put back what the parameters were, the newest first; raises `CouldNotCheck`."""
        for made in reversed(list(self._ledger.made)):
            former = self._get(FORMER + made.name)
            if former is not None:
                self._set(PREFIX + made.name, "" if former == UNSET else former)
                self._set(FORMER + made.name, "")
            self._ledger.gone(made)

    def _get(self, key: str) -> str | None:
        found = self._rpc.call(PARAMETERS, "get_param", key=key)
        return found if isinstance(found, str) and found else None

    def _set(self, key: str, value: str) -> None:
        # Odoo removes a parameter that is set to nothing.
        self._rpc.call(PARAMETERS, "set_param", key=key, value=value)


def values_of(surroundings: Surroundings) -> dict[str, str]:
    """Give the addon's parameters as they are written."""
    told = {each.name: getattr(surroundings, each.name) for each in fields(surroundings)}
    storage = dict(zip(STORAGE, told.pop("storage"), strict=True))
    told["webhook_secrets"] = " ".join(told["webhook_secrets"])
    told["allowed_hosts"] = " ".join(sorted(told["allowed_hosts"]))
    return {name: str(value) for name, value in (told | storage | {"storage_backend": "s3"}).items()}
