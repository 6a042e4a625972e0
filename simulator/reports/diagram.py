"""Where each row of the sequence diagram is drawn: lifelines, arrows and labels, in per cent of the width.

Every row is a drawing of its own, so that rows can be folded away without any script, and the page may be as wide
as it likes: only x depends on the width, and only by per cent.
"""

from dataclasses import dataclass
from typing import Literal

from contracts.evidence import Evidence
from simulator.reports.lanes import Lane, lanes_of
from simulator.reports.result import RunResult
from simulator.reports.sequence import Step, steps

Anchor = Literal["start", "middle", "end"]
_LONGEST: dict[Anchor, int] = {"start": 48, "middle": 66, "end": 48}


@dataclass(frozen=True, slots=True)
class Row:
    """One arrow or state, ready to draw.

    Attributes:
        step: what it shows.
        start: per cent from the left where the arrow starts.
        tip: where it ends; equal to `start` for what a participant does to itself.
        label_at: where the label is anchored.
        anchor: which end of the label stands there.
        label: at most one line of text.
        clock: milliseconds since the run's start, for people.
        elapsed: how long the exchange took, for people; empty when it took none.
    """

    step: Step
    start: float
    tip: float
    label_at: float
    anchor: Anchor
    label: str
    clock: str
    elapsed: str

    @property
    def middle(self) -> float:
        """Give the middle of the arrow."""
        return round((self.start + self.tip) / 2, 3)


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole drawing; `support` counts the rows of supporting traffic."""

    lanes: list[Lane]
    at: list[float]
    rows: list[Row]

    @property
    def support(self) -> int:
        """Count the rows that can be folded away."""
        return sum(row.step.support for row in self.rows)


def diagram_of(evidence: Evidence, result: RunResult) -> Diagram:
    """Compute the drawing of a run."""
    lanes = lanes_of(evidence)
    at = [round((lane.index + 0.5) / len(lanes) * 100, 3) for lane in lanes]
    place = {lane.participant: at[lane.index] for lane in lanes}
    return Diagram(lanes, at, [_row(step, place) for step in steps(evidence, result)])


def _row(step: Step, place: dict[str, float]) -> Row:
    start, tip = place[step.sender], place[step.receiver]
    label_at, anchor = _label_place(start, tip)
    elapsed = milliseconds(step.entry.duration_ms) if step.way == "answer" and step.entry.duration_ms else ""
    return Row(
        step,
        start,
        tip,
        label_at,
        anchor,
        shorten(step.label, _LONGEST[anchor]),
        f"+{milliseconds(step.at_ms)}",
        elapsed,
    )


def _label_place(start: float, tip: float) -> tuple[float, Anchor]:
    """A label is wider than the gap between two lifelines, so near an edge it grows inwards."""
    left, right = min(start, tip), max(start, tip)
    if right - left > 40:
        return round((left + right) / 2, 3), "middle"
    return (left, "start") if left < 45 else (right, "end")


def shorten(text: str, longest: int) -> str:
    """Cut a text to one line."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…"


def milliseconds(value: float) -> str:
    """Write a duration as people read it: `0.4 ms`, `12 ms`, `1.84 s`, `2 min 5 s`."""
    if value < 1000:
        return f"{value:.1f} ms" if 0 < value < 10 else f"{value:.0f} ms"
    if value < 60_000:
        return f"{value / 1000:.2f} s"
    minutes, rest = divmod(round(value / 1000), 60)
    return f"{minutes} min {rest} s"
