"""Our endpoints as neighbours inside a run meet them: a tap around the client, and the stub behind a socket.

Run as `python -m benchmarks.inside SECONDS`, which prints one JSON line.
"""

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import replace
from urllib.parse import urlsplit

from benchmarks.call import MODEL, Call, CouldNotCheck
from benchmarks.ours import ENDPOINTS, SECRET, Endpoint
from benchmarks.processes import own_resident_mb
from contracts.participants import System
from contracts.wire import HttpRequest, Transport
from simulator.loops import run_async
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.taps.client import TappedTransport

CONTAINS = "tap around aiohttp, uvicorn, FastAPI; pydantic; last 100,000 entries"
NAMES = {f"in a run: {endpoint.name}": endpoint for endpoint in ENDPOINTS}
AT_ONCE = 16
WARM_SECONDS = 1.0


def one_round(seconds: float) -> dict[str, dict[str, float]]:
    """Measure every endpoint in a fresh process; give the fields of a round by the row's name."""
    command = [sys.executable, "-m", "benchmarks.inside", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60 + 20 * seconds, check=False)
    if done.returncode != 0:
        raise CouldNotCheck(f"the run ended with: {done.stderr.strip()[-200:]}")
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


async def measured(seconds: float) -> dict[str, dict[str, float]]:
    """Load each endpoint of one sandbox in turn."""
    settings = replace(Settings.from_environment(), ai_model=MODEL, webhook_secret=SECRET)
    async with Sandbox(settings=settings) as sandbox:
        return {name: await _loaded(sandbox, endpoint, seconds) for name, endpoint in NAMES.items()}


async def _loaded(sandbox: Sandbox, endpoint: Endpoint, seconds: float) -> dict[str, float]:
    # Preparing asks Odoo over blocking sockets, which this very loop has to answer.
    call = await asyncio.to_thread(endpoint.asked, int(urlsplit(sandbox.addresses[System.ODOO]).port or 0))
    transport = TappedTransport(sandbox.taps[endpoint.hop], sandbox.transport)
    url = sandbox.addresses[endpoint.system] + call.path
    request = HttpRequest(call.method, url, tuple(call.headers.items()), call.body)
    await _repeat(transport, request, call, AT_ONCE, WARM_SECONDS)
    cpu, began = time.process_time(), time.perf_counter()
    took = await _repeat(transport, request, call, AT_ONCE, seconds)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - began
    alone = await _repeat(transport, request, call, 1, max(1, seconds / 3))
    return {
        "cpu_us": cpu / len(took) * 1e6,
        "rate": len(took) / wall,
        "p50_ms": took[len(took) // 2],
        "p99_ms": took[len(took) * 99 // 100],
        "alone_ms": alone[len(alone) // 2],
        "resident_mb": own_resident_mb(),
    }


async def _repeat(transport: Transport, request: HttpRequest, call: Call, at_once: int, seconds: float) -> list[float]:
    """Give milliseconds of each exchange, sorted."""
    until = time.perf_counter() + seconds
    took: list[float] = []

    async def one() -> None:
        while (began := time.perf_counter()) < until:
            answer = await transport.send(request)
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != call.status:
                raise CouldNotCheck(f"{call.path} answered {answer.status}")

    await asyncio.gather(*(one() for _ in range(at_once)))
    return sorted(took)


if __name__ == "__main__":
    print(json.dumps(run_async(measured(float(sys.argv[1])))))
