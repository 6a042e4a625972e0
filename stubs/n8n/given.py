"""What is in the stub from the start: the workflows that ship, those of the user, and the credentials of both.

A credential has its name for an id, as in the shipped files: `Webhook signing secret` is `webhook-signing-secret`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from stubs.n8n.server.registry import hooks_of
from stubs.n8n.settings import GivenCredential, GivenWorkflow

Document = Mapping[str, Any]
ERRORS = "imageflow-errors"
KEPT = ("nodes", "connections", "settings", "staticData", "pinData")


class BadFile(ValueError):
    """A workflow file of the user can't be run; the text names it and says why."""


def given_credentials(data: Mapping[tuple[str, str], Mapping[str, Any]]) -> tuple[GivenCredential, ...]:
    """Give credentials, by type and name, as the stub keeps them."""
    return tuple(
        GivenCredential(name.lower().replace(" ", "-"), name, kind, held) for (kind, name), held in data.items()
    )


def given_workflows(
    shipped: Sequence[Document], errors: Document | None, own: Iterable[tuple[str, bytes]]
) -> tuple[GivenWorkflow, ...]:
    """Give the workflows that are active from the start.

    Args:
        shipped: what ships; one gives way to a file of the user's that takes its webhook.
        errors: the workflow that the shipped ones fall back on.
        own: name and content of each file of the user's.

    Raises:
        BadFile: a file of the user's can't be run.
    """
    mine = [_own(name, content) for name, content in own]
    taken = {hook for each in mine for hook in _hooks(each.document)}
    found = [GivenWorkflow(ERRORS, errors)] if errors is not None else []
    for document in shipped:
        settings = document["settings"] | ({"errorWorkflow": ERRORS} if errors is not None else {})
        if taken.isdisjoint(_hooks(document)):
            found.append(GivenWorkflow(f"imageflow-{_digest(document['name'])}", {**document, "settings": settings}))
    return (*found, *mine)


def _own(name: str, content: bytes) -> GivenWorkflow:
    try:
        workflow = read_workflow(content)
    except UnreadableWorkflow as error:
        raise BadFile(f"{name}: {error}") from None
    document = {part: workflow.document[part] for part in KEPT if part in workflow.document}
    kept = {"name": workflow.name, "connections": {}, "settings": {}} | document
    return GivenWorkflow(workflow.id or f"own-{_digest(name)}", kept)


def _hooks(document: Document) -> set[tuple[str, str]]:
    return {(hook.method, hook.path) for hook in hooks_of(read_workflow(document))}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
