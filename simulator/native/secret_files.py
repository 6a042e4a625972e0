"""Secrets of native systems: made once in a data folder, readable by their owner alone."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.settings import SettingsError


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as writing:
        writing.write(text)
    part.rename(file)


def kept_secrets(file: Path, make: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    """Give the secrets of a data folder, made when it has none; raises `SettingsError` when they can't be read."""
    if not file.exists():
        write_secret(file, json.dumps(make()))
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise unreadable(file, error) from None


def unreadable(file: Path, why: object) -> SettingsError:
    """Give the error for a file of secrets that was damaged."""
    return SettingsError(f"{file} can't be read ({why}): name another folder with --data.")


def read_secret(file: Path) -> str | None:
    """Give the one secret that a file keeps, or None."""
    return file.read_text(encoding="utf-8").strip() if file.exists() else None
