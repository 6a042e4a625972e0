"""A workflow as the public API takes it: its fields, and the structure that must hold together."""

from typing import Any

from stubs.n8n.server.api.refusals import invalid
from stubs.n8n.server.api.shapes import FLAG, NUMBER, OBJECT, STRING, Shape, anything, listed, one_of, type_name

LONGEST_NAME = 128
_TAG = Shape({"key": STRING, "value": STRING})
NODE = Shape(
    {
        **dict.fromkeys(("id", "name", "webhookId", "notes", "type", "onError"), STRING),
        **dict.fromkeys(
            ("disabled", "notesInFlow", "executeOnce", "alwaysOutputData", "retryOnFail", "continueOnFail"), FLAG
        ),
        **dict.fromkeys(("typeVersion", "maxTries", "waitBetweenTries"), NUMBER),
        "position": listed(NUMBER),
        "parameters": OBJECT,
        "credentials": OBJECT,
        "customTelemetryTags": Shape({"tag": listed(_TAG)}),
    },
    read_only=("createdAt", "updatedAt"),
)
SETTINGS = Shape(
    {
        **dict.fromkeys(("saveExecutionProgress", "saveManualExecutions", "availableInMCP"), FLAG),
        **dict.fromkeys(("saveDataErrorExecution", "saveDataSuccessExecution"), one_of("all", "none")),
        **dict.fromkeys(("executionTimeout", "timeSavedPerExecution"), NUMBER),
        **dict.fromkeys(("errorWorkflow", "timezone", "executionOrder", "callerIds", "credentialResolverId"), STRING),
        "binaryMode": one_of("separate", "combined"),
        "callerPolicy": one_of("any", "none", "workflowsFromAList", "workflowsFromSameOwner"),
        "timeSavedMode": one_of("fixed", "dynamic"),
        "redactionPolicy": one_of("none", "non-manual", "manual-only", "all"),
        "customTelemetryTags": listed(_TAG),
    }
)


def _connections(value: Any, place: str) -> None:
    if not isinstance(value, dict):
        raise invalid(f"{place} must be object")


WORKFLOW = Shape(
    {
        "name": STRING,
        "description": anything,
        "nodes": listed(NODE),
        "connections": _connections,
        "settings": SETTINGS,
        "staticData": anything,
        "pinData": anything,
        "nodeGroups": anything,
        "shared": anything,
        "projectId": STRING,
        "parentFolderId": anything,
    },
    required=("name", "nodes", "settings"),
    read_only=(
        *("id", "active", "createdAt", "updatedAt", "isArchived", "versionId", "triggerCount"),
        *("meta", "tags", "activeVersion", "activeVersionId", "versionCounter"),
    ),
)


def check_workflow(body: Any) -> None:
    """Check a body; raises `Refused` in n8n's words."""
    if isinstance(body, dict) and not isinstance(body.get("connections"), dict) and {"name", "nodes"} <= body.keys():
        _connections(None, "request/body/connections")
    WORKFLOW(body, "request/body")
    if not 1 <= len(body["name"]) <= LONGEST_NAME:
        raise invalid("Workflow name must be 1 to 128 characters long.")
    faults = [*_node_faults(body["nodes"]), *_connection_faults(body)]
    if faults:
        raise invalid("Workflow structure is invalid. " + "; ".join(faults))


def _node_faults(nodes: list[dict[str, Any]]) -> list[str]:
    faults = [
        f"nodes[{place}].{name} {fault}"
        for place, node in enumerate(nodes)
        for name in ("name", "type", "position")
        if (fault := _fault(node, name))
    ]
    return faults or [fault for place in range(len(nodes)) for fault in _duplicates(nodes, place)]


def _fault(node: dict[str, Any], name: str) -> str | None:
    value = node.get(name)
    if value is None:
        return "(invalid_type): Required"
    if name != "position":
        return None if value else "(too_small): String must contain at least 1 character(s)"
    if len(value) < 2:
        return "(too_small): Array must contain at least 2 element(s)"
    return "(too_big): Array must contain at most 2 element(s)" if len(value) > 2 else None


def _duplicates(nodes: list[dict[str, Any]], place: int) -> list[str]:
    node, before, faults = nodes[place], nodes[:place], []
    same = next((each for each in before if node.get("id") and each.get("id") == node["id"]), None)
    if same:
        names = f'"{same["name"]}" and "{node["name"]}"'
        faults.append(f'nodes[{place}].id (duplicate_node_id): Nodes {names} share the node ID "{node["id"]}"')
    if any(each["name"] == node["name"] for each in before):
        faults.append(f'nodes[{place}].name (duplicate_node_name): Duplicate node name "{node["name"]}"')
    return faults


def _connection_faults(body: dict[str, Any]) -> list[str]:
    names = {node.get("name") for node in body["nodes"]}
    faults = []
    for source, kinds in body["connections"].items():
        place = f"connections.{source}"
        if not isinstance(kinds, dict):
            faults.append(f"{place} {_expected('object', kinds)}")
            continue
        if source not in names:
            words = f'Connection source "{source}" does not reference an existing node'
            faults.append(f"{place} (unknown_connection_source): {words}")
        for kind, outputs in kinds.items():
            faults += _output_faults(f"{place}.{kind}", outputs, names)
    return faults


def _output_faults(place: str, outputs: Any, names: set[Any]) -> list[str]:
    if not isinstance(outputs, list):
        return [f"{place} {_expected('array', outputs)}"]
    found = []
    for output, targets in enumerate(outputs):
        if targets is not None and not isinstance(targets, list):
            found.append(f"{place}[{output}] {_expected('array', targets)}")
            continue
        for number, target in enumerate(targets or ()):
            found += _target_faults(f"{place}[{output}][{number}]", target, names)
    return found


def _target_faults(place: str, target: Any, names: set[Any]) -> list[str]:
    if not isinstance(target, dict):
        return [f"{place} {_expected('object', target)}"]
    faults = [
        f"{place}.{name} " + ("(invalid_type): Required" if name not in target else _expected(kind, target[name]))
        for name, kind in (("node", "string"), ("type", "string"), ("index", "number"))
        if name not in target or type_name(target[name]) != kind
    ]
    if not faults and target["node"] not in names:
        words = f'Connection target "{target["node"]}" does not reference an existing node'
        return [f"{place}.node (unknown_connection_target): {words}"]
    return faults


def _expected(wanted: str, value: Any) -> str:
    return f"(invalid_type): Expected {wanted}, received {type_name(value)}"
