"""Each system that can run natively, brought up and taken down alike; told as a user needs it."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts.participants import System
from simulator.native import n8n, storage
from simulator.native.n8n.release import N8N
from simulator.native.odoo import running as odoo
from simulator.native.odoo.release import ODOO
from simulator.native.places import data_folder
from simulator.native.steps import Say
from simulator.native.storage.release import SEAWEEDFS
from simulator.settings import Settings, variable

NAMES = {System.ODOO: "Odoo", System.N8N: "n8n", System.STORAGE: "SeaweedFS"}


@dataclass(frozen=True, slots=True)
class Native:
    """One that runs.

    Attributes:
        system: which one of the flow it is.
        name: product and version.
        address: its base address.
        log: what it prints.
        opens: the settings that it is used with, by name; a secret as the file that holds it.
        hints: further sentences for people.
    """

    system: System
    name: str
    address: str
    log: Path
    opens: Mapping[str, str | Path]
    hints: tuple[str, ...] = ()

    def exports(self) -> list[str]:
        """Give what a shell is to export so that a run can use it; no secret stands in it."""
        return [f"{variable(name)}={_shell(value)}" for name, value in self.opens.items()]

    def settings(self) -> dict[str, str]:
        """Give the settings that open it, secrets read."""
        return {
            name: value.read_text(encoding="utf-8") if isinstance(value, Path) else value
            for name, value in self.opens.items()
        }


def bring(system: System, data: Path | None, port: int, say: Say, progress: Say, *, expressions: str = "vm") -> Native:
    """Bring one up.

    Args:
        system: one of `NAMES`.
        data: the folder that its own lies in; the user's data folder when None.
        port: where it listens, on loopback; a free one when it is 0.
        say: told each step once.
        progress: told how far a long step has come.
        expressions: what evaluates n8n's.

    Raises:
        NotToBeHad: it can't be installed here and today.
        NativeFailure: it does not start.
        SettingsError: port or folder can't be used.
    """
    folder = data_folder(system, data)
    if system is System.N8N:
        return _n8n(n8n.up(n8n.Wanted(folder, port, expressions), say, progress))
    if system is System.STORAGE:
        wanted = storage.Wanted(folder, port, Settings.from_environment().storage_bucket)
        return _storage(storage.up(wanted, say, progress))
    return _odoo(odoo.up(odoo.Wanted(folder, port), say, progress))


def end(system: System, data: Path | None, say: Say) -> str | None:
    """End one, and give where it was; None when none runs. Its data stays."""
    downs: dict[System, Callable[[Path, Say], str | None]] = {
        System.ODOO: odoo.down,
        System.N8N: n8n.down,
        System.STORAGE: storage.down,
    }
    return downs[system](data_folder(system, data), say)


def _shell(value: str | Path) -> str:
    return f'"$(cat {shlex.quote(str(value))})"' if isinstance(value, Path) else shlex.quote(value)


def _n8n(up: n8n.Up) -> Native:
    return Native(System.N8N, f"n8n {N8N}", up.address, up.log, {"n8n_api_key": up.key_file})


def _odoo(up: odoo.Up) -> Native:
    opens: dict[str, str | Path] = {"odoo_db": up.database, "odoo_api_key": up.key_file}
    hint = f"sign in as admin with the password in {up.password_file}"
    return Native(System.ODOO, f"Odoo {ODOO}", up.address, up.log, opens, (hint,))


def _storage(up: storage.Up) -> Native:
    opens: dict[str, str | Path] = {
        "storage_bucket": up.bucket,
        "storage_access_key": up.access_key,
        "storage_secret_key": up.key_file,
    }
    return Native(System.STORAGE, f"SeaweedFS {SEAWEEDFS}", up.address, up.log, opens)
