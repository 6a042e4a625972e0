"""Odoo brought up and taken down with its PostgreSQL: what it is told, what it is given, what stays."""

import configparser
import json
from pathlib import Path

import psutil
import pytest
import requests

from simulator.native.errors import NativeFailure
from simulator.native.odoo import postgres, running
from simulator.native.process import Running
from simulator.settings import SettingsError


def brought_up(data: Path, port: int = 0) -> running.Up:
    """Bring an Odoo up."""
    return running.up(running.Wanted(data, port), lambda _: None, lambda _: None)


def told(data: Path) -> configparser.SectionProxy:
    """What its configuration says."""
    read = configparser.RawConfigParser()
    read.read(data / "odoo.conf")
    return read["options"]


def prepared(data: Path) -> list[str]:
    """How its database was prepared, in order."""
    return (data / "prepared").read_text().split()


def pid_of(data: Path, file: str = running.PROCESS) -> int:
    """The number of a process that runs."""
    found = Running.read(data / file)
    assert found
    return found.pid


def test_it_runs_on_loopback_with_one_database(data: Path) -> None:
    """It listens nowhere else, serves nothing else, and its manager of databases is off."""
    up = brought_up(data)
    assert up.address == f"http://127.0.0.1:{told(data)['http_port']}"
    assert told(data)["http_interface"] == told(data)["db_host"] == "127.0.0.1"
    assert (told(data)["dbfilter"], told(data)["list_db"]) == (f"^{up.database}$", "False")
    assert told(data)["addons_path"].split(",")[0] == str(data / "addons")


def test_it_is_told_none_of_the_callers_secrets(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its addons could read what stands in its environment."""
    monkeypatch.setenv("IMAGEFLOW_AI_API_KEY", "sk-secret")
    monkeypatch.setenv("PGPASSWORD", "secret")
    environment = requests.get(brought_up(data).address + "/environment", timeout=5).json()
    assert not {"IMAGEFLOW_AI_API_KEY", "PGPASSWORD"} & set(environment)
    assert environment["HOME"] == str(data)


def test_its_secrets_are_for_its_owner_alone(data: Path) -> None:
    """No password is one that everybody knows, and no other user can read any."""
    up = brought_up(data)
    assert oct(data.stat().st_mode)[-3:] == "700"
    for file in (up.key_file, up.password_file, data / "secrets.json", data / "odoo.conf"):
        assert oct(file.stat().st_mode)[-3:] == "600"
    assert up.password_file.read_text() not in {"admin", told(data)["db_password"], told(data)["admin_passwd"]}
    assert up.key_file.read_text() == "key-1"


def test_bringing_it_up_twice_gives_the_same_one(data: Path) -> None:
    """The one that runs is used, and nothing is prepared again."""
    first, pid = brought_up(data), pid_of(data)
    assert brought_up(data) == first
    assert pid_of(data) == pid
    assert prepared(data) == ["--init=imageflow"]


def test_an_addon_that_has_changed_is_brought_up_to_date(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Odoo comes back where it was, on the same PostgreSQL, with the same key."""
    first, odoo, database = brought_up(data), pid_of(data), pid_of(data, postgres.PROCESS)
    monkeypatch.setattr("simulator.native.odoo.addon.digest", lambda _: "another")
    assert brought_up(data) == first
    assert prepared(data) == ["--init=imageflow", "--update=imageflow"]
    assert pid_of(data) != odoo
    assert pid_of(data, postgres.PROCESS) == database
    opened = [json.loads(line) for line in (data / "opened.jsonl").read_text().splitlines()]
    assert [each["key_wanted"] for each in opened] == [True, False]


def test_one_that_was_killed_comes_back_where_it_was(data: Path) -> None:
    """As after a crash: its PostgreSQL has gone on, its address is the same."""
    up, database = brought_up(data), pid_of(data, postgres.PROCESS)
    running.kill(data)
    assert Running.read(data / running.PROCESS) is None
    assert pid_of(data, postgres.PROCESS) == database
    assert running.restart(data, lambda _: None, lambda _: None) == up
    assert pid_of(data, postgres.PROCESS) == database


def test_what_a_killed_database_left_is_not_believed(data: Path) -> None:
    """Its file says ready still while the next one mends what it left."""
    brought_up(data)
    for file in (running.PROCESS, postgres.PROCESS):
        process = psutil.Process(pid_of(data, file))
        process.kill()
        process.wait()
    brought_up(data)
    (pid, *_) = (data / postgres.CLUSTER / "postmaster.pid").read_text().split()
    assert int(pid) == pid_of(data, postgres.PROCESS)


def test_what_never_ran_is_not_restarted(data: Path) -> None:
    """The sentence tells how to begin."""
    with pytest.raises(SettingsError, match="imageflow up odoo"):
        running.restart(data, lambda _: None, lambda _: None)


def test_taking_it_down_ends_both_and_leaves_the_data(data: Path) -> None:
    """PostgreSQL is asked to end at once, sessions of others too; the second time there is nothing to end."""
    up = brought_up(data)
    pids = [pid_of(data), pid_of(data, postgres.PROCESS)]
    assert running.down(data, lambda _: None) == up.address
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert (data / postgres.CLUSTER / "ended").read_text() == "fast"
    assert running.down(data, lambda _: None) is None
    assert brought_up(data).key_file == up.key_file
    assert prepared(data) == ["--init=imageflow"]


def test_another_port_than_the_one_it_runs_at_is_told(data: Path) -> None:
    """It is not moved behind the back of those who use it."""
    brought_up(data)
    with pytest.raises(SettingsError, match="imageflow down odoo"):
        brought_up(data, port=1)


def test_a_database_that_cannot_be_prepared_is_a_failure(data: Path) -> None:
    """The sentence names the log, and the next try begins there again."""
    data.mkdir(parents=True)
    (data / "broken").touch()
    with pytest.raises(NativeFailure, match=r"database\.log"):
        brought_up(data)
    assert "a migration failed" in (data / "database.log").read_text()
    (data / "broken").unlink()
    brought_up(data)
    assert prepared(data) == ["--init=imageflow"] * 2
