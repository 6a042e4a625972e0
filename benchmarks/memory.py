"""What a journal of 100,000 exchanges weighs, filled through a real tap by what crossed a real hop.

Run as `python -m benchmarks.memory`, which prints one JSON line.
"""

import json
import subprocess
import sys
import uuid
from dataclasses import dataclass, replace

from benchmarks.call import ASKED, GENERATION, TROUBLE
from benchmarks.figures import TARGET_COLUMNS, Figure, Table, Target
from benchmarks.processes import own_resident_mb
from contracts import correlation
from contracts.participants import Hop, System
from contracts.wire import HttpAnswer, HttpRequest
from simulator.journal.journal import Journal
from simulator.loops import run_async
from simulator.sandbox import Sandbox

EXCHANGES = 100_000
SECONDS = 240
TARGET = Target(f"journal of {EXCHANGES:,} exchanges (I05 and I06, each with its own id)", 200, "MB")


@dataclass(frozen=True, slots=True)
class Same:
    """A transport that gives one answer, as fast as can be."""

    answer: HttpAnswer

    async def send(self, request: HttpRequest) -> HttpAnswer:  # noqa: ARG002 - whatever is asked
        """Give it."""
        return self.answer


async def measured() -> dict[str, float]:
    """Fill a journal that keeps everything; give the megabytes it took, and how many entries that were."""
    async with Sandbox(seed=1) as sandbox:
        answer = Same(await sandbox.transport.send(_request(sandbox, 0)))
        # An exchange and its answer are an entry each: the run's own journal would drop the older half.
        journal = Journal(sandbox.clock, sandbox.journal.redactor, 2 * EXCHANGES)
        tap = replace(sandbox.taps[Hop.N8N_AI], journal=journal)
        before = own_resident_mb()
        for number in range(1, EXCHANGES + 1):
            await tap.exchange(_request(sandbox, number), answer)
        return {"mb": own_resident_mb() - before, "entries": len(journal.entries())}


def _request(sandbox: Sandbox, number: int) -> HttpRequest:
    body = json.dumps(ASKED | {"prompt": f"A red fox in the snow at dawn, number {number}"}).encode()
    headers = (*GENERATION.headers.items(), *correlation.headers_of(str(uuid.UUID(int=number))))
    return HttpRequest(GENERATION.method, sandbox.addresses[System.AI] + GENERATION.path, headers, body)


def measure() -> list[Table]:
    """Give the weight of a full journal."""
    table = Table("Memory of a journal: growth of a process's RSS", TARGET_COLUMNS)
    try:
        command = [sys.executable, "-m", "benchmarks.memory"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    except TROUBLE as error:
        table.notes.append(f"could not check: the journal's memory ({error})")
        return [table]
    found = json.loads(done.stdout)
    table.rows = [TARGET.held(Figure([found["mb"]]))]
    each = found["mb"] * 1e6 / EXCHANGES
    table.notes = [f"{found['entries']:,} entries; {each:,.0f} bytes an exchange, its answer and its prompt included."]
    return [table]


if __name__ == "__main__":
    print(json.dumps(run_async(measured())))
