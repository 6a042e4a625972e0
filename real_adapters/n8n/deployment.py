"""One run's copy of the flow's workflows on a live n8n: names, webhook paths and credentials are this run's own."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from contracts.ports.n8n import Execution
from real_adapters.n8n.api import PublicApi
from real_adapters.n8n.history import executions_of, settle
from real_adapters.n8n.package import Document, Package, Reference
from real_adapters.n8n.provisioning import Provisioning

KEPT = ("name", "nodes", "connections", "settings")
"""What n8n takes of a workflow's file when one is created."""


class Deployment:
    """A package on one n8n; blocking, so it is called from a thread."""

    def __init__(self, api: PublicApi, provisioning: Provisioning, tag: str) -> None:
        """Make nothing yet; the tag makes names and paths this run's own."""
        self._api, self._provisioning, self._tag = api, provisioning, tag
        self._workflows: dict[str, str] = {}

    def deploy(self, package: Package) -> None:
        """Make credentials and workflows, and activate them; raises `CouldNotCheck`."""
        known = {
            reference: self._provisioning.credential(self._own(reference[1]), reference[0], data)
            for reference, data in package.credentials.items()
        }
        # n8n calls only an error workflow that is active.
        fallback = self._make(package.errors, known, None) if package.errors else None
        for document in package.workflows:
            self._make(document, known, fallback)

    def _own(self, name: str) -> str:
        return f"{name} ({self._tag})"

    def _make(self, document: Document, known: Mapping[Reference, str], fallback: str | None) -> str:
        ours = deepcopy({name: document[name] for name in KEPT})
        ours["name"] = self._own(document["name"])
        if fallback:
            ours["settings"]["errorWorkflow"] = fallback
        for node in ours["nodes"]:
            if "path" in node["parameters"]:
                node["parameters"]["path"] = own_path(node["parameters"]["path"], self._tag)
                node.pop("webhookId", None)
            for kind, named in node.get("credentials", {}).items():
                if (kind, named["name"]) in known:  # another is one that the user keeps there
                    node["credentials"][kind] = {"id": known[kind, named["name"]], "name": self._own(named["name"])}
        identity = self._provisioning.workflow(ours)
        self._workflows[identity] = document["name"]
        self._provisioning.activate(identity)
        return identity

    def executions(self) -> list[Execution]:
        """Give what the workflows have done, oldest first, those in flight after a moment; raises `CouldNotCheck`."""
        return sorted(self._executions(), key=lambda execution: int(execution.id))

    def _executions(self) -> Iterator[Execution]:
        for identity, name in self._workflows.items():
            settle(self._api, identity)
            yield from executions_of(self._api, identity, name)

    def stop_executions(self) -> None:
        """End what is in flight; raises `CouldNotCheck`."""
        self._provisioning.stop_executions()

    def withdraw(self) -> None:
        """Take everything away; raises `CouldNotCheck`."""
        try:
            self._provisioning.withdraw()
        finally:
            self._api.close()


def own_path(path: str, tag: str) -> str:
    """Give a webhook's path as one run has it."""
    return f"{path}-{tag}"
