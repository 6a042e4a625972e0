"""Where credentials come from: the environment, a file that only its owner reads, or the system's keyring.

Never the command line, which every user of the machine can read.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from simulator.settings import SETTING_NAMES, SettingsError, variable

SERVICE = "imageflow"
"""What the keyring knows them under: `keyring set imageflow IMAGEFLOW_AI_API_KEY`."""
SECRET_NAMES = (
    "odoo_password",
    "odoo_api_key",
    "n8n_api_key",
    "ai_api_key",
    "storage_access_key",
    "storage_secret_key",
    "webhook_secret",
)


def read_credentials(
    file: Path | None, *, keyring: bool = False, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Give the `IMAGEFLOW_…` variables of a verification; the environment's own go before a file's, and that before.

    Args:
        file: lines of `NAME=value`, which nobody but its owner may read.
        keyring: whether the system's keyring is asked for what is not there yet.
        environment: of the process.

    Raises:
        SettingsError: the file can't be read, others may read it, or it holds something else; there is no keyring.
    """
    found = _read(file) if file else {}
    found |= {name: value for name, value in environment.items() if name.startswith("IMAGEFLOW_") and value}
    if keyring:
        missing = [name for name in map(variable, SECRET_NAMES) if name not in found]
        found |= _from_keyring(missing)
    return found


def _read(file: Path) -> dict[str, str]:
    try:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise SettingsError(f"--credentials {file} can be read by others: run `chmod 600 {file}`.")
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise SettingsError(f"--credentials {file} can't be read ({why}): name a file of NAME=value lines.") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        told = line.strip().removeprefix("export ")
        if not told or told.startswith("#"):
            continue
        name, equals, value = told.partition("=")
        if not equals or name not in {variable(each) for each in SETTING_NAMES} | {"IMAGEFLOW_ODOO_OTHER_API_KEY"}:
            raise SettingsError(f"--credentials {file}, line {number}: write IMAGEFLOW_…=value, as in the README.")
        found[name] = value.strip().strip("'\"")
    return found


def _from_keyring(names: list[str]) -> dict[str, str]:
    import keyring  # noqa: PLC0415 - of use here alone
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        asked = {name: keyring.get_password(SERVICE, name) for name in names}
    except KeyringError as error:
        raise SettingsError(f"--keyring: {type(error).__name__}, no keyring answers here: use --credentials.") from None
    return {name: value for name, value in asked.items() if value}
