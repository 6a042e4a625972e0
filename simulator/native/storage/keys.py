"""The key pair of a native S3 server, made once in its data folder and readable by its owner alone."""

import json
from dataclasses import dataclass
from pathlib import Path

from simulator.entropy import RunEntropy
from simulator.native.secret_files import kept_secrets, unreadable, write_secret

SECRETS, IDENTITIES, SECRET_KEY = "secrets.json", "identities.json", "secret-key"
ACTIONS = ("Admin", "Read", "Write", "List", "Tagging")


@dataclass(frozen=True, slots=True)
class Keys:
    """What signs requests to one server.

    Attributes:
        access_key: names the pair.
        secret_key: signs; the folder's file `secret-key` holds it too.
    """

    access_key: str
    secret_key: str

    @classmethod
    def of(cls, data: Path) -> "Keys":
        """Give a data folder's keys, made when it has none; raises `SettingsError` when they can't be read."""
        file = data / SECRETS
        try:
            return cls(**kept_secrets(file, _fresh))
        except TypeError as error:
            raise unreadable(file, error) from None

    def write(self, data: Path) -> None:
        """Write the files that the server and its users read them from."""
        pair = {"accessKey": self.access_key, "secretKey": self.secret_key}
        known = {"name": "imageflow", "credentials": [pair], "actions": ACTIONS}
        write_secret(data / IDENTITIES, json.dumps({"identities": [known]}))
        write_secret(data / SECRET_KEY, self.secret_key)


def _fresh() -> dict[str, str]:
    return {"access_key": "imageflow", "secret_key": RunEntropy().token(30)}
