"""A process that outlives its command: ended exactly, whoever is its parent."""

import subprocess
import sys

import psutil

from simulator.native.process import GRACE_SECONDS, Running

PARENT = "import subprocess, sys; print(subprocess.Popen(['sleep', '600']).pid, flush=True); sys.stdin.read()"
"""Starts a process and never asks what became of it."""


def test_a_killed_process_is_gone_though_its_parent_never_asks() -> None:
    """What another process brought up stays in the table as a zombie; nobody waits for that to change."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        running = Running(child.pid, child.create_time(), "http://127.0.0.1:1")
        running.kill()
        assert running.process() is None
        assert child.status() == psutil.STATUS_ZOMBIE
        parent.communicate(timeout=GRACE_SECONDS)
