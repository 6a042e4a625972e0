"""What an adapter makes of a live system's first answer, for each answer that is not to be had on demand."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import requests
import responses

from contracts.participants import System
from contracts.ports.system import CouldNotCheck, SystemPort
from simulator.composition import make_adapter
from simulator.settings import Settings

BASE = "http://system.test"
PROBES = {
    System.ODOO: f"{BASE}/web/health",
    System.N8N: f"{BASE}/healthz/readiness",
    System.AI: f"{BASE}/v1/models",
    System.STORAGE: BASE,
}
JUDGES_BODY = [System.ODOO, System.N8N]
SECRET = "a-very-secret-key"


def adapter(system: System) -> SystemPort:
    """Give the adapter of a system at the test's address."""
    return make_adapter(system, BASE, Settings(ai_api_key=SECRET, storage_secret_key=SECRET))


def ready(system: System) -> str:
    """Ask a system whether it is ready."""
    return asyncio.run(adapter(system).ready())


@responses.activate
def test_odoo_19_tells_its_version() -> None:
    """Only 19 and later have `/web/version`."""
    responses.get(PROBES[System.ODOO], json={"status": "pass"})
    responses.get(f"{BASE}/web/version", json={"version": "19.0"})
    assert ready(System.ODOO) == "Odoo 19.0"


@responses.activate
def test_an_older_odoo_is_ready_too() -> None:
    """Odoo 18 answers 404 where 19 tells its version, and tells it over JSON-RPC."""
    responses.get(PROBES[System.ODOO], json={"status": "pass"})
    responses.get(f"{BASE}/web/version", status=404)
    responses.post(f"{BASE}/jsonrpc", json={"id": 1, "result": {"server_version": "18.0"}})
    assert ready(System.ODOO) == "Odoo 18.0"


@responses.activate
def test_an_odoo_that_is_too_old_is_refused() -> None:
    """Nothing is tried on it."""
    responses.get(PROBES[System.ODOO], json={"status": "pass"})
    responses.get(f"{BASE}/web/version", status=404)
    responses.post(f"{BASE}/jsonrpc", json={"id": 1, "result": {"server_version": "16.0"}})
    with pytest.raises(CouldNotCheck, match=r"Odoo 16\.0"):
        ready(System.ODOO)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ({"body": '<meta name="n8n:config:sentry" content="eyJyZWxlYXNlIjogIm44bkAyLjQxLjEifQ==">'}, "n8n 2.41.1"),
        ({"status": 404}, "n8n"),
    ],
)
@responses.activate
def test_n8n_is_ready_by_its_readiness(page: dict[str, Any], name: str) -> None:
    """Health comes long before routes, so readiness is what is asked for; the version, where the editor is served."""
    responses.get(PROBES[System.N8N], json={"status": "ok"})
    responses.get(f"{BASE}/", **page)
    assert ready(System.N8N) == name


@responses.activate
def test_an_n8n_that_is_too_old_is_refused() -> None:
    """Nothing is tried on it."""
    responses.get(PROBES[System.N8N], json={"status": "ok"})
    responses.get(f"{BASE}/", body='<meta name="n8n:config:sentry" content="eyJyZWxlYXNlIjogIm44bkAxLjEyMy4wIn0=">')
    with pytest.raises(CouldNotCheck, match=r"n8n 1\.123\.0"):
        ready(System.N8N)


@responses.activate
def test_a_refused_api_key_is_told_without_the_key() -> None:
    """The user learns which variable to set, and the key stays unsaid."""
    responses.get(PROBES[System.AI], status=401)
    with pytest.raises(CouldNotCheck, match="IMAGEFLOW_AI_API_KEY") as told:
        ready(System.AI)
    assert SECRET not in str(told.value)
    assert responses.calls[0].request.headers["Authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("system", System)
@pytest.mark.parametrize("error", [requests.ConnectionError(SECRET), requests.Timeout(SECRET)])
@responses.activate
def test_silence_could_not_be_checked(system: System, error: Exception) -> None:
    """A system that does not answer has failed nothing; the error's own text is not passed on."""
    responses.get(PROBES[system], body=error)
    with pytest.raises(CouldNotCheck, match="does not answer") as told:
        ready(system)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize("system", JUDGES_BODY)
@pytest.mark.parametrize(
    "answer",
    [
        lambda url: responses.get(url, status=503, json={"status": "error"}),
        lambda url: responses.get(url, body="<html>"),
        lambda url: responses.get(url, json=["ok"]),
        lambda url: responses.get(url, status=302, headers={"location": "http://elsewhere.test/"}),
    ],
    ids=["503", "a page", "an array", "a redirect"],
)
@responses.activate
def test_another_server_is_not_taken_for_the_system(system: System, answer: Callable[[str], object]) -> None:
    """What does not answer as such a system would is not one, and no redirect is followed."""
    answer(PROBES[system])
    with pytest.raises(CouldNotCheck, match=r"not as such a system would|leads elsewhere"):
        ready(system)
    assert len(responses.calls) == 1
