"""A real Odoo under the scenarios: connected to each scenario's sandbox, with users of the session's own.

What its users asked for is forgotten at the end of a scenario, with their quota: the next one finds them as new.
"""

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.composition import make_odoo, make_workbench
from simulator.entropy import RunEntropy
from simulator.native.odoo import running
from simulator.native.process import Running
from simulator.sandbox import Sandbox
from simulator.settings import Settings

KINDS = {"portal": "portal"}
"""Users of another kind than internal."""


@dataclass
class LiveOdoo:
    """One real Odoo for a session of scenarios.

    Attributes:
        address: the Odoo's.
        data: the folder of one that `imageflow up odoo` brought up, which may be killed and started again
            (`IMAGEFLOW_ODOO_DATA`); None for another's.
    """

    address: str
    data: Path | None = field(default=None, init=False)
    _users: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask nothing yet; the credentials are the environment's."""
        self.data = _folder_of(self.address)
        settings = Settings.from_environment()
        self._odoo = make_odoo(self.address, settings)
        self._bench: Any = make_workbench(self.address, settings)
        self._tag = RunEntropy().token(6)

    def connect(self, sandbox: Sandbox) -> None:
        """Connect it to a scenario's sandbox; raises `CouldNotCheck`."""
        asyncio.run(self._odoo.provision(sandbox.surroundings(), self._tag))

    def user(self, name: str) -> dict[str, str]:
        """Give a user of this session: `login`, `password`, and `key` for `admin`."""
        if name not in self._users:
            self._users[name] = self._bench.user(name, KINDS.get(name, "internal"), keyed=name == "admin")
        return self._users[name]

    def age(self, seconds: float) -> None:
        """Let time have gone by in it."""
        self._bench.age(seconds)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        assert self.data
        running.kill(self.data)

    def start(self) -> None:
        """Start it again, where it was."""
        assert self.data
        running.restart(self.data, lambda _: None, lambda _: None)

    def quiet(self) -> None:
        """Have nothing more done there for a scenario that is over."""
        self._bench.forget()

    def close(self) -> None:
        """Remove what was made, and put back what was changed."""
        self._bench.close()
        asyncio.run(self._odoo.withdraw())


def _folder_of(address: str) -> Path | None:
    """Give the folder that is named, where it is this Odoo's."""
    named = os.environ.get("IMAGEFLOW_ODOO_DATA")
    last = Running.last(Path(named, running.PROCESS)) if named else None
    return Path(named) if named and last and last.address == address else None
