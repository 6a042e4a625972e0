"""One step of an installation: a command with its output in a log, its time bounded, its failure in a sentence."""

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.native.errors import NotToBeHad

Say = Callable[[str], None]
"""Tells people something."""
SECONDS = 30 * 60
TICK = 1.0

_UNREACHED = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|E40[137]|E5\d\d)\b"
    r"|(NewConnectionError|ReadTimeoutError|ConnectTimeoutError|ProxyError|SSLError|NameResolutionError)"
    r"|(Failed to fetch|Could not resolve|Could not connect|Unable to connect|Temporary failure resolving)"
)
_MISSING = re.compile(
    r"\b(ETARGET|E404)\b"
    r"|(No matching distribution found|Unable to locate package|404  Not Found|does not have a Release file)"
)
_FULL = re.compile(r"\bENOSPC\b|No space left on device")


@dataclass(frozen=True, slots=True)
class Step:
    """A command to be run.

    Attributes:
        title: what it does, for people.
        command: program and arguments.
        folder: where it runs.
        environment: the whole of it.
        log: what it prints is added here.
    """

    title: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    log: Path

    def run(self, tick: Callable[[], None], seconds: float = SECONDS) -> None:
        """Run it to its end; `tick` is called about every second meanwhile.

        Raises:
            NotToBeHad: it failed, or took longer than so many seconds.
        """
        with self.log.open("ab") as log:
            log.write(f"\n# {self.title}\n".encode())
            log.flush()
            began = log.tell()
            with subprocess.Popen(  # noqa: S603 - our own command, no shell
                self.command,
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            ) as process:
                code = _wait(process, tick, seconds)
        if code is None:
            raise NotToBeHad(f"{self.title}: not done after {seconds / 60:.0f} minutes; see {self.log}.")
        if code != 0:
            raise NotToBeHad(f"{self.title}: {reason(_since(self.log, began))} Its output is in {self.log}.")


def _wait(process: subprocess.Popen[bytes], tick: Callable[[], None], seconds: float) -> int | None:
    """Give the exit code; None when time is up and the process was ended. Nothing outlives an interruption."""
    try:
        for _ in range(int(seconds / TICK)):
            try:
                return process.wait(TICK)
            except subprocess.TimeoutExpired:
                tick()
        return None
    finally:
        if process.poll() is None:
            process.kill()


def _since(log: Path, place: int) -> str:
    with log.open("rb") as file:
        file.seek(place)
        return file.read().decode("utf-8", "replace")


def reason(output: str) -> str:
    """Tell from a package manager's output why it failed, in one sentence."""
    if _FULL.search(output):
        return "the disk is full: free some space and try again."
    if found := _MISSING.search(output):
        return f"the package registry can't deliver it today ({found[0]}): try again later."
    if found := _UNREACHED.search(output):
        return f"the package registry can't be reached ({found[0]}): check network and mirrors, or try again later."
    return "it failed."
