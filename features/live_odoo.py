"""A real Odoo under the scenarios: connected to each scenario's sandbox, with users of the scenario's own."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from simulator.composition import make_odoo, make_workbench
from simulator.entropy import RunEntropy
from simulator.sandbox import Sandbox
from simulator.settings import Settings

KINDS = {"portal": "portal"}
"""Users of another kind than internal."""


@dataclass
class LiveOdoo:
    """One real Odoo for a session of scenarios.

    Attributes:
        address: the Odoo's.
    """

    address: str
    _users: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask nothing yet; the credentials are the environment's."""
        settings = Settings.from_environment()
        self._odoo = make_odoo(self.address, settings)
        self._bench: Any = make_workbench(self.address, settings)
        self._tag = RunEntropy().token(6)

    def connect(self, sandbox: Sandbox) -> None:
        """Connect it to a scenario's sandbox, whose users are yet to be made; raises `CouldNotCheck`."""
        self._users.clear()
        asyncio.run(self._odoo.provision(sandbox.surroundings(), self._tag))

    def user(self, name: str) -> dict[str, str]:
        """Give a user of this scenario: `login`, `password`, and `key` for `admin`."""
        if name not in self._users:
            self._users[name] = self._bench.user(name, KINDS.get(name, "internal"), keyed=name == "admin")
        return self._users[name]

    def age(self, seconds: float) -> None:
        """Let time have gone by in it."""
        self._bench.age(seconds)

    def quiet(self) -> None:
        """Have nothing more done there for a scenario that is over."""
        self._bench.forget()

    def close(self) -> None:
        """Remove what was made, and put back what was changed."""
        self._bench.close()
        asyncio.run(self._odoo.withdraw())
