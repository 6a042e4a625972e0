"""Whole flows as fast as they go: small pictures, several users at once, every law held against the journal at the end.

Run as `python -m benchmarks.flows served|simulated SECONDS`, which prints one JSON line: what one process can do.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from benchmarks.call import TROUBLE, CouldNotCheck
from benchmarks.figures import NOTHING, TARGET_COLUMNS, Figure, Table, Target
from simulator.flow import run_flow
from simulator.limits import Limits
from simulator.loops import run_async
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.verdicts import check_all

AT_ONCE = 8
WARM_SECONDS = 1.0
MOST = 100_000
FIELDS = {"prompt": "A red fox in the snow at dawn", "size": "64x64"}
SERVED = Target("whole flows a second over sockets, two processes on two cores", 150, "flows/s", at_most=False)
SIMULATED = Target("whole flows a second simulated, one core", 400, "flows/s", at_most=False)


@dataclass(frozen=True, slots=True)
class Flows:
    """What one process did.

    Attributes:
        began: and `ended`, by the machine's monotonic clock, which its processes share.
        laws: seconds that the laws took, within that time.
        broken: names of laws that did not hold, and how flows ended that were not completed.
    """

    count: int
    began: float
    ended: float
    laws: float
    broken: list[str]


async def measured(seconds: float, *, simulated: bool) -> Flows:
    """Run flows for so many seconds of wall time and hold the laws."""
    settings = replace(Settings.from_environment(), ai_model="gpt-image-2")
    async with Sandbox(settings=settings, limits=Limits(quota=MOST), seed=1, simulated=simulated) as sandbox:
        await _users(sandbox, WARM_SECONDS)
        began = time.monotonic()
        endings = await _users(sandbox, seconds)
        flows_ended = time.monotonic()
        broken = [check.name for check in check_all(sandbox.evidence()) if check.verdict != "passed"]
        ended = time.monotonic()
    broken += [f"a flow that ended as {each}" for each in set(endings) - {"completed"}]
    return Flows(len(endings), began, ended, ended - flows_ended, broken)


async def _users(sandbox: Sandbox, seconds: float) -> list[str]:
    """Give how each flow ended."""
    until = time.monotonic() + seconds
    endings: list[str] = []

    async def user() -> None:
        while time.monotonic() < until:
            endings.append((await run_flow(sandbox, FIELDS)).status)

    await asyncio.gather(*(user() for _ in range(AT_ONCE)))
    return endings


def measure(rounds: int, seconds: float) -> list[Table]:
    """Give flows a second: in one process, in two, and simulated."""
    kinds = (("served", 1), ("served", 2), ("simulated", 1))
    seen: dict[tuple[str, int], list[list[Flows]]] = {kind: [] for kind in kinds}
    table = Table(f"Whole flows, 64x64, {AT_ONCE} at once in each process, laws held in the time", TARGET_COLUMNS)
    try:
        for _ in range(rounds):
            for kind in kinds:
                seen[kind].append(_together(*kind, seconds))
    except TROUBLE as error:
        table.notes.append(f"could not check: whole flows ({error})")
        return [table]
    one = _rates(seen["served", 1])
    table.rows = [
        SERVED.held(_rates(seen["served", 2])),
        ("whole flows a second over sockets, one process", NOTHING, f"{one} flows/s", NOTHING),
        SIMULATED.held(_rates(seen["simulated", 1])),
    ]
    table.notes = _laws([flows for groups in seen.values() for group in groups for flows in group])
    return [table]


def _together(mode: str, processes: int, seconds: float) -> list[Flows]:
    command = [sys.executable, "-m", "benchmarks.flows", mode, str(seconds)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    try:
        return [_finished(each, seconds) for each in running]
    finally:
        for each in running:
            each.kill()
            each.wait()


def _finished(process: subprocess.Popen[str], seconds: float) -> Flows:
    try:
        printed, said = process.communicate(timeout=60 + 10 * seconds)
    except subprocess.TimeoutExpired:
        raise CouldNotCheck("a process did not end in time") from None
    if process.returncode != 0:
        raise CouldNotCheck(f"a process ended with: {said.strip()[-200:]}")
    return Flows(**json.loads(printed))


def _rates(groups: Sequence[list[Flows]]) -> Figure:
    """Give flows a second of each round, over the time in which any of its processes worked."""
    return Figure(
        [
            sum(each.count for each in group) / (max(e.ended for e in group) - min(e.began for e in group))
            for group in groups
        ]
    )


def _laws(flows: list[Flows]) -> list[str]:
    broken = sorted({name for each in flows for name in each.broken})
    share = sum(each.laws for each in flows) / sum(each.ended - each.began for each in flows)
    held = f"did NOT hold: {', '.join(broken)}" if broken else "every law held, and every flow completed"
    return [f"{sum(each.count for each in flows)} flows: {held}; the laws took {share:.0%} of the time."]


if __name__ == "__main__":
    simulated = sys.argv[1] == "simulated"
    print(json.dumps(asdict(run_async(measured(float(sys.argv[2]), simulated=simulated), simulated=simulated))))
