"""The report's folder: every file of it is whole or not there."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from contracts.evidence import Evidence
from simulator.reports.journal_lines import to_lines
from simulator.reports.junit import to_junit
from simulator.reports.mermaid import to_mermaid
from simulator.reports.page import to_html
from simulator.reports.pictures import NamedImage
from simulator.reports.place import ReportFolderError
from simulator.reports.result import RunResult


def write_report(folder: Path, evidence: Evidence, result: RunResult, images: Iterable[Path | NamedImage] = ()) -> None:
    """Write `journal.jsonl`, `result.json`, `flow.mmd`, `junit.xml` and, last, `index.html`.

    Args:
        folder: where to; it is made when it is missing, and what stands there under these names is replaced.
        evidence: the run's journal.
        result: what the run came to.
        images: what the page shows; the caller writes the image files themselves.

    Raises:
        ReportFolderError: the folder can't be made or written.
    """
    texts = {
        "journal.jsonl": to_lines(evidence.entries),
        "result.json": json.dumps(result.as_json(), ensure_ascii=False, indent=2) + "\n",
        "flow.mmd": to_mermaid(evidence, result),
    }
    # A lone surrogate is no UTF-8; written as a backslash escape it is JSON's own spelling of it.
    files = {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}
    files["junit.xml"] = to_junit(evidence, result)
    files["index.html"] = to_html(evidence, result, images).encode("utf-8", "backslashreplace")
    write_files(folder, files)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made when it is missing; raises `ReportFolderError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            _write(folder / name, data)
    except OSError as error:
        why = error.strerror or "unknown error"
        raise ReportFolderError(
            f"The report could not be written to {folder} ({why}): name a folder that can be written, with --report."
        ) from None


def _write(path: Path, data: bytes) -> None:
    """Write beside the file, then take its place in one step."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
