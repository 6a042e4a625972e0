"""What the public API shows of workflows, credentials and executions."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from stubs.n8n.server.library import Credential, Kept

PROJECT_ID = "imageflowStubOwn"
OWNER = "imageflow stub <owner@example.com>"


def moment(seconds: float | None) -> str | None:
    """Give a time as n8n writes it, to the millisecond."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def workflow_view(kept: Kept, *, registered: bool, without: Collection[str] = ()) -> dict[str, Any]:
    """Give a workflow as single answers show it; each kind of answer leaves other fields out."""
    shown = listed_workflow(kept, registered=registered)
    if kept.active:
        shown["activeVersion"]["workflowPublishHistory"] = []
    versions = {"versionId": kept.version_id, "versionCounter": kept.version_count, "sourceWorkflowId": None}
    head = {name: shown.pop(name) for name in ("id", "name")} | {"description": kept.document.get("description")}
    first = {name: shown.pop(name) for name in ("active", "activeVersionId", "createdAt", "updatedAt", "isArchived")}
    shown.pop("versionId")
    whole = head | first | versions | shown
    return {name: value for name, value in whole.items() if name not in without}


def listed_workflow(kept: Kept, *, registered: bool) -> dict[str, Any]:
    """Give a workflow as lists show it."""
    created, updated = moment(kept.created_at), moment(kept.updated_at)
    document = kept.document
    return {
        "id": kept.id,
        "name": kept.name,
        "active": kept.active,
        "activeVersionId": kept.version_id if kept.active else None,
        "createdAt": created,
        "updatedAt": updated,
        "isArchived": False,
        "versionId": kept.version_id,
        "triggerCount": int(registered),
        "nodes": document["nodes"],
        "connections": document["connections"],
        "nodeGroups": document.get("nodeGroups", []),
        "settings": document["settings"],
        "staticData": document.get("staticData"),
        "pinData": document.get("pinData"),
        "meta": None,
        "tags": [],
        "shared": [
            {
                "role": "workflow:owner",
                "workflowId": kept.id,
                "projectId": PROJECT_ID,
                "createdAt": created,
                "updatedAt": created,
            }
        ],
        "activeVersion": _version(kept) if kept.active else None,
    }


def _version(kept: Kept) -> dict[str, Any]:
    return {
        "versionId": kept.version_id,
        "workflowId": kept.id,
        "nodes": kept.document["nodes"],
        "connections": kept.document["connections"],
        "nodeGroups": kept.document.get("nodeGroups", []),
        "authors": OWNER,
        "name": None,
        "description": None,
        "autosaved": False,
        "createdAt": moment(kept.updated_at),
        "updatedAt": moment(kept.updated_at),
    }


def credential_view(credential: Credential) -> dict[str, Any]:
    """Give a credential as single answers show it: never its data."""
    return {
        "id": credential.id,
        "name": credential.name,
        "type": credential.type,
        "isManaged": False,
        "isGlobal": False,
        "isResolvable": False,
        "resolvableAllowFallback": False,
        "resolverId": None,
        "createdAt": moment(credential.created_at),
        "updatedAt": moment(credential.updated_at),
    }


def listed_credential(credential: Credential) -> dict[str, Any]:
    """Give a credential as lists show it."""
    created = moment(credential.created_at)
    owner = {"id": PROJECT_ID, "name": OWNER, "role": "credential:owner", "createdAt": created, "updatedAt": created}
    return {
        "id": credential.id,
        "name": credential.name,
        "type": credential.type,
        "createdAt": created,
        "updatedAt": moment(credential.updated_at),
        "shared": [owner],
    }
