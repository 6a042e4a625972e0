"""The database of a native Odoo: made with the addon in it, brought up to date, and opened for its administrator."""

import json
import subprocess
from pathlib import Path

from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.odoo.addon import MODULE
from simulator.native.odoo.configuration import Program
from simulator.native.odoo.keys import API_KEY, Keys
from simulator.native.secret_files import write_secret
from simulator.native.steps import Say, Step

STATE, LOG = "database.json", "database.log"
SECONDS = 15 * 60
# Runs in Odoo's own shell. An API key is made by code alone, never by a call from outside.
_OPEN = """
import json, os
told = json.loads(os.environ["IMAGEFLOW_TOLD"])
admin = env.ref("base.user_admin")
admin.password = told["password"]
parameters = env["ir.config_parameter"]
parameters.set_param("web.base.url", told["address"])
parameters.set_param("web.base.url.freeze", "True")
calls_home = env.ref("mail.ir_cron_module_update_notification", raise_if_not_found=False)
if calls_home:
    calls_home.active = False
if told["key_wanted"]:
    print("KEY=" + env["res.users.apikeys"].with_user(admin)._generate("rpc", "imageflow", None))
env.cr.commit()
print("OPEN")
"""


def prepare(odoo: Program, addon: str, address: str, say: Say, progress: Say) -> None:
    """Have the database there, with the addon as it is now; nothing is done when it is so already.

    Args:
        odoo: makes and changes it.
        addon: tells one state of the addon from another.
        address: where Odoo will be.
        say: told each step once.
        progress: told how far it has come.

    Raises:
        NativeFailure: Odoo can't make or change its database.
    """
    kept, wanted = _read(odoo.data / STATE), {"addon": addon, "address": address}
    if kept == wanted:
        return
    if kept.get("addon") != addon:
        say("Bringing the addon up to date ..." if kept else "Making the database (half a minute) ...")
        _install(odoo, "--update" if kept else "--init", progress)
    _open(odoo, address)
    (odoo.data / STATE).write_text(json.dumps(wanted), encoding="utf-8")


def is_prepared(data: Path, addon: str) -> bool:
    """Tell whether a data folder's database has the addon in this state."""
    return _read(data / STATE).get("addon") == addon


def _read(file: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _install(odoo: Program, switch: str, progress: Say) -> None:
    how = odoo.command(f"{switch}={MODULE}", "--stop-after-init", "--no-http")
    step = Step("Preparing the database", how, odoo.data, odoo.environment(), odoo.data / LOG)
    try:
        step.run(lambda: progress("Preparing the database"), SECONDS)
    except NotToBeHad as error:  # it is installed: this is no matter of a registry
        raise NativeFailure(str(error)) from None


def _open(odoo: Program, address: str) -> None:
    """Set the administrator's password and Odoo's own address, and make an API key when there is none yet."""
    file = odoo.data / API_KEY
    told = {"password": Keys.of(odoo.data).password, "address": address, "key_wanted": not file.exists()}
    done = subprocess.run(  # noqa: S603 - our own command, no shell of the system's
        odoo.command("shell", "--no-http", "--shell-interface=python"),
        cwd=odoo.data,
        env={**odoo.environment(), "IMAGEFLOW_TOLD": json.dumps(told)},
        input=_OPEN,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    said = done.stdout.splitlines()
    if "OPEN" not in said:
        with (odoo.data / LOG).open("a", encoding="utf-8") as log:
            log.write(done.stderr)
        raise NativeFailure(f"Odoo did not open its database for the administrator: see {odoo.data / LOG}.")
    for key in (line.removeprefix("KEY=") for line in said if line.startswith("KEY=")):
        write_secret(file, key)
