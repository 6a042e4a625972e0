"""SeaweedFS fetched, brought up and taken down: what it is told, what it is given, what stays."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.native import storage
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.process import Running
from simulator.native.storage import install, release
from simulator.native.storage.running import PROCESS
from simulator.settings import SettingsError

WEED = """
import json, pathlib, socket, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

told = dict(word.lstrip("-").partition("=")[::2] for word in sys.argv[2:])
here = pathlib.Path(told["dir"]).parent
(here / "told.json").write_text(json.dumps(told))
local = socket.socket(socket.AF_UNIX)
local.bind("seaweedfs-trial.sock")
local.listen()

class Handler(BaseHTTPRequestHandler):
    def answer(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        with (here / "asked").open("a") as file:
            file.write(f"{self.command} {self.path}\\n")
        refused = (here / "refuses").exists()
        self.send_response(403 if refused else 200)
        self.send_header("content-length", "0")
        self.end_headers()

    do_GET = do_PUT = do_DELETE = do_HEAD = answer

    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", int(told["s3.port"])), Handler).serve_forever()
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder of a server, which ends with the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("simulator.native.readiness.LOOK_SECONDS", 0.02)
    program = release.cache_folder() / install.PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text(f"#!{sys.executable} -SE{WEED}")
    program.chmod(0o755)
    folder = tmp_path / "data" / "storage"
    yield folder
    storage.down(folder, lambda _: None)


def brought_up(data: Path, **how: Any) -> storage.Up:
    """Bring a server up."""
    return storage.up(storage.Wanted(data, **{"port": 0} | how), lambda _: None, lambda _: None)


def told(data: Path) -> dict[str, str]:
    """The options that it was started with."""
    found: dict[str, str] = json.loads((data / "told.json").read_text())
    return found


def test_it_runs_on_loopback_and_sends_nothing_home(data: Path) -> None:
    """Every one of its parts listens there, on a port that is free now, and tells nobody that it runs."""
    up, options = brought_up(data), told(data)
    assert up.address == f"http://127.0.0.1:{options['s3.port']}"
    assert (options["ip"], options["ip.bind"], options["master.telemetry"]) == ("127.0.0.1", "127.0.0.1", "false")
    ports = [
        int(options[f"{part}.port{kind}"]) for part in ("master", "volume", "filer", "s3") for kind in ("", ".grpc")
    ]
    assert len({*ports}) == 8
    assert (options["s3.port.iceberg"], options["s3.port.lance"]) == ("0", "0")


def test_a_bucket_that_is_full_is_not_deleted(data: Path) -> None:
    """As S3 has it, and SeaweedFS has not by default."""
    brought_up(data)
    assert told(data)["s3.allowDeleteBucketNotEmpty"] == "false"


def test_it_is_up_when_it_keeps_an_object(data: Path) -> None:
    """The bucket is made, and a trial object is put, read and taken away again."""
    up = brought_up(data, bucket="pictures")
    asked = [line.partition("?")[0] for line in (data / "asked").read_text().splitlines()]
    trial = f"/{up.bucket}/.imageflow-trial"
    assert asked[-4:] == ["PUT /pictures", f"PUT {trial}", f"GET {trial}", f"DELETE {trial}"]


def test_its_keys_are_for_its_owner_alone(data: Path) -> None:
    """No two folders share them, and no other user can read them."""
    up = brought_up(data)
    for file in (up.key_file, Path(told(data)["s3.config"]), data / "secrets.json"):
        assert oct(file.stat().st_mode)[-3:] == "600"
    (identity,) = json.loads(Path(told(data)["s3.config"]).read_text())["identities"]
    assert identity["credentials"] == [{"accessKey": up.access_key, "secretKey": up.key_file.read_text()}]


def test_bringing_it_up_twice_gives_the_same_one(data: Path) -> None:
    """The one that runs is used."""
    up, pid = brought_up(data), Running.read(data / PROCESS)
    assert brought_up(data) == up
    assert Running.read(data / PROCESS) == pid


def test_another_port_than_the_one_it_runs_at_is_told(data: Path) -> None:
    """It is not moved behind the back of those who use it."""
    brought_up(data)
    with pytest.raises(SettingsError, match="imageflow down storage"):
        brought_up(data, port=1)


def test_taking_it_down_leaves_its_data_and_nothing_else(data: Path) -> None:
    """The local sockets that it leaves behind are taken away; the second time there is nothing to end."""
    up = brought_up(data)
    assert (data / "seaweedfs-trial.sock").exists()
    assert storage.down(data, lambda _: None) == up.address
    assert storage.down(data, lambda _: None) is None
    assert (data / "objects").exists()


def test_one_that_refuses_its_own_keys_is_a_failure(data: Path) -> None:
    """It is told at once, with the log; nobody waits a minute for it."""
    data.mkdir(parents=True)
    (data / "refuses").touch()
    with pytest.raises(NativeFailure, match=r"does not work .*seaweedfs\.log"):
        brought_up(data)


def test_an_index_that_does_not_deliver_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could not be had, which is no failure."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    with pytest.raises(NotToBeHad, match="can't deliver it today"):
        install.install(lambda _: None, lambda _: None)
    assert install.found() is None
