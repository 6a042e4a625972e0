"""A database of its own beside a native Odoo's, for what Odoo itself does with the addon: its tests, its terms."""

import json
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.native.loopback import free_port
from simulator.native.odoo import addon
from simulator.native.odoo.configuration import FILE, Program
from simulator.native.odoo.install import install

NAME = "imageflow_beside"
TESTING = ("freezegun",)
"""What Odoo's own tests import without naming it."""
MINUTES = 10
_TOLD = "TOLD="


@dataclass(frozen=True)
class Ended:
    """A command of Odoo's that has run: its exit code, and what it printed."""

    code: int
    output: str


@dataclass(frozen=True)
class Beside:
    """The database, which is there as long as `database` is open.

    Attributes:
        odoo: the native Odoo's program and data folder (`simulator/native/odoo/`), whose PostgreSQL runs.
    """

    odoo: Program

    def run(self, *words: str) -> Ended:
        """Run one of Odoo's commands on the database; the server itself when the first word is an option."""
        return self._run(self.odoo.command(*words, f"--database={NAME}"), self.odoo.environment())

    def tell(self, script: str) -> Any:
        """Run a script in Odoo's shell, where `env` is the superuser's; give what it has put into `told`."""
        told = f'{script}\nimport json\nenv.cr.commit()\nprint("{_TOLD}" + json.dumps(told))\n'
        command = self.odoo.command("shell", f"--database={NAME}", "--no-http")
        ended = self._run(command, self.odoo.environment(), told)
        (answer,) = [line for line in ended.output.splitlines() if line.startswith(_TOLD)] or [f"{_TOLD}null"]
        assert ended.code == 0, ended.output
        return json.loads(answer.removeprefix(_TOLD))

    def install(self, *options: str) -> Ended:
        """Make the database and install the addon in it, then stop."""
        port = f"--http-port={free_port(0, 'odoo')}"
        return self.run(
            "--init=imageflow", "--stop-after-init", f"--db-filter=^{NAME}$", "--log-level=info", port, *options
        )

    def drop(self) -> None:
        """Remove the database, which need not be there."""
        config = ConfigParser(interpolation=None)
        config.read(self.odoo.data / FILE)
        told = config["options"]
        command = [str(self.odoo.installed.postgres / "dropdb"), "--if-exists", "--force"]
        command += [f"--host={told['db_host']}", f"--port={told['db_port']}", f"--username={told['db_user']}", NAME]
        ended = self._run(command, {"PGPASSWORD": told["db_password"], "LC_ALL": "C.UTF-8"})
        assert ended.code == 0, ended.output

    def _run(self, command: list[str], environment: dict[str, str], typed: str = "") -> Ended:
        done = subprocess.run(
            command,
            input=typed,
            cwd=self.odoo.data,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=MINUTES * 60,
            check=False,
        )
        return Ended(done.returncode, done.stdout)


@contextmanager
def database(data: Path) -> Iterator[Beside]:
    """Give a database beside the native Odoo of a data folder, which runs; nothing is in it yet."""
    needs = (*addon.needs(data / addon.FOLDER / addon.MODULE), *TESTING)
    beside = Beside(Program(install(print, lambda _: None, needs), data))
    beside.drop()
    try:
        yield beside
    finally:
        beside.drop()
