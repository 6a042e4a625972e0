"""How the room is started from the command line."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from simulator.serving import bind
from simulator.settings import SettingsError
from simulator.topology import ROOM_PORT, read_ports_with_room
from tests.cli.commands import imageflow
from tests.room.test_replay import ENTRY

ROOT = Path(__file__).parents[2]


@contextmanager
def started(*arguments: str) -> Iterator[list[str]]:
    """Run a command in another process until it says how to stop it; give the lines it said."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "simulator", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            if line.startswith("Stop"):
                break
            said.append(line.strip())
        try:
            yield said
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


def free_port() -> int:
    """A port that was free a moment ago."""
    bound = bind("127.0.0.1")
    port = int(bound.getsockname()[1])
    bound.close()
    return port


def test_the_rooms_port_stands_beside_the_systems() -> None:
    """8800 by default, behind the systems of a base, or as it is named; no system has its name."""
    assert read_ports_with_room(())[1] == ROOM_PORT
    assert read_ports_with_room((), 7000)[1] == 7004
    assert read_ports_with_room(("room=7777", "ai=7778"))[1] == 7777
    with pytest.raises(SettingsError, match="from 1 to 65535"):
        read_ports_with_room(("room=99999",))


def test_serve_serves_a_room() -> None:
    """The room of a served stub is where it says it is."""
    with started("serve", "ai", "--port", f"ai={free_port()}", "--port", f"room={free_port()}") as said:
        (address,) = [line.split()[1] for line in said if line.startswith("room")]
        assert requests.get(address, timeout=10).status_code == 200


def test_the_demo_replays_a_journal(tmp_path: Path) -> None:
    """`demo --replay` opens the room on a saved journal."""
    journal = tmp_path / "journal.jsonl"
    journal.write_text(json.dumps(ENTRY), encoding="utf-8")
    with started("demo", "--no-browser", "--replay", str(journal), "--port", f"room={free_port()}") as said:
        address = said[0].removeprefix("Control room:").strip()
        assert len(said) == 2
        assert '"I02"' in requests.get(f"{address}journal.jsonl", timeout=10).text


def test_what_can_not_be_replayed_is_said(tmp_path: Path) -> None:
    """A missing file, or one that is no journal, is usage: one sentence, exit 2."""
    strange = tmp_path / "strange.jsonl"
    strange.write_text("strange", encoding="utf-8")
    for path in (tmp_path / "nothing.jsonl", strange):
        done = imageflow("demo", "--no-browser", "--replay", str(path))
        assert done.returncode == 2
        assert done.stderr.startswith("imageflow: --replay: ")
        assert done.stderr.count("\n") == 1


def test_a_taken_port_is_said() -> None:
    """The sentence for the room's port names the option that moves it."""
    with bind("127.0.0.1") as taken:
        taken.listen()
        port = taken.getsockname()[1]
        done = imageflow("demo", "--no-browser", "--port", f"room={port}")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        f"imageflow: Port {port} for room is in use: free it, or choose another with --port room=PORT."
    )
