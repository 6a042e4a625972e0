"""Which workflows a workflow calls: n8n publishes it only after them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from stubs.n8n.server.api.refusals import Refused
from stubs.n8n.server.library import Kept

CALLING = "n8n-nodes-base.executeWorkflow"


def check_called(document: Mapping[str, Any], own_id: str, find: Callable[[str], Kept | None]) -> None:
    """Refuse to publish a workflow which calls one that is not published; raises `Refused` in n8n's words."""
    missing = []
    for node, workflow_id in _calls(document):
        found = find(workflow_id)
        if workflow_id != own_id and (found is None or not found.active):
            name = "" if found is None else f' ("{found.name}")'
            missing.append(f'Node "{node}" references workflow {workflow_id}{name} which is not published')
    if missing:
        listed = "; ".join(missing)
        raise Refused(400, f"Cannot publish workflow: {listed}. Please publish all referenced sub-workflows first.")


def _calls(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give calling nodes and the ids that they name; an expression names none before it is evaluated."""
    for node in document.get("nodes", ()):
        parameters = node.get("parameters") or {}
        if node.get("type") != CALLING or node.get("disabled") or parameters.get("source", "database") != "database":
            continue
        named = parameters.get("workflowId")
        workflow_id = named.get("value") if isinstance(named, Mapping) else named
        if isinstance(workflow_id, str) and workflow_id and not workflow_id.startswith("="):
            yield node["name"], workflow_id
