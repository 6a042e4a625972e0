"""A load client in a process of its own: `wrk` where it is installed, else our own over raw sockets."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.call import Call, CouldNotCheck

WRK = shutil.which("wrk")
CLIENT = "wrk" if WRK else "raw sockets in Python (install wrk: this client is the bottleneck of fast servers)"
REPORT = """
function done(summary, latency, requests)
  io.write(string.format('\\n{"answered": %d, "wrong": %d, "seconds": %.6f, "p50_ms": %.4f, "p99_ms": %.4f}\\n',
    summary.requests, summary.errors.status + summary.errors.read + summary.errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What a load client saw.

    Attributes:
        answered: requests that were answered.
        wrong: those whose answer was an error, or broken off.
    """

    answered: int
    wrong: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def rate(self) -> float:
        """Give requests a second."""
        return self.answered / self.seconds


def send_load(call: Call, port: int, connections: int, seconds: float) -> Load:
    """Repeat a call over keep-alive connections; raises `CouldNotCheck` when an answer was not the right one."""
    with tempfile.TemporaryDirectory() as folder:
        command = _wrk if WRK else _own
        arguments = command(call, port, connections, seconds, Path(folder))
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=seconds + 30, check=False)
    if done.returncode != 0 or not done.stdout.strip():
        raise CouldNotCheck(f"the load client failed: {(done.stdout + done.stderr)[-200:]}")
    load = Load(**json.loads(done.stdout.strip().splitlines()[-1]))
    if load.wrong or not load.answered:
        raise CouldNotCheck(f"{load.wrong} of {load.answered} answers were wrong")
    return load


def _wrk(call: Call, port: int, connections: int, seconds: float, folder: Path) -> list[str]:
    script = folder / "call.lua"
    script.write_text(_lua(call) + REPORT)
    return [
        *(str(WRK), "--threads", "1", "--connections", str(connections), "--duration", f"{max(1, round(seconds))}s"),
        *("--timeout", "10s", "--script", str(script), f"http://127.0.0.1:{port}{call.path}"),
    ]


def _lua(call: Call) -> str:
    """Give a call as wrk's script; JSON strings of printable ASCII are Lua strings."""
    lines = [f"wrk.method = {json.dumps(call.method)}"]
    lines += [f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in call.headers.items()]
    if call.body:
        lines.append(f"wrk.body = {json.dumps(call.body.decode('ascii'))}")
    return "\n".join(lines)


def _own(call: Call, port: int, connections: int, seconds: float, folder: Path) -> list[str]:
    told = asdict(call) | {"body": call.body.decode("ascii"), "port": port}
    file = folder / "call.json"
    file.write_text(json.dumps(told | {"connections": connections, "seconds": seconds}))
    return [sys.executable, "-m", "benchmarks.client", str(file)]
