"""A workflow file read, or refused in one sentence that says what to do."""

import json
from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.graph import Target
from stubs.n8n.engine.node_reading import read_node
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from stubs.n8n.engine.workflow import Node, Workflow
from stubs.n8n.nodes.registry import find

BYTES_LIMIT = 16 * 1024 * 1024
DEPTH_LIMIT = 100
NODES_LIMIT = 1000
USE_REAL = "run it on a real n8n with --real n8n=URL"


def read_workflow(source: bytes | str | Mapping[str, Any], workflow_id: str = "", *, active: bool = False) -> Workflow:
    """Read a workflow that the engine can run: a file's text, or its JSON.

    A list with one workflow, as n8n's command line exports it, is read as well.

    Args:
        source: in n8n's export format.
        workflow_id: its id here; the file's own when left out.
        active: whether its triggers are on.

    Raises:
        UnreadableWorkflow: it is no workflow, or has a node that the engine doesn't run.
    """
    workflow = read_structure(source, workflow_id, active=active)
    check_types(workflow)
    return workflow


def read_structure(source: bytes | str | Mapping[str, Any], workflow_id: str = "", *, active: bool = False) -> Workflow:
    """Read a workflow whatever its node types; raises `UnreadableWorkflow`."""
    document = _document(source)
    nodes = _nodes(document.get("nodes"))
    settings = document.get("settings") or {}
    if not isinstance(settings, Mapping):
        raise UnreadableWorkflow("The workflow's `settings` are not an object; export it from n8n again.")
    return Workflow(
        id=workflow_id or str(document.get("id") or ""),
        name=str(document.get("name") or "My workflow"),
        nodes=nodes,
        connections=_connections(document.get("connections") or {}, nodes),
        settings=settings,
        document=document,
        active=active,
    )


def check_types(workflow: Workflow) -> None:
    """Refuse a node whose type, version or operation the engine doesn't run; raises `UnreadableWorkflow`."""
    for node in workflow.nodes.values():
        if node.disabled:
            continue
        found = find(node.type)
        what = f'Node "{node.name}" is of type {node.type} version {node.version:g}'
        if found is None:
            raise UnreadableWorkflow(f"{what}, a type which this engine does not run; {USE_REAL}.")
        if node.version not in found.versions:
            known = ", ".join(f"{version:g}" for version in sorted(found.versions))
            raise UnreadableWorkflow(f"{what}, a version which this engine does not run (it runs {known}); {USE_REAL}.")
        if complaint := found.check(node):
            raise UnreadableWorkflow(complaint)


def _document(source: bytes | str | Mapping[str, Any]) -> Mapping[str, Any]:
    document: Any = source
    if isinstance(source, bytes | str):
        if len(source) > BYTES_LIMIT:
            raise UnreadableWorkflow(
                f"The workflow file is larger than {BYTES_LIMIT // 2**20} MiB; take its pinned data out."
            )
        try:
            document = json.loads(source)
        except (ValueError, RecursionError) as error:
            raise UnreadableWorkflow(f"The workflow file is not JSON ({error}); export it from n8n again.") from None
    _check_depth(document)
    if isinstance(document, list) and len(document) == 1:
        document = document[0]
    if not isinstance(document, Mapping):
        raise UnreadableWorkflow("The workflow file does not hold one workflow (a JSON object); export one from n8n.")
    return document


def _check_depth(document: Any) -> None:
    """Refuse what is nested too deep, or holds itself."""
    level = [document]
    for _ in range(DEPTH_LIMIT):
        level = [
            child
            for each in level
            if isinstance(each, Mapping | list)
            for child in (each.values() if isinstance(each, Mapping) else each)
        ]
        if not level:
            return
    raise UnreadableWorkflow(f"The workflow file is nested deeper than {DEPTH_LIMIT} levels; no workflow of n8n is.")


def _nodes(given: Any) -> dict[str, Node]:
    if not isinstance(given, list) or not given:
        raise UnreadableWorkflow("The workflow file has no `nodes`; export a workflow from n8n.")
    if len(given) > NODES_LIMIT:
        raise UnreadableWorkflow(f"The workflow has more than {NODES_LIMIT} nodes; split it into smaller ones.")
    nodes: dict[str, Node] = {}
    for each in given:
        node = read_node(each)
        if node.name in nodes:
            raise UnreadableWorkflow(f'The workflow has two nodes named "{node.name}"; rename one of them.')
        nodes[node.name] = node
    return nodes


def _connections(given: Any, nodes: Mapping[str, Node]) -> dict[str, tuple[tuple[Target, ...], ...]]:
    if not isinstance(given, Mapping):
        raise UnreadableWorkflow("The workflow's `connections` are not an object; export it from n8n again.")
    connections = {}
    for source, kinds in given.items():
        outputs = kinds.get("main") if isinstance(kinds, Mapping) else None
        if outputs is None:
            continue
        if source not in nodes:
            raise UnreadableWorkflow(f'A connection starts at "{source}", a node that the workflow does not have.')
        connections[source] = tuple(tuple(_target(each, source, nodes) for each in output or ()) for output in outputs)
    return connections


def _target(given: Any, source: str, nodes: Mapping[str, Node]) -> Target:
    name = given.get("node") if isinstance(given, Mapping) else None
    index = given.get("index", 0) if isinstance(given, Mapping) else None
    if not isinstance(name, str) or not isinstance(index, int) or not 0 <= index < NODES_LIMIT:
        raise UnreadableWorkflow(f'A connection of "{source}" does not say which node and input it leads to.')
    if name not in nodes:
        raise UnreadableWorkflow(f'"{source}" is connected to "{name}", a node that the workflow does not have.')
    return Target(name, index)
