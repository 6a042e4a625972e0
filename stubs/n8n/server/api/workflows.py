"""`/api/v1/workflows`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from stubs.n8n.engine.reading import check_types, read_structure
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from stubs.n8n.engine.workflow import Workflow
from stubs.n8n.nodes.registry import find
from stubs.n8n.server.api.bodies import json_body
from stubs.n8n.server.api.called_workflows import check_called
from stubs.n8n.server.api.pages import choice, page_of
from stubs.n8n.server.api.refusals import NOT_FOUND, Refused, invalid, respond
from stubs.n8n.server.api.views import listed_workflow, workflow_view
from stubs.n8n.server.api.workflow_shape import check_workflow
from stubs.n8n.server.library import Kept, Library
from stubs.n8n.server.publication import Publication
from stubs.n8n.server.registry import in_conflict

NO_TRIGGER = (
    "Workflow cannot be activated because it has no trigger node. "
    "At least one trigger, webhook, or polling node is required."
)
MANUAL = frozenset({"n8n-nodes-base.manualTrigger"})
CALLED = frozenset({"n8n-nodes-base.webhook", "n8n-nodes-base.wait"})
"""Types whose nodes have addresses of their own, by their `webhookId`."""
KEPT_FIELDS = ("name", "description", "nodes", "connections", "settings", "staticData", "pinData", "nodeGroups")


@dataclass(frozen=True, slots=True)
class Workflows:
    """The endpoints of workflows."""

    library: Library
    publication: Publication

    async def create(self, request: Request) -> Response:
        """Keep a new workflow; it is not active, and its node types are not looked at yet."""
        body = await json_body(request)
        check_workflow(body)
        kept = self.library.add_workflow(self._document(body))
        return respond(self._view(kept) | {"parentFolder": None})

    async def list(self, request: Request) -> Response:
        """List workflows, newest first."""
        active = choice(request, "active", ("true", "false"))
        name, tags = request.query_params.get("name"), request.query_params.get("tags")
        found = [
            kept
            for kept in self.library.workflows()
            if (active is None or kept.active == (active == "true"))
            and (name is None or name.lower() in kept.name.lower())
            and not tags
        ]
        return respond(page_of(request, found, lambda kept: listed_workflow(kept, registered=self._is_on(kept))))

    async def get(self, request: Request) -> Response:
        """Give a workflow."""
        bare = choice(request, "excludePinnedData", ("true", "false")) == "true"
        return respond(self._view(self._found(request, NOT_FOUND), *(("pinData",) if bare else ())))

    async def update(self, request: Request) -> Response:
        """Put another document in a workflow's place; an active one is published anew."""
        body = await json_body(request)
        check_workflow(body)
        kept = self._found(request, _denied("update"))
        document = self._document(body)
        if kept.active:
            self._check_runnable(document, kept.id)
        changed = self.library.change_workflow(kept, document)
        if changed.active:
            self.publication.publish(changed.id)
        return respond(self._view(changed, "shared"))

    async def delete(self, request: Request) -> Response:
        """Forget a workflow that is not active."""
        kept = self._found(request, NOT_FOUND)
        if kept.active:
            raise Refused(409, "Cannot delete a published workflow. Unpublish it before deleting.")
        if self.publication.is_withdrawing(kept.id):
            raise Refused(409, "Workflow is still being unpublished. Please try again in a few moments.")
        view = self._view(kept, "tags", "activeVersion")
        self.library.remove_workflow(kept.id)
        return respond(view)

    async def activate(self, request: Request) -> Response:
        """Publish a workflow, soon after the answer."""
        kept = self._found(request, _denied("activate"))
        self._check_runnable(kept.document, kept.id)
        check_called(kept.document, kept.id, self.library.workflow)
        active = self.library.set_active(kept.id, active=True)
        self.publication.publish(kept.id)
        return respond(self._view(active, "shared", "tags"))

    async def deactivate(self, request: Request) -> Response:
        """Withdraw a workflow, soon after the answer."""
        kept = self._found(request, _denied("deactivate"))
        if kept.active:
            kept = self.library.set_active(kept.id, active=False)
            self.publication.withdraw(kept.id)
        return respond(self._view(kept, "tags"))

    async def tags(self, request: Request) -> Response:
        """Give a workflow's tags: the stub keeps none."""
        self._found(request, NOT_FOUND)
        return respond([])

    def _found(self, request: Request, otherwise: str) -> Kept:
        kept = self.library.workflow(request.path_params["id"])
        if kept is None:
            raise Refused(404, otherwise)
        return kept

    def _view(self, kept: Kept, *without: str) -> dict[str, Any]:
        return workflow_view(kept, registered=self._is_on(kept), without=without)

    def _is_on(self, kept: Kept) -> bool:
        return self.publication.registry.has(kept.id)

    def _document(self, body: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: body[name] for name in KEPT_FIELDS if name in body}
        return found | {"nodes": [self._with_ids(node) for node in body["nodes"]]}

    def _with_ids(self, node: dict[str, Any]) -> dict[str, Any]:
        entropy = self.publication.runtime.entropy
        given = node if node.get("id") else {**node, "id": entropy.uuid()}
        called = given["type"] in CALLED and not given.get("webhookId")
        return {**given, "webhookId": entropy.uuid()} if called else given

    def _check_runnable(self, document: Mapping[str, Any], workflow_id: str) -> None:
        """Refuse what can't be published; raises `Refused` in n8n's words, with what to do where they name no way."""
        try:
            workflow = read_structure(document, workflow_id)
        except UnreadableWorkflow as error:
            raise invalid(str(error) if document["nodes"] else NO_TRIGGER) from None
        unknown = next((node.type for node in workflow.nodes.values() if find(node.type) is None), None)
        try:
            check_types(workflow)
        except UnreadableWorkflow as error:
            raise invalid(f"Unrecognized node type: {unknown}. {error}" if unknown else str(error)) from None
        if not _has_trigger(workflow):
            raise invalid(NO_TRIGGER)
        if in_conflict(workflow, (each for each in self.publication.active() if each.id != workflow_id)):
            raise Refused(409, "There is a conflict with one of the webhooks.")


def _has_trigger(workflow: Workflow) -> bool:
    kinds = [(node, find(node.type)) for node in workflow.nodes.values() if not node.disabled]
    return any(kind and kind.role == "trigger" and node.type not in MANUAL for node, kind in kinds)


def _denied(what: str) -> str:
    return f"You do not have permission to {what} this workflow. Ask the owner to share it with you."
