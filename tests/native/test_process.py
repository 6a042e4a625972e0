"""A process that is started to stay is known again, and ended exactly."""

import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from simulator.native.process import GRACE_SECONDS, Running

SLEEPER = "import subprocess, sys, time; {before}; print('up', flush=True); time.sleep(600)"
CHILD = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"


PARENT = "import subprocess, sys; print(subprocess.Popen(['sleep', '600']).pid, flush=True); sys.stdin.read()"
"""Starts a process and never asks what became of it."""

HEADLESS = """
import ctypes, threading, time
threading.Thread(target=time.sleep, args=(600,)).start()
ctypes.CDLL(None).pthread_exit(None)
"""


def started(folder: Path, before: str = "pass") -> Running:
    """Start a process that stays, and wait until it is there."""
    command = [sys.executable, "-c", SLEEPER.format(before=before)]
    running = Running.start(command, folder, {}, folder / "log", "http://127.0.0.1:1")
    while "up" not in (folder / "log").read_text():
        assert running.process()
    return running


def test_it_is_known_again_from_its_file(tmp_path: Path) -> None:
    """Another command finds it, with its address."""
    running = started(tmp_path)
    running.write(tmp_path / "process.json")
    assert Running.read(tmp_path / "process.json") == running
    running.end()
    assert Running.read(tmp_path / "process.json") is None


def test_it_ends_with_those_that_it_started(tmp_path: Path) -> None:
    """No child of it stays behind."""
    running = started(tmp_path, CHILD)
    process = running.process()
    assert process
    (child,) = process.children()
    running.end()
    assert not process.is_running()
    assert not child.is_running()


def test_one_that_does_not_heed_is_made_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked first, and not for ever."""
    monkeypatch.setattr("simulator.native.process.GRACE_SECONDS", 0.2)
    running = started(tmp_path, DEAF)
    running.end()
    assert running.process() is None


def test_a_killed_one_is_gone_though_its_parent_never_asks() -> None:
    """What another process brought up stays in the system's table as a zombie; nobody waits for that to change."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        running = Running(child.pid, child.create_time(), "")
        running.kill()
        assert running.process() is None
        assert child.status() == psutil.STATUS_ZOMBIE
        parent.communicate(timeout=GRACE_SECONDS)


def test_one_whose_first_thread_is_done_still_runs(tmp_path: Path) -> None:
    """The system calls it a zombie already, while another thread of it still holds its sockets."""
    running = Running.start([sys.executable, "-c", HEADLESS], tmp_path, {}, tmp_path / "log", "")
    process = psutil.Process(running.pid)
    while process.status() != psutil.STATUS_ZOMBIE:
        assert running.process()
    assert running.process()
    running.kill()
    assert running.process() is None


def test_another_process_with_its_number_is_left_alone(tmp_path: Path) -> None:
    """A number is given again by the system; number and beginning together are not."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as other:
        mistaken = Running(other.pid, psutil.Process(other.pid).create_time() - 5, "")
        mistaken.end()
        assert mistaken.process() is None
        assert other.poll() is None
        other.kill()


def test_ending_twice_changes_nothing(tmp_path: Path) -> None:
    """The second time there is nothing to end."""
    running = started(tmp_path)
    running.end()
    running.end()
    assert running.process() is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": "one"}', json.dumps({"pid": 1, "colour": "red"})])
def test_a_damaged_file_remembers_nothing(tmp_path: Path, text: str) -> None:
    """What can't be read is as if it were not there."""
    (tmp_path / "process.json").write_text(text)
    assert Running.read(tmp_path / "process.json") is None
