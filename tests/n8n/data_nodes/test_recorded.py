"""The data nodes do what real n8n was recorded to do (`record.py`)."""

import json
from pathlib import Path

import pytest

from stubs.n8n.engine.failing import message_of
from stubs.n8n.engine.items import Item
from tests.n8n.bench import Played, Remembered, run_workflow
from tests.n8n.data_nodes.case import Case, Document
from tests.n8n.data_nodes.cases import CASES
from tests.n8n.data_nodes.record import CREDENTIAL, SETTINGS, trimmed

RECORDED = Path(__file__).parent / "recorded"
START: Document = {"name": "In", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 0], "parameters": {}}


RUNS: dict[str, dict[str, list[Document]]] = {
    topic: json.loads((RECORDED / f"{topic}.json").read_text(encoding="utf-8")) for topic in CASES
}
ALL = [
    pytest.param(case, RUNS[topic].get(name), id=f"{topic}: {name}")
    for topic, cases in CASES.items()
    for name, case in cases.items()
]


@pytest.mark.parametrize(("case", "recorded"), ALL)
def test_nodes_do_what_real_n8n_was_recorded_to_do(case: Case, recorded: list[Document]) -> None:
    """Items, pairs, files and errors are real n8n's, run for run."""
    runs = play(case)
    for run, real in zip(runs, recorded, strict=True):
        for name, node in real["nodes"].items():
            if "message" in node and "name" not in node:  # an error of n8n's own that is given without its class
                run["nodes"][name].pop("name", None)
    assert runs == recorded


@pytest.mark.parametrize("topic", CASES)
def test_every_case_was_recorded(topic: str) -> None:
    """No case is compared with nothing, and nothing recorded lies unused."""
    assert list(RUNS[topic]) == list(CASES[topic])


def play(case: Case) -> list[Document]:
    """Play a case as often as it wants."""
    seen = Remembered()
    document = case.document(START) | {"name": "data", "settings": SETTINGS}
    credentials = {"CREDENTIAL": CREDENTIAL["data"]}
    runs = [
        run_workflow(document, [{"body": case.body}], start="In", seen=seen, credentials=credentials)
        for _ in range(case.calls)
    ]
    return [_told(run) for run in runs]


def _told(played: Played) -> Document:
    nodes = {}
    for name, tasks in sorted(played.run_data.items()):
        if name.startswith("Node "):
            error = tasks[0].error
            outputs = [[_item(each) for each in items] for items in tasks[0].outputs or []]
            nodes[name] = {"outputs": trimmed(outputs)}
            if error is not None:
                told = {"name": error.kind, "message": error.message, "description": error.description}
                nodes[name] = {key: value for key, value in told.items() if value is not None}
    return {"status": played.status, "nodes": nodes}


def _item(item: Item) -> Document:
    pair = None if item.origins is None else [[each.item, each.input] for each in item.origins]
    found: Document = {"json": item.json, "pair": pair}
    if item.binary:
        found["files"] = {name: [file.mime_type, file.file_name] for name, file in item.binary.items()}
    if item.error is not None:
        found["error"] = message_of(item.error)
    return found
