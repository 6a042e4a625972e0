"""Whole verifications: of our stubs as somebody else's, and of addresses where nothing good answers."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse, RedirectResponse

from contracts.kit.signing import make_secret
from tests.parity.served import served
from tests.serving import served as serving
from tests.verification.endpoints import findings, free_port, verify

SECRET = make_secret("a secret that both sides know, of 40 chars")


def test_storage_as_somebody_elses(storage: str, tmp_path: Path) -> None:
    """The storage stub keeps its contract, and three reports say so."""
    done = verify("storage", "--url", storage, "--yes", "--only", "services", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 passed, 0 failed" in done.stdout
    assert {each.name for each in (tmp_path / "report").iterdir()} == {"index.html", "junit.xml", "verification.json"}


def test_the_ai_service_as_somebody_elses(ai: str, tmp_path: Path) -> None:
    """The AI stub keeps its contract, also in a whole flow, within its budget of images."""
    done = verify("ai", "--url", ai, "--yes", "--max-images", "4", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 passed, 0 failed, 0 could not check" in done.stdout


@pytest.mark.parametrize("dialect", ["stability", "automatic1111"])
def test_the_ai_service_in_another_format(dialect: str, ai: str, tmp_path: Path) -> None:
    """Whatever the format, what the flow needs of a service is the same; what it has no place for is not checked."""
    done = verify("ai", "--url", ai, "--yes", folder=tmp_path, IMAGEFLOW_AI_DIALECT=dialect)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {each["verdict"] for each in findings(tmp_path).values()} == {"passed", "could not check"}


def test_a_budget_of_images_is_kept(ai: str, tmp_path: Path) -> None:
    """What it does not allow is not asked for, and could not be checked."""
    done = verify("ai", "--url", ai, "--yes", "--max-images", "1", folder=tmp_path)
    assert "could not be checked: the budget of images" in done.stdout
    assert done.returncode == 3, done.stdout
    assert {each["verdict"] for each in findings(tmp_path).values()} == {"passed", "could not check"}


def test_n8n_as_it_is(tmp_path: Path) -> None:
    """An n8n that was repointed to us by its owner is verified without any key of it."""
    port = free_port()
    told = {"IMAGEFLOW_WEBHOOK_SECRET": SECRET}
    real = ("--real", f"ai=http://127.0.0.1:{port}")
    with served("n8n", "/healthz/readiness", variables=told, more=real) as url:
        arguments = ("n8n", "--url", url, "--yes", "--port", f"ai={port}", "--only", "i04 or test_flow or services")
        done = verify(*arguments, folder=tmp_path, **told)
    assert done.returncode == 0, done.stdout + done.stderr


def test_odoo_as_it_is(tmp_path: Path) -> None:
    """So is an Odoo, by the key of one user; what happens inside it could not be checked."""
    ports = {name: free_port() for name in ("n8n", "ai", "storage")}
    told = {"IMAGEFLOW_WEBHOOK_SECRET": SECRET}
    real = [part for name, port in ports.items() for part in ("--real", f"{name}=http://127.0.0.1:{port}")]
    ours = [part for name, port in ports.items() for part in ("--port", f"{name}={port}")]
    with served("odoo", "/web/health", variables=told, more=real) as url:
        done = verify("odoo", "--url", url, "--yes", *ours, folder=tmp_path, **told)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "inside an Odoo that is used as it is" in done.stdout


def test_an_inactive_workflow_is_named(tmp_path: Path) -> None:
    """Where no webhook waits, that is what failed, and what to do is said."""
    with served("n8n", "/healthz/readiness") as url:
        told = {"IMAGEFLOW_N8N_WEBHOOK_PATH": "no-such-workflow"}
        done = verify("n8n", "--url", url, "--yes", "--observe", folder=tmp_path, **told)
    assert done.returncode == 1
    (found,) = findings(tmp_path).values()
    assert found["clause"].startswith("I04")
    assert "Publish the workflow" in found["advice"]


def test_an_odoo_without_the_flow_is_named(tmp_path: Path) -> None:
    """A server that is well and does not know the flow's routes lacks the addon."""

    async def bare(scope, receive, send):
        path = scope.get("path", "")
        known = {"/web/health": '{"status": "pass"}', "/web/version": '{"version": "19.0"}'}
        answer = PlainTextResponse(known.get(path, "Not Found"), 200 if path in known else 404)
        await answer(scope, receive, send)

    with serving(bare) as url:
        done = verify("odoo", "--url", url, "--yes", "--observe", folder=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert [each["reason"] for each in findings(tmp_path).values() if "install the addon" not in each["advice"]] == []


async def _elsewhere(scope, receive, send):
    await RedirectResponse("http://127.0.0.1:1/")(scope, receive, send)


@pytest.fixture
def silent() -> Iterator[str]:
    """An address that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("system", ["odoo", "n8n", "ai", "storage"])
def test_where_nothing_answers(system: str, tmp_path: Path) -> None:
    """Exit 3 and one sentence."""
    done = verify(system, "--url", f"http://127.0.0.1:{free_port()}", "--yes", "--observe", folder=tmp_path)
    assert done.returncode == 3
    assert done.stderr.strip().splitlines()[-1].startswith("imageflow: Could not check: http://127.0.0.1:")


def test_what_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    """A redirect is named."""
    with serving(_elsewhere) as url:
        done = verify("ai", "--url", url, "--yes", folder=tmp_path)
    assert done.returncode == 3
    assert "leads elsewhere" in done.stderr


def test_tls_that_is_none(ai: str, tmp_path: Path) -> None:
    """So is a certificate that can't be trusted, or none at all."""
    done = verify("ai", "--url", ai.replace("http:", "https:"), "--yes", folder=tmp_path)
    assert done.returncode == 3
    assert "certificate" in done.stderr


def test_silence_ends_in_time(silent: str, tmp_path: Path) -> None:
    """Whoever never answers is given up."""
    done = verify("n8n", "--url", silent, "--yes", "--observe", folder=tmp_path)
    assert done.returncode == 3
    assert "does not answer" in done.stderr


def test_nobody_to_agree(storage: str, tmp_path: Path) -> None:
    """Without a terminal nothing is begun unless it is agreed to beforehand; a plan alone needs nobody."""
    assert verify("storage", "--url", storage, folder=tmp_path).returncode == 2
    done = verify("storage", "--url", storage, "--plan", folder=tmp_path)
    assert done.returncode == 0
    assert "are put, read and removed again" in done.stdout
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("n8n",), "takes its address with --url"),
        (("nothing", "--url", "http://127.0.0.1:1"), "is no system"),
        (("ai", "--url", "http://me:secret@127.0.0.1:1"), "leave credentials out"),
        (("flow", "--url", "http://127.0.0.1:1"), "--real SYSTEM=URL"),
        (("n8n", "--url", "https://n8n.example.com", "--observe", "--plan"), "can't reach this machine"),
        (("n8n", "--url", "http://127.0.0.1:1", "--plan"), "IMAGEFLOW_WEBHOOK_SECRET"),
        (("ai", "--url", "http://127.0.0.1:1", "--credentials", "no-such-file"), "can't be read"),
    ],
)
def test_bad_usage_is_one_sentence(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """Exit 2, and what to do."""
    done = verify(*arguments, folder=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in done.stderr


def test_the_ledger_notes_what_held(storage: str, tmp_path: Path) -> None:
    """Each proof names scenario, system and version, and no address."""
    file = tmp_path / "proofs.json"
    told = ("--only", "services", "--update-ledger", "--ledger-file", str(file))
    assert verify("storage", "--url", storage, "--yes", *told, folder=tmp_path).returncode == 0
    proofs = json.loads(file.read_text(encoding="utf-8"))["proofs"]
    assert len(proofs) == 9
    assert {each["system"] for each in proofs} == {"storage"}
    assert "127.0.0.1" not in file.read_text(encoding="utf-8")
