"""What a native Odoo is told: loopback only, one database, data in a folder of its own."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from simulator.entropy import RunEntropy
from simulator.native.keys import write_secret
from simulator.settings import SettingsError

FILE, SECRETS = "odoo.conf", "secrets.json"
PASSED_ON = ("LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
PASSWORD, API_KEY = "password", "api-key"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens one Odoo.

    Attributes:
        master: of Odoo's database manager, which is off.
        password: the administrator's.
    """

    master: str
    password: str

    @classmethod
    def of(cls, data: Path) -> "Secrets":
        """Give a data folder's secrets, made when it has none; raises `SettingsError` when they can't be read."""
        file = data / SECRETS
        if not file.exists():
            entropy = RunEntropy()
            write_secret(file, json.dumps({"master": entropy.token(32), "password": entropy.token(24)}))
            write_secret(data / PASSWORD, cls.of(data).password)
        try:
            return cls(**json.loads(file.read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError) as error:
            raise SettingsError(f"{file} can't be read ({error}): name another folder with --data.") from None


def configure(data: Path, *, port: int, database: str, socket: str, addons: list[Path]) -> Path:
    """Write Odoo's configuration file and give its path.

    Args:
        data: Odoo's folder.
        port: where it listens, on loopback.
        database: the only one that it serves.
        socket: the folder of PostgreSQL's socket.
        addons: the folders of its addons.
    """
    told = {
        "http_interface": "127.0.0.1",
        "http_port": port,
        "db_name": database,
        "dbfilter": f"^{database}$",
        "db_host": socket,
        "db_user": "odoo",
        "list_db": False,
        "admin_passwd": Secrets.of(data).master,
        "data_dir": data / "files",
        "addons_path": ",".join(map(str, addons)),
        "max_cron_threads": 2,
        "workers": 0,
        "without_demo": True,
        "log_level": "warn",
    }
    lines = ["[options]", *(f"{name} = {value}" for name, value in told.items())]
    file = data / FILE
    file.unlink(missing_ok=True)
    write_secret(file, "\n".join(lines) + "\n")
    return file


def environment(packages: Path, data: Path) -> dict[str, str]:
    """Give the whole environment of an Odoo; of the caller's own only language, temporary folder and certificates."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | {
        "PATH": os.defpath,
        "HOME": str(data),
        "PYTHONPATH": str(packages),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
        "TZ": "UTC",
    }
