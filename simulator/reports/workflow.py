"""The workflow drawn as it lies on n8n's canvas, with the ways that a run went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from simulator.reports.result import RunResult
from simulator.reports.ways import Document, Way, is_error, labels_of, nodes_of, ways_of

SCALE = 0.75
"""Of n8n's canvas: its nodes stand 220 apart."""
WIDE, HIGH, LINE = 134, 46, 14
MARGIN = 60
LETTERS = 19
"""Of a name on one line."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its corner, its name in lines with their heights, and how often it ran."""

    x: float
    y: float
    name: str
    lines: tuple[tuple[float, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Wire:
    """A connection, or an output that leads nowhere: its path, and whether items went along it."""

    path: str
    walked: bool
    is_error: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture, with its size, and the ways that it shows."""

    name: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    ways: tuple[Way, ...]

    @property
    def walked(self) -> int:
        """Count the ways that were gone."""
        return sum(way.count > 0 for way in self.ways)


def drawing_of(result: RunResult) -> Drawing | None:
    """Draw the run's workflow; None where it is not known what n8n did with it."""
    document = result.workflow
    if document is None or all(each.workflow != document["name"] for each in result.executions):
        return None
    ways = ways_of(document, result.executions)
    corners = _corners(document)
    counts = {way.node: way.count for way in ways if way.output is None}
    boxes = tuple(Box(*corners[name], name, _lines(name, corners[name]), count) for name, count in counts.items())
    width = max(box.x for box in boxes) + WIDE + MARGIN
    height = max(box.y for box in boxes) + HIGH + MARGIN
    return Drawing(
        document["name"], round(width), round(height), boxes, tuple(_wires(document, corners, ways)), tuple(ways)
    )


def _corners(document: Document) -> dict[str, tuple[float, float]]:
    places = {node["name"]: node["position"] for node in nodes_of(document)}
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    return {
        name: (round((x - left) * SCALE + MARGIN, 1), round((y - top) * SCALE + MARGIN, 1))
        for name, (x, y) in places.items()
    }


def _lines(name: str, corner: tuple[float, float]) -> tuple[tuple[float, str], ...]:
    lines = wrap(name, LETTERS)[:2]
    first = corner[1] + HIGH / 2 - LINE * (len(lines) - 1) / 2
    return tuple((round(first + LINE * place, 1), line) for place, line in enumerate(lines))


def _wires(document: Document, corners: Mapping[str, tuple[float, float]], ways: Sequence[Way]) -> Iterator[Wire]:
    counts = {(way.node, way.output): way.count for way in ways}
    for node in nodes_of(document):
        labels = labels_of(node, document)
        links = (document["connections"].get(node["name"]) or {}).get("main") or []
        x, y = corners[node["name"]]
        for output in range(len(labels)):
            count = counts.get((node["name"], output), counts[node["name"], None])
            start = (x + WIDE, round(y + HIGH * (output + 1) / (len(labels) + 1), 1))
            failed = is_error(node, output, labels)
            targets = [link["node"] for link in (links[output] if output < len(links) else None) or []]
            for target in targets:
                yield Wire(_path(start, corners[target]), count > 0 and counts[target, None] > 0, failed)
            if not targets and len(labels) > 1:
                yield Wire(f"M{start[0]} {start[1]}h14", count > 0, failed)


def _path(start: tuple[float, float], corner: tuple[float, float]) -> str:
    """Lead from an output to an input; back to the left it swings out below."""
    (x, y), (to_x, to_y) = start, (corner[0], round(corner[1] + HIGH / 2, 1))
    if to_x > x:
        bend = round(max(18, (to_x - x) / 2), 1)
        return f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"
    low = max(y, to_y) + HIGH
    return f"M{x} {y}C{x + 50} {low} {to_x - 50} {low} {to_x} {to_y}"
