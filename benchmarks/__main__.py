"""`make bench`: measures, prints the tables, and with `--write` makes `docs/benchmarks.md` of them."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import click

from benchmarks import endpoints, flows, machine, memory, run, services, workflow
from benchmarks.figures import Table
from benchmarks.processes import PROC

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PARTS: dict[str, Callable[[int, float], list[Table]]] = {
    "run": lambda _rounds, _seconds: run.measure(),
    "peers": endpoints.measure,
    "flows": flows.measure,
    "workflow": workflow.measure,
    "services": services.measure,
    "memory": lambda _rounds, _seconds: memory.measure(),
}
HEAD = """# Benchmarks

Written by `make bench WRITE=1`, which installs the peers, starts each server anew in every round (A B C, A B C, …),
and ends it again. Compare ratios and CPU time: rates depend on the machine. Targets are printed whether they were
reached or MISSED.
"""


@click.command()
@click.option("--only", default=",".join(PARTS), help="Parts, separated by commas.", show_default=True)
@click.option("--rounds", default=3, type=click.IntRange(1, 9), show_default=True)
@click.option("--seconds", default=2.0, type=click.FloatRange(1, 30), show_default=True, help="Of load, each time.")
@click.option("--write", is_flag=True, help=f"Write docs/{PAGE.name} as well.")
def main(only: str, rounds: int, seconds: float, *, write: bool) -> None:
    """Measure our stubs beside other tools, whole flows, and a journal's memory."""
    parts = [each.strip() for each in only.split(",")]
    if unknown := set(parts) - set(PARTS):
        raise click.UsageError(f"{', '.join(sorted(unknown))} is no part: use {', '.join(PARTS)}.")
    if not PROC.is_dir():
        raise click.UsageError("CPU time and memory are read from Linux's /proc: run this on Linux.")
    # Ended from outside, it still ends the servers that it started.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    tables = [str(table) for part in parts for table in PARTS[part](rounds, seconds)]
    page = "\n".join([HEAD, *(f"- {line}" for line in machine.describe()), "", *tables])
    click.echo(page)
    if write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
