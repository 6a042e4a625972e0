"""The database of a native Odoo: made with the addon in it, brought up to date, and opened for its administrator."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.keys import API_KEY, write_secret
from simulator.native.odoo.configuration import Secrets
from simulator.native.steps import Step

STATE, LOG = "database.json", "database.log"
MODULE = "imageflow"
SECONDS = 15 * 60
Say = Callable[[str], None]
# Runs in Odoo's own shell. An API key is made by code alone, never by a call from outside.
_OPEN = """
import json, os
told = json.loads(os.environ["IMAGEFLOW_TOLD"])
admin = env.ref("base.user_admin")
admin.password = told["password"]
parameters = env["ir.config_parameter"]
parameters.set_param("web.base.url", told["address"])
parameters.set_param("web.base.url.freeze", "True")
keys = env["res.users.apikeys"].with_user(admin)
print("KEY=" + keys._generate("rpc", "imageflow", None))
env.cr.commit()
"""


@dataclass(frozen=True, slots=True)
class Program:
    """How Odoo is run.

    Attributes:
        command: runs it.
        configuration: its file.
        environment: the whole of it.
        data: its folder.
    """

    command: Sequence[str]
    configuration: Path
    environment: Mapping[str, str]
    data: Path


def prepare(odoo: Program, addon: str, address: str, say: Say, tick: Callable[[], None]) -> None:
    """Have the database there, with the addon as it is now; nothing is done when it is so already.

    Args:
        odoo: makes and changes it.
        addon: tells one state of the addon from another.
        address: where Odoo will be.
        say: told each step once.
        tick: called about every second.

    Raises:
        NativeFailure: Odoo can't make or change its database.
    """
    kept = _read(odoo.data / STATE)
    if kept == {"addon": addon, "address": address}:
        return
    if kept.get("addon") != addon:
        say("Bringing the addon up to date ..." if kept else "Making the database (half a minute) ...")
        _install(odoo, "-u" if kept else "-i", tick)
    _open(odoo, address)
    (odoo.data / STATE).write_text(json.dumps({"addon": addon, "address": address}), encoding="utf-8")


def _read(file: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _install(odoo: Program, switch: str, tick: Callable[[], None]) -> None:
    how = [*odoo.command, "-c", str(odoo.configuration), switch, MODULE, "--stop-after-init", "--no-http"]
    try:
        Step("Preparing the database", how, odoo.data, odoo.environment, odoo.data / LOG).run(tick, SECONDS)
    except NotToBeHad as error:  # it is installed: this is no matter of a registry
        raise NativeFailure(str(error)) from None


def _open(odoo: Program, address: str) -> None:
    """Set the administrator's password and Odoo's own address, and make an API key."""
    told = json.dumps({"password": Secrets.of(odoo.data).password, "address": address})
    done = subprocess.run(  # noqa: S603 - our own command, no shell of the system's
        [*odoo.command, "shell", "-c", str(odoo.configuration), "--no-http", "--shell-interface", "python"],
        cwd=odoo.data,
        env={**odoo.environment, "IMAGEFLOW_TOLD": told},
        input=_OPEN,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    key = next((line.partition("KEY=")[2] for line in done.stdout.splitlines() if "KEY=" in line), "")
    if not key:
        with (odoo.data / LOG).open("a", encoding="utf-8") as log:
            log.write(done.stderr)
        raise NativeFailure(f"Odoo did not open its database for the administrator: see {odoo.data / LOG}.")
    write_secret(odoo.data / API_KEY, key)
