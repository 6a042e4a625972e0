"""What several rounds gave, and the tables that show it."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity, measured once a round."""

    values: Sequence[float]
    digits: int = 0

    @property
    def middle(self) -> float:
        """Give the median."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        """Show the median and the range."""
        if not self.values:
            return NOTHING
        if len(self.values) == 1:
            return f"{self.middle:,.{self.digits}f}"
        low, high = min(self.values), max(self.values)
        return f"{self.middle:,.{self.digits}f} ({low:,.{self.digits}f}–{high:,.{self.digits}f})"


@dataclass(slots=True)
class Table:
    """A table with a title, in Markdown that can be read on a terminal as well."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Give it with its columns aligned."""
        widths = [max(map(len, column)) for column in zip(self.columns, *self.rows, strict=True)]
        lines = [_line(self.columns, widths), _line(tuple("-" * width for width in widths), widths)]
        lines += [_line(row, widths) for row in self.rows]
        notes = [f"- {note}" for note in self.notes]
        return "\n".join([f"## {self.title}", "", *lines, *([""] if notes else []), *notes, ""])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised of one quantity."""

    what: str
    limit: float
    unit: str
    at_most: bool = True

    def held(self, reached: Figure) -> tuple[str, ...]:
        """Give a row: what, target, reached, and whether it was."""
        good = reached.middle <= self.limit if self.at_most else reached.middle >= self.limit
        sign = "≤" if self.at_most else "≥"
        verdict = "reached" if good else "MISSED"
        return (self.what, f"{sign} {self.limit:g} {self.unit}", f"{reached} {self.unit}", verdict)


TARGET_COLUMNS = ("what", "target", "reached", "verdict")
