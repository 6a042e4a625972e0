"""Where a report goes, checked before a flow is run for it."""

from pathlib import Path


class ReportFolderError(Exception):
    """The report could not be written; the text is one sentence that says where, why, and what to do."""


def make_folder(folder: Path) -> None:
    """Make the report's folder before anything runs: better to hear of it now than after the flow."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".imageflow-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ReportFolderError(
            f"The folder {folder} can't be written ({error.strerror}): name another one with --report."
        ) from None
