"""Live progress of a verification, and what it came to."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from contracts.participants import System
from simulator.cli.progress import MARKS
from simulator.verification.finding import Finding, Verification

SHOWN = 12


class Verifying:
    """A bar that fills with the scenarios; what fails is told at once."""

    def __init__(self) -> None:
        """Show it on the standard error output, wherever the other outputs go meanwhile."""
        self._console = Console(file=sys.stderr)  # kept: what is redirected later is not meant for it
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        self._progress = Progress(*columns, console=self._console, transient=True, redirect_stdout=False)
        self._task = self._progress.add_task("looking", total=None)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def versions(self, versions: dict[System, str]) -> None:
        """Say what the endpoints are."""
        for system, version in versions.items():
            self._console.print(f"[dim]{system.value}: real, {escape(version)}[/]")

    def found(self, finding: Finding, total: int) -> None:
        """Count a finding."""
        self._progress.update(self._task, total=total, advance=1, description=escape(finding.scenario[:70]))
        if finding.verdict == "failed":
            self._console.print(
                f"{MARKS['failed']} {escape(finding.clause)}: {escape(finding.scenario)}", soft_wrap=True
            )

    @staticmethod
    def summary(found: Verification, report: Path) -> None:
        """Say what it came to, and where the report is."""
        console = Console()
        colour = {"passed": "green", "failed": "red", "could not check": "yellow"}[found.verdict]
        counts = ", ".join(f"{found.count(each)} {each}" for each in ("passed", "failed", "could not check"))
        console.print(f"\n[bold {colour}]{found.verdict}[/]  {counts} in {found.seconds:.0f} s")
        failed = [each for each in found.findings if each.verdict == "failed"]
        for each in failed[:SHOWN]:
            console.print(
                f"  {MARKS['failed']} [bold]{escape(each.clause)}[/]: {escape(each.scenario)}",
                highlight=False,
                soft_wrap=True,
            )
            console.print(f"      {escape(each.reason[:240])}", highlight=False, soft_wrap=True)
            if each.advice:
                console.print(f"      → {escape(each.advice)}", highlight=False, soft_wrap=True)
        if len(failed) > SHOWN:
            console.print(f"  … and {len(failed) - SHOWN} more")
        unchecked: dict[str, int] = {}
        for each in found.findings:
            if each.verdict == "could not check":
                unchecked[each.reason] = unchecked.get(each.reason, 0) + 1
        for reason, count in sorted(unchecked.items(), key=lambda item: -item[1])[:SHOWN]:
            console.print(
                f"  {MARKS['could not check']} {count} could not be checked: {escape(reason)}",
                highlight=False,
                soft_wrap=True,
            )
        console.print(f"  report: {report / 'index.html'}", highlight=False, soft_wrap=True)
