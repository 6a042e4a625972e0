"""The secrets of a native n8n, made once in its data folder and readable by their owner alone."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from simulator.entropy import RunEntropy
from simulator.settings import SettingsError

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
        if not file.exists():
            entropy = RunEntropy()
            # n8n wants an upper-case letter and a digit in a password.
            fresh = {"encryption_key": entropy.token(32), "password": f"A1{entropy.token(24)}"}
            write_secret(file, json.dumps(fresh))
        try:
            return cls(**json.loads(file.read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError) as error:
            raise SettingsError(f"{file} can't be read ({error}): name another folder with --data.") from None


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as writing:
        writing.write(text)
    part.rename(file)


def read_api_key(data: Path) -> str | None:
    """Give the API key that a data folder keeps, or None."""
    file = data / API_KEY
    return file.read_text(encoding="ascii").strip() if file.exists() else None
