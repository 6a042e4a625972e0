"""n8n brought up and taken down: what it is told, what it is given, and what a user sees of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from simulator.native import n8n
from simulator.native.errors import NativeFailure
from simulator.native.n8n import release
from simulator.native.n8n.keys import Keys
from simulator.native.n8n.running import LOG, PROCESS
from simulator.native.process import Running
from simulator.settings import SettingsError
from tests.cli.commands import imageflow


@pytest.fixture
def data(machine: Path) -> Iterator[Path]:
    """The data folder of an n8n, which ends with the test."""
    folder = release.data_folder()
    yield folder
    n8n.down(folder, lambda _: None)


def brought_up(data: Path, **how: Any) -> n8n.Up:
    """Bring an n8n up on a free port."""
    return n8n.up(n8n.Wanted(data, **{"port": 0} | how), lambda _: None, lambda _: None)


def told(up: n8n.Up) -> dict[str, str]:
    """The environment that it runs in."""
    answer: dict[str, str] = requests.get(up.address + "/environment", timeout=5).json()
    return answer


def posted(data: Path) -> list[Any]:
    """What was posted to it, in order."""
    return [json.loads(line) for line in (data / "posted.jsonl").read_text().splitlines()]


def test_it_runs_on_loopback_with_data_of_its_own(data: Path) -> None:
    """It listens nowhere else, and writes nowhere else."""
    up = brought_up(data)
    environment = told(up)
    assert up.address == f"http://127.0.0.1:{environment['N8N_PORT']}"
    assert environment["N8N_LISTEN_ADDRESS"] == "127.0.0.1"
    assert {environment["HOME"], environment["N8N_USER_FOLDER"]} == {str(data)}


def test_it_sends_nothing_home(data: Path) -> None:
    """Telemetry, version checks and templates are off."""
    environment = told(brought_up(data))
    off = ("N8N_DIAGNOSTICS_ENABLED", "N8N_VERSION_NOTIFICATIONS_ENABLED", "N8N_TEMPLATES_ENABLED")
    assert [environment[name] for name in off] == ["false"] * 3


def test_it_is_told_none_of_the_callers_secrets(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workflows could read what stands in its environment."""
    monkeypatch.setenv("IMAGEFLOW_AI_API_KEY", "sk-secret")
    monkeypatch.setenv("DB_TYPE", "postgresdb")
    assert not {"IMAGEFLOW_AI_API_KEY", "DB_TYPE"} & set(told(brought_up(data)))


@pytest.mark.parametrize("engine", ["vm", "legacy"])
def test_the_engine_of_expressions_is_chosen(data: Path, engine: str) -> None:
    """The default is n8n's own; the other one is faster."""
    assert told(brought_up(data, engine=engine))["N8N_EXPRESSION_ENGINE"] == engine


def test_its_secrets_are_for_its_owner_alone(data: Path) -> None:
    """No other user of the machine can read folder, key or secrets; no two folders share them."""
    brought_up(data)
    assert oct(data.stat().st_mode)[-3:] == "700"
    for name in ("api-key", "secrets.json"):
        assert oct((data / name).stat().st_mode)[-3:] == "600"
    other = data / "other"
    other.mkdir()
    assert Keys.of(other) != Keys.of(data)


def test_its_key_can_do_what_the_flow_needs_and_no_more(data: Path) -> None:
    """It touches workflows, executions and credentials; never users."""
    up = brought_up(data)
    path, body = posted(data)[-1]
    assert path == "/rest/api-keys"
    assert body["scopes"] == ["workflow:create", "execution:read", "credential:create"]
    pid = Running.read(data / PROCESS)
    assert pid
    assert up.key_file.read_text() == f"key-of-{pid.pid}"


def test_bringing_it_up_twice_gives_the_same_one(data: Path) -> None:
    """The one that runs is used, and no second key is made."""
    first = brought_up(data)
    assert brought_up(data) == first
    assert len(posted(data)) == 3


def test_a_key_that_it_no_longer_takes_is_made_anew(data: Path) -> None:
    """After a start with another database the folder's key is the new one's; an owner is there already."""
    brought_up(data)
    n8n.down(data, lambda _: None)
    up = brought_up(data)
    known = requests.get(up.address + "/", headers={"X-N8N-API-KEY": up.key_file.read_text()}, timeout=5)
    assert known.status_code == 200


def test_another_port_than_it_has_is_told(data: Path) -> None:
    """The way out is named."""
    brought_up(data)
    with pytest.raises(SettingsError, match="imageflow down n8n"):
        brought_up(data, port=1)


def test_one_that_ends_while_it_starts_is_a_failure(data: Path) -> None:
    """That is no "could not check": it is installed, and broken. The log is named."""
    data.mkdir(parents=True)
    (data / "broken").touch()
    with pytest.raises(NativeFailure, match=r"n8n ended while it started: see .*n8n\.log"):
        brought_up(data)
    assert "a migration failed" in (data / LOG).read_text()


def test_one_that_is_never_ready_is_ended(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not left running when it is given up."""
    monkeypatch.setattr("simulator.native.n8n.running.READY_SECONDS", 0)
    with pytest.raises(NativeFailure, match="was not ready"):
        brought_up(data)
    assert Running.read(data / PROCESS) is None


def test_taking_it_down_leaves_its_data(data: Path) -> None:
    """It has ended when the command returns, and comes back with what it had."""
    up = brought_up(data)
    assert n8n.down(data, lambda _: None) == up.address
    assert n8n.down(data, lambda _: None) is None
    with pytest.raises(requests.ConnectionError):
        requests.get(up.address, timeout=5)
    assert up.key_file.exists()


def test_the_command_says_how_to_use_it(data: Path) -> None:
    """The lines that it prints are the next ones to type."""
    done = imageflow("up", "n8n", "--any-port")
    assert done.returncode == 0, done.stderr
    address = re.search(r"--real n8n=(http://127\.0\.0\.1:\d+)", done.stdout)
    assert address
    assert f'export IMAGEFLOW_N8N_API_KEY="$(cat {data / "api-key"})"' in done.stdout
    ended = imageflow("down")
    assert ended.stdout.strip() == f"n8n at {address[1]} has ended."
    assert imageflow("down", "n8n").stdout.strip() == "No n8n runs here."
