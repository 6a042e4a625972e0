"""`imageflow doctor`, `serve` and help, as a user meets them."""

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

from contracts.kit.signing import check_secret
from simulator.entropy import RunEntropy
from tests.cli.commands import imageflow

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(*arguments: str) -> Iterator[dict[str, str]]:
    """Serve in another process; give the address of each system that it says it serves."""
    command = [sys.executable, "-m", "simulator", "serve", "--no-room", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        addresses = {}
        assert process.stdout is not None
        for line in process.stdout:
            name, _, address = line.partition(" ")
            if line.startswith("Stop"):
                break
            addresses[name] = address.strip()
        try:
            yield addresses
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


def free_ports(count: int) -> list[int]:
    """Ports that were free a moment ago."""
    from simulator.serving import bind  # noqa: PLC0415

    bound = [bind("127.0.0.1") for _ in range(count)]
    ports = [each.getsockname()[1] for each in bound]
    for each in bound:
        each.close()
    return ports


def test_doctor_says_what_is_there() -> None:
    """Where the sandbox can run, doctor exits 0 and names each thing it looked at."""
    done = imageflow("doctor")
    assert done.returncode == 0, done.stdout
    for name in ("Python", "Loopback", "Chromium", "Containers", "Real n8n"):
        assert name in done.stdout


def test_doctor_makes_a_secret() -> None:
    """A new secret is printed alone, and can be used."""
    done = imageflow("doctor", "--new-secret")
    assert check_secret(done.stdout.strip())


@pytest.mark.parametrize(
    "command", ["run", "demo", "serve", "verify", "cleanup", "ledger", "export", "up", "down", "doctor"]
)
def test_help_tells_what_a_command_does(command: str) -> None:
    """Every command explains itself."""
    done = imageflow(command, "--help")
    assert done.returncode == 0
    assert "Usage: imageflow" in done.stdout


def test_a_served_ai_stub_serves_another_run_as_its_real_one(tmp_path: Path) -> None:
    """One stub alone is enough to be the real AI service of a whole flow elsewhere, tapped on its way."""
    (port,) = free_ports(1)
    with serving("ai", "--port", f"ai={port}") as addresses:
        assert addresses == {"ai": f"http://127.0.0.1:{port}"}
        done = imageflow("run", "--real", f"ai={addresses['ai']}", "--report", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["topology"]["ai"] == f"real http://127.0.0.1:{port}"


def test_a_served_n8n_stub_is_seen_through_proxies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a real n8n sends passes the taps before the AI service and Odoo: all eleven interactions are seen."""
    monkeypatch.setenv("IMAGEFLOW_WEBHOOK_SECRET", RunEntropy(1).webhook_secret())
    port, front = free_ports(2)
    with serving("n8n", "--port", f"n8n={port}", "--real", f"ai=http://127.0.0.1:{front}") as addresses:
        options = ["--real", f"n8n={addresses['n8n']}", "--port", f"ai={front}", "--report", str(tmp_path)]
        done = imageflow("run", *options, "--json", IMAGEFLOW_WEBHOOK_SECRET=os.environ["IMAGEFLOW_WEBHOOK_SECRET"])
    assert done.returncode == 0, done.stderr
    assert {check["verdict"] for check in json.loads(done.stdout)["verdicts"]} == {"passed"}


def test_a_served_storage_stub_keeps_another_runs_images(tmp_path: Path) -> None:
    """Signatures hold over the wire to a storage of another process."""
    (port,) = free_ports(1)
    with serving("storage", "--port", f"storage={port}") as addresses:
        real = f"storage={addresses['storage']}"
        done = imageflow("run", "--real", real, "--report", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr


def test_a_whole_flow_goes_over_four_served_stubs() -> None:
    """A user from outside gets an image through the taps in front of the stubs."""
    ports = dict(zip(("odoo", "n8n", "ai", "storage"), free_ports(4), strict=True))
    options = [part for name, port in ports.items() for part in ("--port", f"{name}={port}")]
    with serving(*options) as addresses:
        key = {"Authorization": "Bearer imageflow-odoo-key"}
        base = f"{addresses['odoo']}/imageflow/v1"
        accepted = requests.post(f"{base}/requests", json={"prompt": "a fox"}, headers=key, timeout=10)
        assert accepted.status_code == 201
        view = {"status": "pending"}
        for _ in range(2000):
            view = requests.get(f"{base}/requests/{accepted.json()['id']}", headers=key, timeout=10).json()
            if view["status"] in {"completed", "failed"}:
                break
        assert view["status"] == "completed"
        image = requests.get(addresses["odoo"] + view["images"][0]["url"], headers=key, timeout=10)
        assert image.content.startswith(b"\x89PNG")


def test_the_demo_stays_on_loopback() -> None:
    """Its users' passwords are in the README."""
    done = imageflow("demo", "--host", "0.0.0.0", "--no-browser")
    assert done.returncode == 2
    assert "imageflow serve" in done.stderr


def test_beyond_loopback_known_secrets_are_refused() -> None:
    """Nobody serves others with a secret that everybody knows by mistake."""
    done = imageflow("serve", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "IMAGEFLOW_AI_API_KEY" in done.stderr
