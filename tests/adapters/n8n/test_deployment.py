"""What is put on a live n8n is one run's own, connected, and watched over."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import responses

from contracts.ports.n8n import Connections, Execution
from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger
from real_adapters.n8n.api import PublicApi
from real_adapters.n8n.deployment import Deployment
from real_adapters.n8n.package import package_of
from real_adapters.n8n.provisioning import Provisioning
from simulator.entropy import RunEntropy
from simulator.limits import Limits
from simulator.live import LiveN8n
from simulator.settings import Settings

BASE = "http://n8n.test"
API = f"{BASE}/api/v1"
SECRET = RunEntropy(1).webhook_secret()
CONNECTIONS = Connections("http://ai.test", "sk-secret", "gpt-image-1.5", (SECRET,), 300, 1000, "the-path")


@pytest.fixture
def deployed(tmp_path: Path) -> list[dict[str, Any]]:
    """Deploy the shipped package on an n8n that takes everything; give the bodies that it was sent, in order."""
    api = PublicApi(BASE, "key")
    with responses.RequestsMock(assert_all_requests_are_fired=False) as given:
        number = iter(range(100))
        for kind in ("credentials", "workflows"):
            given.add_callback("POST", f"{API}/{kind}", lambda _: (200, {}, json.dumps({"id": f"id{next(number)}"})))
        for known in range(20):
            given.post(f"{API}/workflows/id{known}/activate", json={})
        package = package_of(CONNECTIONS, BASE, "key")
        Deployment(api, Provisioning(api, Ledger(tmp_path / "made.json", BASE)), "TAG").deploy(package)
        return [json.loads(call.request.body or "null") for call in given.calls]


def test_names_and_paths_are_the_runs_own(deployed: list[dict[str, Any]]) -> None:
    """Several runs share one n8n, and nobody's own workflow is touched."""
    named = [body["name"] for body in deployed if body]
    assert named
    assert all(name.endswith("(TAG)") for name in named)
    paths = [
        n["parameters"]["path"] for body in deployed if body for n in body.get("nodes", ()) if "webhook" in n["type"]
    ]
    assert paths == ["the-path-TAG", "the-path-replicate-TAG"]


def test_every_credential_is_one_that_was_made(deployed: list[dict[str, Any]]) -> None:
    """No node is left with an id out of the file, and no secret stands in a workflow."""
    workflows = [body for body in deployed if body and "nodes" in body]
    used = {each["id"] for w in workflows for n in w["nodes"] for each in n.get("credentials", {}).values()}
    made = {f"id{place}" for place in range(len([body for body in deployed if body and "type" in body]))}
    assert used
    assert used <= made
    assert "sk-secret" not in json.dumps(workflows)


def test_the_error_workflow_is_there_before_those_that_fall_back_on_it(deployed: list[dict[str, Any]]) -> None:
    """It is made and active first, and the others name it."""
    first, *others = [body for body in deployed if body and "nodes" in body]
    assert "errorWorkflow" not in first["settings"]
    assert others
    assert all(body["settings"]["errorWorkflow"].startswith("id") for body in others)


class Played:
    """An n8n that notes what it is asked to do."""

    def __init__(self, serves: bool = False, stuck: bool = False) -> None:
        self.address, self.asked, self._serves, self._stuck = BASE, list[str](), serves, stuck

    async def ready(self) -> str:
        return "n8n"

    async def serves(self, path: str) -> bool:
        return self._serves

    async def provision(self, connections: Connections, tag: str) -> str:
        self.asked.append("provision")
        return f"{connections.webhook_path}-{tag}"

    async def executions(self) -> list[Execution]:
        self.asked.append("executions")
        return []

    async def stop_executions(self) -> None:
        self.asked.append("stop")

    async def withdraw(self) -> None:
        self.asked.append("withdraw")
        if self._stuck:
            raise CouldNotCheck("No.")


async def whole(live: LiveN8n, settings: Settings) -> str:
    """Join, look, leave; give the path."""
    joined = await live.join(settings, Limits(), "http://ai.test")
    await live.executions()
    await live.leave()
    await live.leave()
    return joined.n8n_webhook_path


@pytest.mark.parametrize(
    ("key", "serves", "provisioned"),
    [
        ("a key of their own", True, True),
        ("a key of their own", False, True),
        (Settings().n8n_api_key, True, False),
        (Settings().n8n_api_key, False, True),
    ],
)
def test_a_users_own_workflow_is_used_as_it_is(key: str, serves: bool, provisioned: bool) -> None:
    """Nothing is made where nobody named a key and the path is served; elsewhere it is made, and taken away once."""
    played = Played(serves)
    path = asyncio.run(whole(LiveN8n(played), Settings(n8n_api_key=key, n8n_webhook_path="p")))
    assert played.asked == (["provision", "executions", "withdraw"] if provisioned else [])
    assert path.startswith("p-") if provisioned else path == "p"


def test_what_n8n_does_not_let_go_of_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """The run's own verdict stands; the ledger keeps what is left."""
    asyncio.run(whole(LiveN8n(Played(stuck=True)), Settings(n8n_api_key="mine")))
    assert "could not all be removed: No." in caplog.text
