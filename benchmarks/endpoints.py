"""Side by side: our endpoints and the peers', one after the other, round after round."""

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks import inside
from benchmarks.call import TROUBLE
from benchmarks.comparison import Round, compare, held
from benchmarks.contender import Contender
from benchmarks.figures import Table
from benchmarks.load import send_load
from benchmarks.ours import ENDPOINTS, Served
from benchmarks.peers.aimock import Aimock
from benchmarks.peers.bare import Bare
from benchmarks.peers.mountebank import Mountebank
from benchmarks.peers.pact import Pact
from benchmarks.peers.prism import Prism
from benchmarks.peers.wiremock import Wiremock
from benchmarks.processes import Server, serving

CONNECTIONS = 16
INSIDE = "in a run"


def measure(rounds: int, seconds: float) -> list[Table]:
    """Give the comparison, and the targets of hot endpoints."""
    ours = [Served(each) for each in ENDPOINTS]
    contenders: list[Contender] = [*ours, Bare(), Pact(), Aimock(), Wiremock(), Mountebank(), Prism()]
    seen: dict[str, list[Round]] = defaultdict(list)
    failed: dict[str, str] = {}
    for number in range(1, rounds + 1):
        for contender in contenders:
            _try(contender, seconds, seen, failed, f"round {number} of {rounds}")
        _try_inside(seconds, seen, failed)
    our_names = [each.name for each in ours]
    contains = dict.fromkeys(our_names, Served.contains) | dict.fromkeys(inside.NAMES, inside.CONTAINS)
    contains |= {each.name: each.contains for each in contenders}
    return [compare(seen, contains, failed, our_names[0]), held(seen, [*our_names, *inside.NAMES])]


def _try(contender: Contender, seconds: float, seen: dict[str, list[Round]], failed: dict[str, str], when: str) -> None:
    """Measure a contender once, unless it has failed before."""
    if contender.name in failed:
        return
    print(f"{time.strftime('%H:%M:%S')} {when}: {contender.name}", file=sys.stderr, flush=True)
    try:
        found = one_round(contender, seconds)
        seen[contender.name].append(found)
    except TROUBLE as error:
        _give_up(contender.name, error, failed)


def _try_inside(seconds: float, seen: dict[str, list[Round]], failed: dict[str, str]) -> None:
    if INSIDE in failed:
        return
    try:
        for name, found in inside.one_round(seconds).items():
            seen[name].append(Round(start=None, **found))
    except TROUBLE as error:
        _give_up(INSIDE, error, failed)


def _give_up(name: str, error: Exception, failed: dict[str, str]) -> None:
    print(f"could not check: {name} ({error})", file=sys.stderr, flush=True)
    failed[name] = str(error)


def one_round(contender: Contender, seconds: float) -> Round:
    """Start it, warm it, load it, end it; raises `CouldNotCheck`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(contender.command(folder), folder / "log.txt") as server:
            start = server.until(contender.ready)
            return _loaded(contender, server, start, seconds)


def _loaded(contender: Contender, server: Server, start: float, seconds: float) -> Round:
    call = contender.call()
    send_load(call, server.port, CONNECTIONS, contender.warm_seconds)
    before = server.cpu_seconds()
    load = send_load(call, server.port, CONNECTIONS, seconds)
    cpu = server.cpu_seconds() - before
    resident = server.resident_mb()
    alone = send_load(call, server.port, 1, max(1, seconds / 3))
    return Round(start, cpu / load.answered * 1e6, load.rate, load.p50_ms, load.p99_ms, alone.p50_ms, resident)
