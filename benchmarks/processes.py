"""Server processes: started, watched through Linux's `/proc`, and ended by their own process group."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from benchmarks.call import Call, CouldNotCheck

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6
SECONDS_TO_START = 60
SECONDS_TO_END = 5


@dataclass(frozen=True, slots=True)
class Command:
    """How a server is started.

    Attributes:
        port: where it is going to listen.
        environment: what is added to this process's own.
    """

    arguments: Sequence[str]
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)


class Server:
    """A running server: a process and all that it started, in a session of their own."""

    def __init__(self, command: Command, log: Path) -> None:
        """Start it; what it prints goes to a file."""
        self._began = time.perf_counter()
        self._log = log
        with log.open("wb") as printed:
            self._process = subprocess.Popen(
                command.arguments,
                env=os.environ | command.environment,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.port = command.port

    def until(self, call: Call) -> float:
        """Give seconds from the start to the first right answer; raises `CouldNotCheck`."""
        seen = "no connection"
        while (passed := time.perf_counter() - self._began) < SECONDS_TO_START and self._process.poll() is None:
            try:
                status, _ = call.ask(self.port)
            except (OSError, HTTPException):
                time.sleep(0.005)
                continue
            if status == call.status:
                return time.perf_counter() - self._began
            seen = f"status {status}"
            time.sleep(0.02)
        raise CouldNotCheck(f"{seen} after {passed:.0f} s, {self._last_words()}")

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").strip().splitlines() or ["it printed nothing"]
        return lines[-1][:200]

    def cpu_seconds(self) -> float:
        """Give the processor time that the whole tree has used."""
        return sum(sum(map(int, stat[11:15])) for stat in self._stats()) / TICK

    def resident_mb(self) -> float:
        """Give the memory that the whole tree holds."""
        return sum(int(stat[21]) for stat in self._stats()) * PAGE_MB

    def _stats(self) -> Iterator[list[str]]:
        """Give the fields of `stat` after the command's name (proc(5)): place 3 is the session."""
        for each in PROC.glob("[0-9]*/stat"):
            try:
                fields = each.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if int(fields[3]) == self._process.pid:
                yield fields

    def end(self) -> None:
        """End the whole tree: politely, then for sure."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, number)
                self._process.wait(SECONDS_TO_END)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue


def own_resident_mb() -> float:
    """Give the memory that this process holds."""
    return int((PROC / "self/statm").read_text().split()[1]) * PAGE_MB


@contextmanager
def serving(command: Command, log: Path) -> Iterator[Server]:
    """Run a server while the block runs."""
    server = Server(command, log)
    try:
        yield server
    finally:
        server.end()


def free_ports(count: int) -> list[int]:
    """Give loopback ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
