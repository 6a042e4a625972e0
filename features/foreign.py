"""Systems under the scenarios that are used as they are: somebody else's, in which nothing is changed.

What a scenario needs and such a system does not let us have could not be checked, and says so.
"""

import os
from dataclasses import dataclass, field
from typing import NoReturn

import pytest

from contracts.messages.submission import Quota
from contracts.participants import System
from contracts.ports.n8n import Execution
from simulator.limits import Limits
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.topology import Topology

OTHER_KEY = "IMAGEFLOW_ODOO_OTHER_API_KEY"
OWN_USERS = ("demo", "admin")
"""Whom the user of the API key plays."""


def could_not_check(why: str) -> NoReturn:
    """Leave a scenario that can't be played in this mix: it is neither passed nor failed."""
    pytest.skip(f"could not check: {why}")


@dataclass
class ForeignN8n:
    """An n8n whose workflow was repointed to us by its owner.

    Attributes:
        address: its base address.
    """

    address: str

    @property
    def topology(self) -> Topology:
        """Give the mix."""
        return Topology(real={System.N8N: self.address}, as_it_is=frozenset({System.N8N}))

    def settings(self, settings: Settings, limits: Limits) -> Settings:
        """Give the settings as they are: the workflow's bounds are its own."""
        own = Limits()
        if (limits.ai_timeout, limits.callback_cap, limits.ids_kept) != (
            own.ai_timeout,
            own.callback_cap,
            own.ids_kept,
        ):
            could_not_check("the scenario sets bounds in the workflow, and this n8n is used as it is")
        return settings

    def executions(self) -> list[Execution]:
        """Give nothing: what runs inside is not seen."""
        could_not_check("what runs inside an n8n that is used as it is can't be seen")

    def quiet(self) -> None:
        """Leave it as it is."""

    def close(self) -> None:
        """Leave it as it is."""


@dataclass
class ForeignOdoo:
    """An Odoo that was repointed to us by its owner; its user is the one whose API key was named.

    Attributes:
        address: its base address.
        data: none, for it is not killed.
    """

    address: str
    data: None = field(default=None, init=False)

    def connect(self, sandbox: Sandbox) -> None:
        """Check that the scenario does not set what only its owner can."""
        own = Limits()
        for name in ("quota", "deadline_seconds", "storing_seconds", "callback_cap", "image_bytes"):
            if getattr(sandbox.limits, name) != getattr(own, name):
                could_not_check(f"the scenario sets {name.replace('_', ' ')} in Odoo, and this one is used as it is")

    def user(self, name: str) -> dict[str, str]:
        """Give the API key that a user of the scenarios goes by."""
        if name in OWN_USERS:
            return {"key": Settings.from_environment().odoo_api_key}
        other = os.environ.get(OTHER_KEY)
        if not other:
            could_not_check(f"it takes a second user: set {OTHER_KEY} to the API key of one")
        return {"key": other}

    def age(self, seconds: float) -> None:
        """Refuse: its time is its own."""
        could_not_check("the clock of an Odoo that is used as it is can't be moved on")

    def quiet(self) -> None:
        """Leave it as it is."""

    def close(self) -> None:
        """Leave it as it is."""


def since(before: Quota, now: Quota) -> Quota:
    """Give what has changed of a quota that others use too."""
    return now.model_copy(update={"used": now.used - before.used, "reserved": now.reserved - before.reserved})
