"""The secrets of a native Odoo, made once in its data folder and readable by their owner alone."""

from dataclasses import dataclass
from pathlib import Path

from simulator.entropy import RunEntropy
from simulator.native.secret_files import kept_secrets, unreadable, write_secret

SECRETS, PASSWORD, API_KEY = "secrets.json", "password", "api-key"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens one Odoo.

    Attributes:
        password: the administrator's, who signs in as `admin`; the folder's file `password` holds it too.
        master: what Odoo's database manager asks for.
        database: the database role's.
    """

    password: str
    master: str
    database: str

    @classmethod
    def of(cls, data: Path) -> "Keys":
        """Give a data folder's secrets, made when it has none; raises `SettingsError` when they can't be read."""
        file = data / SECRETS
        try:
            keys = cls(**kept_secrets(file, _fresh))
        except TypeError as error:
            raise unreadable(file, error) from None
        if not (data / PASSWORD).exists():
            write_secret(data / PASSWORD, keys.password)
        return keys


def _fresh() -> dict[str, str]:
    entropy = RunEntropy()
    return {name: entropy.token(24) for name in Keys.__dataclass_fields__}
