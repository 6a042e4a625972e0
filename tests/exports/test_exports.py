"""The exports are what the contracts are, in formats that others' tools read."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from contracts.interactions import INTERACTIONS
from contracts.participants import System
from simulator.exports.everything import KINDS, files_of
from simulator.exports.schemas import schemas
from simulator.stage import Stage
from tests.cli.commands import imageflow


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """All of them."""
    return files_of(())


def test_there_is_one_for_every_surface(files: dict[str, str]) -> None:
    """Each system has its OpenAPI document, which names its version and a summary for each operation."""
    for system in System:
        document = json.loads(files[f"openapi/{system.value}.json"])
        assert document["openapi"].startswith("3.1")
        operations = [each for path in document["paths"].values() for each in path.values() if "responses" in each]
        assert operations
        assert all(each["summary"] for each in operations)


def test_they_are_the_same_each_time(files: dict[str, str]) -> None:
    """So that a change of the contract, and nothing else, changes them."""
    assert files_of(()) == files


def test_what_crosses_the_wire_fits_the_schemas() -> None:
    """A flow's own messages are judged by another library than the one that the schemas come from."""
    with Stage(simulated=True, seed=3) as stage:
        portal = stage.sandbox.portal("imageflow-odoo-key")
        answer = stage.run(portal.submit({"prompt": "a fox", "size": "1024x1024"}))
        stage.run(portal.wait(json.loads(answer.body)["id"]))
        entries = list(stage.sandbox.journal.entries())
    found = schemas()
    sent = {each.interaction: each for each in entries if each.kind == "exchange"}
    for name, interaction in {"dispatch": "I04", "generation-request": "I05", "submission": "I01"}.items():
        request = sent[interaction].request
        assert request
        jsonschema_rs.validate(found[name], request["body"])
    jsonschema_rs.validate(found["receipt"], json.loads(answer.body))


@pytest.mark.parametrize("name", list(schemas()))
def test_every_schema_is_one(name: str) -> None:
    """JSON Schema's own meta-schema accepts it, and it refuses what is no object."""
    schema = schemas()[name]
    jsonschema_rs.meta.validate(schema)
    assert not jsonschema_rs.is_valid(schema, [])


def test_the_webhooks_are_whole(files: dict[str, str]) -> None:
    """Every reference of the AsyncAPI document leads somewhere in it, and each payload is a schema."""
    document = json.loads(files["asyncapi.json"])
    references = list(_references(document))
    assert references
    for reference in references:
        at: Any = document
        for step in reference.removeprefix("#/").split("/"):
            at = at[step]
    for message in document["components"]["messages"].values():
        jsonschema_rs.meta.validate(message["payload"]["schema"])


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [each for inner in value.values() for each in _references(inner)]
    return [each for inner in value for each in _references(inner)] if isinstance(value, list) else []


def test_the_diagram_has_all_eleven(files: dict[str, str]) -> None:
    """In their order."""
    lines = [line for line in files["flow.mmd"].splitlines() if ": I" in line]
    assert [line.partition(": ")[2][:3] for line in lines] == list(INTERACTIONS)


def test_the_collection_has_every_operation(files: dict[str, str]) -> None:
    """As many requests as there are operations in the OpenAPI documents."""
    folders = json.loads(files["postman.json"])["item"]
    for folder in folders:
        paths = json.loads(files[f"openapi/{folder['name']}.json"])["paths"]
        assert len(folder["item"]) == sum("responses" in each for path in paths.values() for each in path.values())


def test_the_command_writes_them(tmp_path: Path) -> None:
    """All, or the kinds that are named."""
    done = imageflow("export", "mermaid", "asyncapi", "--to", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert {each.name for each in tmp_path.iterdir()} == {"flow.mmd", "asyncapi.json"}
    assert imageflow("export", "cobol").returncode == 2


def test_the_command_knows_every_kind() -> None:
    """What it offers is what there is."""
    from simulator.cli.export import KINDS as OFFERED  # noqa: PLC0415

    assert set(OFFERED) == set(KINDS)
