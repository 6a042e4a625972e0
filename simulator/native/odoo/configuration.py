"""What a native Odoo is told: loopback only, one database, data in a folder of its own."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from simulator.native.odoo.install import Installed
from simulator.native.odoo.keys import Keys
from simulator.native.odoo.postgres import ROLE
from simulator.native.secret_files import write_secret
from simulator.topology import LOOPBACK

FILE = "odoo.conf"
PASSED_ON = ("LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")


@dataclass(frozen=True, slots=True)
class Program:
    """An Odoo that can be run on the data of a folder.

    Attributes:
        installed: what is run.
        data: its folder, which holds its configuration.
    """

    installed: Installed
    data: Path

    def command(self, *words: str) -> list[str]:
        """Give a command: the server itself, or another of Odoo's commands when the first words name one."""
        verbs = list(takewhile(lambda word: not word.startswith("-"), words))
        return [self.installed.python, "-m", "odoo", *verbs, f"--config={self.data / FILE}", *words[len(verbs) :]]

    def environment(self) -> dict[str, str]:
        """Give the whole environment; of the caller's own only language, temporary folder and certificates."""
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return passed | {
            "PATH": f"{Path(self.installed.python).parent}{os.pathsep}{os.defpath}",
            "HOME": str(self.data),
            "PYTHONPATH": str(self.installed.library),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "ignore",
            "TZ": "UTC",
        }


def configure(data: Path, *, port: int, database: str, database_port: int, addons: Sequence[Path]) -> None:
    """Write Odoo's configuration file, for its owner's eyes.

    Args:
        data: Odoo's folder.
        port: where it listens, on loopback.
        database: the only one that it serves.
        database_port: where its PostgreSQL listens.
        addons: the folders of its addons.
    """
    keys = Keys.of(data)
    told = {
        "http_interface": LOOPBACK,
        "http_port": port,
        "db_name": database,
        "dbfilter": f"^{database}$",
        "db_host": LOOPBACK,
        "db_port": database_port,
        "db_user": ROLE,
        "db_password": keys.database,
        "list_db": False,
        "admin_passwd": keys.master,
        "data_dir": data / "files",
        "addons_path": ",".join(map(str, addons)),
        "max_cron_threads": 2,
        "workers": 0,
        "without_demo": True,
        "log_level": "warn",
    }
    lines = [f"{name} = {value}\n" for name, value in told.items()]
    write_secret(data / FILE, "".join(["[options]\n", *lines]))
