"""How long each scenario took on the stub and on the real system, and what could not be checked there."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

_MODE = re.compile(r"\[(served|real)-?")


@dataclass
class Row:
    """One scenario, on both.

    Attributes:
        scenario: its test, with its example.
        stub: seconds on the stubs.
        real: seconds with the real system; None when it was not played there.
        verdict: on the real system: `passed`, `failed` or `could not check`.
        reason: why it could not be checked.
    """

    scenario: str
    stub: float | None = None
    real: float | None = None
    verdict: str = ""
    reason: str = ""


class Times:
    """A pytest plugin that collects the rows, over all workers, and shows them at the end."""

    def __init__(self, folder: Path | None, real: list[str]) -> None:
        """Collect; the folder is where they are written, if they are, and then the systems that are real."""
        self._folder, self._real = folder, " and ".join(real)
        self._rows: dict[str, Row] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a scenario's report down."""
        mode = dict(report.user_properties).get("mode")
        if mode not in {"served", "real"} or (report.when != "call" and not report.failed):
            return
        name = _MODE.sub("[", report.nodeid, count=1).removesuffix("[]").removeprefix("features/")
        row = self._rows.setdefault(name, Row(name))
        if mode == "served":
            row.stub = round(report.duration, 3)
            return
        row.verdict = "could not check" if report.skipped else report.outcome
        row.reason = _reason(report.longrepr) if report.skipped else ""
        row.real = None if report.skipped else round(report.duration, 3)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Count, and write the table when a folder was named."""
        rows = sorted(self._rows.values(), key=lambda row: row.scenario)
        counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in ("passed", "failed")}
        counts["could not check"] = sum(row.verdict == "could not check" for row in rows)
        terminalreporter.section(f"with the real {self._real}")
        terminalreporter.line(", ".join(f"{count} scenarios {verdict}" for verdict, count in counts.items()))
        for reason in sorted({row.reason for row in rows if row.reason}):
            terminalreporter.line(f"  {sum(row.reason == reason for row in rows)} x could not check: {reason}")
        if self._folder and rows:
            self._folder.mkdir(parents=True, exist_ok=True)
            document = {"counts": counts, "scenarios": [asdict(row) for row in rows]}
            (self._folder / "scenarios.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
            (self._folder / "scenarios.md").write_text(table(rows), encoding="utf-8")
            terminalreporter.line(f"  each scenario's time on both: {self._folder / 'scenarios.md'}")


def _reason(longrepr: Any) -> str:
    """Give the text of a skip, without what it begins with."""
    text = str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ").removeprefix("could not check: ")


def table(rows: list[Row]) -> str:
    """Give the rows as Markdown."""
    lines = ["| scenario | stub, s | real, s | with what is real |", "|---|---|---|---|"]
    for row in rows:
        stub, real = ("" if each is None else f"{each:.2f}" for each in (row.stub, row.real))
        verdict = f"{row.verdict}: {row.reason}" if row.reason else row.verdict
        lines.append(f"| {row.scenario.replace('|', chr(92) + '|')} | {stub} | {real} | {verdict} |")
    return "\n".join(lines) + "\n"
