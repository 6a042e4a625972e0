"""`imageflow up` and `down` when something is in the way: one sentence, and the exit code that says its kind."""

import socket
from pathlib import Path

import pytest

from tests.cli.commands import imageflow
from tests.native.fakes import npm_fails


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["up", "moon"], "'moon' is no system"),
        (["up", "ai"], "ai can't be run natively"),
        (["down", "ai"], "ai can't be run natively"),
        (["up", "n8n", "--port", "n8n=many"], "a port from 1 to 65535"),
        (["up", "n8n", "--expressions", "magic"], "--expressions"),
        (["up", "n8n", "--data", "/proc/imageflow"], "name another"),
        (["up", "--port", "odoo=0"], "a port from 1 to 65535"),
    ],
)
def test_bad_usage_exits_2(machine: Path, arguments: list[str], words: str) -> None:
    """What the user got wrong is said with what to do instead, and nothing is installed for it."""
    done = imageflow(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (machine / "cache").exists()


def test_a_taken_port_exits_2(machine: Path) -> None:
    """The port is named, with the way to another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = imageflow("up", "n8n", "--port", f"n8n={taken.getsockname()[1]}")
    assert done.returncode == 2
    assert "is in use" in done.stderr
    assert not (machine / "cache").exists()


def test_a_registry_that_does_not_deliver_exits_3(machine: Path) -> None:
    """Nothing failed and nothing was proved: it could not be checked, and the sentence begins so."""
    npm_fails(machine / "node", "install: npm error code ETARGET")
    done = imageflow("up", "n8n", "--any-port")
    assert done.returncode == 3
    assert "Could not check: " in done.stderr
    assert "Traceback" not in done.stderr


def test_one_that_does_not_start_exits_1(machine: Path) -> None:
    """What is installed and does not run has failed."""
    data = machine / "chosen" / "n8n"
    data.mkdir(parents=True)
    (data / "broken").touch()
    done = imageflow("up", "n8n", "--any-port", "--data", str(machine / "chosen"))
    assert done.returncode == 1
    assert "ended while it started" in done.stderr


def test_what_does_not_run_is_not_ended(machine: Path) -> None:
    """Asked for one, it says so; asked for all, there is nothing to say."""
    assert imageflow("down", "odoo").stdout == "No Odoo runs here.\n"
    all_of_them = imageflow("down")
    assert (all_of_them.returncode, all_of_them.stdout) == (0, "")
