"""The comparison as tables: what each server took, beside what was promised of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.figures import NOTHING, TARGET_COLUMNS, Figure, Table, Target

HOT = Target("CPU of a hot endpoint, validation and journal on", 100, "µs")
COLUMNS = (
    "server",
    "server; validation; journal",
    "start to first 200, s",
    "CPU µs/request",
    "× ours",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "p50 ms, 1 connection",
    "RSS MB",
)


NOTES = (
    "`ai` and the peers answer the same `POST /v1/images/generations` with about 360 bytes of JSON.",
    "`n8n` and `odoo` answer a dispatch and a callback that they saw before, and a look at a finished request.",
    "`ours` is `imageflow serve`: a tap stands in front as a proxy, so each request is served twice over HTTP.",
    "`in a run` is what a neighbour in a sandbox meets: its client, the tap around it, and the stub over a socket.",
    "CPU and RSS of `in a run` are those of the one process that holds client, taps and all four stubs.",
)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round gave of one contender; what was not measured is None."""

    start: float | None
    cpu_us: float
    rate: float
    p50_ms: float
    p99_ms: float
    alone_ms: float
    resident_mb: float


def compare(
    seen: Mapping[str, Sequence[Round]], contains: Mapping[str, str], failed: Mapping[str, str], ours: str
) -> Table:
    """Give the comparison.

    Args:
        seen: rounds by the row's name.
        contains: what does the work in each row, in the rows' order.
        failed: why a row could not be measured; it shows no number at all.
        ours: name of the row that the others are held against.
    """
    table = Table("One endpoint: median (range) of the rounds", COLUMNS)
    base = _cpu(seen[ours]).middle if ours in seen else None
    rows = [(name, what) for name, what in contains.items() if name in seen and name not in failed]
    table.rows = [(name, what, *_cells(seen[name], base)) for name, what in rows]
    table.notes = [*(f"could not check: {name} ({why})" for name, why in failed.items()), *NOTES]
    return table


def held(seen: Mapping[str, Sequence[Round]], names: Sequence[str]) -> Table:
    """Give our endpoints beside what was promised of them."""
    table = Table("Targets of hot endpoints", TARGET_COLUMNS)
    table.rows = [replace(HOT, what=f"{HOT.what}: {name}").held(_cpu(seen[name])) for name in names if name in seen]
    return table


def _cpu(rounds: Sequence[Round]) -> Figure:
    return Figure([each.cpu_us for each in rounds])


def _cells(rounds: Sequence[Round], base: float | None) -> tuple[str, ...]:
    starts = [each.start for each in rounds if each.start is not None]
    return (
        str(Figure(starts, 2)),
        str(_cpu(rounds)),
        f"{_cpu(rounds).middle / base:.2f}" if base else NOTHING,
        str(Figure([each.rate for each in rounds])),
        str(Figure([each.p50_ms for each in rounds], 2)),
        str(Figure([each.p99_ms for each in rounds], 1)),
        str(Figure([each.alone_ms for each in rounds], 2)),
        str(Figure([each.resident_mb for each in rounds])),
    )
