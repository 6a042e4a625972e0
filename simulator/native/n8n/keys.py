"""The secrets of a native n8n, made once in its data folder and readable by their owner alone."""

from dataclasses import dataclass
from pathlib import Path

from simulator.entropy import RunEntropy
from simulator.native.secret_files import kept_secrets, unreadable

OWNER = "owner@imageflow.invalid"
SECRETS, API_KEY = "secrets.json", "api-key"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens one n8n.

    Attributes:
        encryption_key: what n8n keeps its credentials under.
        password: the owner's, who signs in as `OWNER`.
    """

    encryption_key: str
    password: str

    @classmethod
    def of(cls, data: Path) -> "Keys":
        """Give a data folder's secrets, made when it has none; raises `SettingsError` when they can't be read."""
        file = data / SECRETS
        try:
            return cls(**kept_secrets(file, _fresh))
        except TypeError as error:
            raise unreadable(file, error) from None


def _fresh() -> dict[str, str]:
    entropy = RunEntropy()
    # n8n wants an upper-case letter and a digit in a password.
    return {"encryption_key": entropy.token(32), "password": f"A1{entropy.token(24)}"}
