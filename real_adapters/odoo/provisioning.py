"""Connects the addon of a live Odoo by its parameters, and puts back what they were.

What a parameter was is kept in Odoo itself, beside it, for it may be a secret; the ledger's file only names it. A run
that finds such a note takes it for what was there before: an earlier one has not put it back.
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import NamedTuple

from contracts.ports.odoo import Surroundings
from real_adapters.ledger import Ledger
from real_adapters.odoo.api import Rpc

PREFIX, FORMER = "imageflow.", "imageflow.former."
PARAMETERS = "ir.config_parameter"
KIND = "parameter"
UNSET = "(not set)"
STORAGE = ("s3_endpoint", "s3_region", "s3_bucket", "s3_access_key", "s3_secret_key")


class Parameter(NamedTuple):
    """A parameter as Odoo holds it."""

    id: int
    value: str


class Provisioning:
    """What one run changes on one Odoo; blocking, so it is called from a thread."""

    def __init__(self, rpc: Rpc, ledger: Ledger) -> None:
        """Change nothing yet."""
        self._rpc, self._ledger = rpc, ledger
        self._values: dict[str, str] = {}

    def connect(self, surroundings: Surroundings) -> None:
        """Set all parameters; those that it has set to the same before stay. Raises `CouldNotCheck`."""
        wanted = values_of(surroundings)
        fresh = {name: value for name, value in wanted.items() if name not in self._values}
        if fresh:
            self._begin(fresh)
        for name, value in wanted.items():
            if self._values.get(name) != value:
                self._set(PREFIX + name, value)
                self._values[name] = value

    def _begin(self, fresh: dict[str, str]) -> None:
        """Note what the parameters were, and make those that were not there, all in one call."""
        there = self._there(fresh)
        for name in fresh:
            self._ledger.about_to(KIND, name)
        missing = {name: value for name, value in fresh.items() if PREFIX + name not in there}
        made = {FORMER + name: UNSET if name in missing else there[PREFIX + name].value for name in fresh}
        made = {key: value for key, value in made.items() if key not in there}
        made |= {PREFIX + name: value for name, value in missing.items()}
        if made:
            self._rpc.call(PARAMETERS, "create", vals_list=[{"key": key, "value": made[key]} for key in made])
        self._values |= missing

    def withdraw(self) -> None:
        """Put back what the parameters were; raises `CouldNotCheck`, and the ledger still names them all."""
        names = [made.name for made in self._ledger.made]
        there = self._there(names)
        formers = {name: there[FORMER + name] for name in names if FORMER + name in there}
        gone = [each.id for each in formers.values()]
        for name, former in formers.items():
            present = there.get(PREFIX + name)
            if former.value == UNSET:
                gone += [present.id] if present else []
            elif present is None or present.value != former.value:
                self._set(PREFIX + name, former.value)
        if gone:
            self._rpc.call(PARAMETERS, "unlink", gone)
        for made in list(self._ledger.made):
            self._ledger.gone(made)

    def _there(self, names: Iterable[str]) -> dict[str, Parameter]:
        return there(self._rpc, names)

    def _set(self, key: str, value: str) -> None:
        self._rpc.call(PARAMETERS, "set_param", key=key, value=value)


def there(rpc: Rpc, names: Iterable[str]) -> dict[str, Parameter]:
    """Give the parameters of these names that are there, and the notes of what they were."""
    keys = [prefix + name for name in names for prefix in (PREFIX, FORMER)]
    domain = [["key", "in", keys]]
    found = rpc.call(PARAMETERS, "search_read", domain=domain, fields=["key", "value"])
    return {each["key"]: Parameter(each["id"], each["value"] or "") for each in found}


def settle(rpc: Rpc, surroundings: Surroundings) -> None:
    """Set all parameters for good: what an earlier run has noted is forgotten. Raises `CouldNotCheck`."""
    wanted = values_of(surroundings)
    for name, value in wanted.items():
        rpc.call(PARAMETERS, "set_param", key=PREFIX + name, value=value)
    notes = [each.id for key, each in there(rpc, wanted).items() if key.startswith(FORMER)]
    if notes:
        rpc.call(PARAMETERS, "unlink", notes)


def values_of(surroundings: Surroundings) -> dict[str, str]:
    """Give the addon's parameters as they are written."""
    told = {each.name: getattr(surroundings, each.name) for each in fields(surroundings)}
    storage = dict(zip(STORAGE, told.pop("storage"), strict=True))
    told["webhook_secrets"] = " ".join(told["webhook_secrets"])
    told["allowed_hosts"] = " ".join(sorted(told["allowed_hosts"]))
    return {name: str(value) for name, value in (told | storage | {"storage_backend": "s3"}).items()}
