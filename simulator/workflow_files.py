"""Workflow files that a user names: their bytes, or one sentence that says why they can't be had."""

from pathlib import Path

from simulator.settings import SettingsError

LARGEST = 16 * 1024 * 1024


def read_file(file: Path) -> bytes:
    """Give a workflow file's content; raises `SettingsError`."""
    try:
        with file.open("rb") as reading:
            content = reading.read(LARGEST + 1)
    except OSError as error:
        raise SettingsError(f"--workflow {file}: it can't be read ({error.strerror}); name another file.") from None
    if len(content) > LARGEST:
        raise SettingsError(f"--workflow {file}: it is larger than {LARGEST // 2**20} MiB; take its pinned data out.")
    return content
