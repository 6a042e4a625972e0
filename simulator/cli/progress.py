"""Live progress of a run, interaction by interaction, and what it came to."""

from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from contracts.evidence import Entry
from contracts.interactions import INTERACTIONS
from contracts.participants import System
from simulator.reports.result import Check, RunResult

MARKS = {"passed": "[green]✓[/]", "failed": "[red]✗[/]", "could not check": "[yellow]?[/]"}


class Progress:
    """A table of the eleven interactions that fills as they happen; on a pipe it is printed once, at the end."""

    def __init__(self) -> None:
        """Show it on the standard error output."""
        self._console = Console(stderr=True)
        self._seen: dict[str, Entry] = {}
        self._live = Live(self._table(), console=self._console, refresh_per_second=12)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the last state on the screen; nothing, when an error came before anything happened."""
        self._live.transient = error is not None and not self._seen
        self._live.update(Text() if self._live.transient else self._table(ended=True))
        self._live.stop()
        if error is not None and self._seen and not self._console.is_terminal:
            self._console.line()  # on a pipe the table ends within a line

    def saw(self, entry: Entry) -> None:
        """Take note of an entry; a later try of the same interaction replaces the earlier one."""
        if entry.interaction in INTERACTIONS:
            self._seen[entry.interaction] = entry
            self._live.update(self._table())

    def versions(self, versions: dict[System, str]) -> None:
        """Say which real systems answered."""
        for system, version in versions.items():
            self._console.print(f"[dim]{system.value}: real, {escape(version)}[/]")

    def _table(self, *, ended: bool = False) -> Table:
        table = Table.grid(padding=(0, 2))
        for interaction in INTERACTIONS.values():
            entry = self._seen.get(interaction.id)
            if entry is None:
                waiting = "[dim]·[/]" if ended or self._seen.keys() != self._before(interaction.id) else Spinner("dots")
                table.add_row(waiting, f"[dim]{interaction.id}[/]", f"[dim]{interaction.title}[/]", "")
            else:
                table.add_row(_mark(entry), interaction.id, interaction.title, _note(entry))
        return table

    def _before(self, interaction: str) -> set[str]:
        return {each for each in INTERACTIONS if each < interaction}


def _mark(entry: Entry) -> str:
    return "[red]✗[/]" if entry.error else MARKS[entry.verdict]


def _note(entry: Entry) -> str:
    parts = []
    if entry.answer is not None:
        parts.append(str(entry.answer["status"]))
    if entry.duration_ms is not None:
        parts.append(f"{entry.duration_ms:.0f} ms")
    parts += [*entry.reasons[:1], *([entry.error] if entry.error else [])]
    return f"[dim]{escape('  '.join(parts))}[/]"


def summary(result: RunResult, report: Path) -> None:
    """Say what a run came to and where its report is."""
    console = Console()
    colour = {"passed": "green", "failed": "red", "could not check": "yellow"}[result.verdict]
    held = sum(check.verdict == "passed" for check in result.verdicts)
    console.print(
        f"\n[bold {colour}]{result.verdict}[/]  {escape(result.status)} in {result.durations['total']:.2f} s, "
        f"{held} of {len(result.verdicts)} checks held"
    )
    for check in result.verdicts:
        if check.verdict != "passed":
            console.print(_line(check))
    if result.mode == "simulated":
        console.print(f"  [dim]simulated; --simulated --seed {result.seed} shows the same again[/]", highlight=False)
    for image in result.images:
        console.print(f"  image   {escape(str(image))}", soft_wrap=True, highlight=False)
    console.print(f"  report  {escape(str(report / 'index.html'))}", soft_wrap=True, highlight=False)


def _line(check: Check) -> str:
    return f"  {MARKS[check.verdict]} {escape(check.name)}: {escape(check.reason)}"
