"""The workflow files that ship: whole, without secrets, understood by the engine, and as the documentation tells."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from real_adapters.n8n.package import key_of
from real_adapters.n8n.workflows import AI_KEY, API_KEY, ERRORS, IMAGES, REPLICATE, SIGNING, provisioned, shipped
from simulator.entropy import RunEntropy
from stubs.n8n.engine.reading import read_workflow

FILES = (IMAGES, ERRORS, REPLICATE)
DOCUMENTATION = (Path(__file__).parents[3] / "docs" / "n8n.md").read_text(encoding="utf-8")
NOTE = "n8n-nodes-base.stickyNote"


def targets(document: dict[str, Any]) -> list[str]:
    """Name the nodes that connections lead to."""
    outputs = [output for links in document["connections"].values() for output in links["main"]]
    return [link["node"] for output in outputs for link in output or ()]


@pytest.fixture(params=FILES)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each file."""
    return shipped(request.param)


def test_a_file_has_what_n8n_needs_of_it(document: dict[str, Any]) -> None:
    """n8n refuses a workflow without settings, and places by name."""
    names = [node["name"] for node in document["nodes"]]
    assert len(names) == len(set(names)) == len({node["id"] for node in document["nodes"]})
    assert document["settings"]["executionOrder"] == "v1"
    assert set(document["connections"]) | set(targets(document)) <= set(names)


def test_no_node_is_left_out(document: dict[str, Any]) -> None:
    """Every node but the trigger and the notes is led to by another."""
    unled = {node["name"] for node in document["nodes"] if node["type"] != NOTE} - set(targets(document))
    assert unled in ({"Request from Odoo"}, {"An execution failed"})


def test_no_secret_is_in_a_file(document: dict[str, Any]) -> None:
    """Credentials are named, by placeholders, and are those that provisioning makes."""
    used = [(kind, each) for node in document["nodes"] for kind, each in node.get("credentials", {}).items()]
    assert used
    assert {(kind, each["name"]) for kind, each in used} <= {SIGNING, AI_KEY, API_KEY}
    assert all(each["id"] == each["name"].lower().replace(" ", "-") for _, each in used)
    assert not re.search(r"whsec_|sk-|eyJ|password", json.dumps(document))


def test_no_code_node_is_in_a_file(document: dict[str, Any]) -> None:
    """A Code node costs a real n8n 30 to 140 ms a call, and is not needed."""
    assert not [node for node in document["nodes"] if node["type"] == "n8n-nodes-base.code"]


def test_the_engine_runs_a_file(document: dict[str, Any]) -> None:
    """Its node types and their versions are the engine's, too."""
    assert set(read_workflow(document).nodes) == {node["name"] for node in document["nodes"]}


@pytest.mark.parametrize("name", FILES)
def test_the_documentation_names_every_node_and_setting(name: str) -> None:
    """Users find each node of the canvas, and each setting with its default, in the documentation."""
    document = shipped(name)
    named = set(re.findall(r"\*\*([^*]+)\*\*", DOCUMENTATION))
    assert {node["name"] for node in document["nodes"] if node["type"] != NOTE} <= named
    (settings,) = (node for node in document["nodes"] if node["name"] == "Settings")
    fields = [field["name"] for field in settings["parameters"]["assignments"]["assignments"]]
    assert [field for field in fields if f"| `{field}` |" not in DOCUMENTATION] == []


def test_a_runs_own_settings_replace_those_of_the_file() -> None:
    """The file itself stays as it ships."""
    ours = provisioned(shipped(IMAGES), {"ai_url": "http://ai.test", "ids_kept": 7}, "another-path")
    assert '"value": "http://ai.test"' in json.dumps(ours)
    assert '"path": "another-path"' in json.dumps(ours)
    assert "http://ai.test" not in json.dumps(shipped(IMAGES))


def test_a_setting_that_is_none_is_refused() -> None:
    """A field that was renamed in the file is found out at once."""
    with pytest.raises(ValueError, match=r"has no setting ai_uri: it has ai_url, ai_model"):
        provisioned(shipped(IMAGES), {"ai_uri": "http://ai.test"})


def test_the_signing_key_is_the_secrets_text() -> None:
    """n8n's Crypto node takes its key as text: what stands encoded behind whsec_."""
    assert key_of(RunEntropy(1).webhook_secret()).isascii()
    assert key_of("whsec_YWJj") == "abc"
