"""A process that goes on when its command has ended: started apart from the terminal, known again, ended exactly."""

import json
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import psutil

GRACE_SECONDS = 15
LOOK_SECONDS = 0.02
SAME_START = 0.01
"""Seconds within which two readings of one process' start agree."""


@dataclass(frozen=True, slots=True)
class Running:
    """A process as its file remembers it.

    Attributes:
        pid: its number, which the system gives to others afterwards.
        started: when it began, in seconds of the epoch: number and beginning are one process' own.
        address: where it is reached.
    """

    pid: int
    started: float
    address: str

    @classmethod
    def start(
        cls, command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path, address: str
    ) -> Self:
        """Start a command in a session of its own, its output added to a log."""
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                command,
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        process.returncode = 0  # it is meant to outlive this command: nobody waits for it here
        return cls(process.pid, psutil.Process(process.pid).create_time(), address)

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """Give the process that a file remembers, if it still lives."""
        kept = cls.last(file)
        return kept if kept and kept.process() else None

    @classmethod
    def last(cls, file: Path) -> Self | None:
        """Give the process that a file remembers, whether it still lives or not."""
        try:
            return cls(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Remember it."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def process(self) -> psutil.Process | None:
        """Give the process while it lives; None also when another has its number now."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < SAME_START
            return process if same and not _is_over(process) else None
        except psutil.NoSuchProcess:
            return None

    def kill(self) -> None:
        """End it at once, as a crash would, and wait until it is gone.

        One whose parent has not asked what became of it is gone too: another process than this may have brought it up.
        """
        process = self.process()
        if process is None:
            return
        with suppress(psutil.NoSuchProcess):
            process.kill()
        until = time.monotonic() + GRACE_SECONDS
        while self.process() is not None and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)

    def end(self, asked: signal.Signals = signal.SIGTERM, grace: float | None = None) -> None:
        """End it and those that it started: asked first, made to when it does not heed.

        Args:
            asked: the signal that it heeds.
            grace: seconds until it is made to; `GRACE_SECONDS` when None.
        """
        process = self.process()
        if process is None:
            return
        try:
            family = [process, *process.children(recursive=True)]
            process.send_signal(asked)
        except psutil.NoSuchProcess:
            return
        psutil.wait_procs([process], GRACE_SECONDS if grace is None else grace)
        for left in psutil.wait_procs(family, 1)[1]:
            left.kill()
        psutil.wait_procs(family, GRACE_SECONDS)


def _is_over(process: psutil.Process) -> bool:
    """Whether only its entry is left; its first thread may be done while others still hold its sockets."""
    return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() == 1
