"""Makes credentials and workflows on a live n8n, and takes them away again; the ledger knows of each before n8n does.

Seen on 2.41.1: a published workflow can't be deleted, nor one that is still being unpublished, which takes a moment;
with a workflow its executions are deleted.
"""

import time
from typing import Any
from urllib.parse import quote

from real_adapters.ledger import Ledger, Made
from real_adapters.n8n.api import PublicApi, Refused

PAUSE, TRIES = 0.1, 100
UNENDED = ("running", "waiting", "queued")


class Provisioning:
    """What one run makes on one n8n; blocking, so it is called from a thread."""

    def __init__(self, api: PublicApi, ledger: Ledger) -> None:
        """Make nothing yet."""
        self._api, self._ledger = api, ledger

    def credential(self, name: str, kind: str, data: dict[str, Any]) -> str:
        """Make a credential and give its id; raises `CouldNotCheck`."""
        return self._make("credential", name, {"name": name, "type": kind, "data": data})

    def workflow(self, document: dict[str, Any]) -> str:
        """Make a workflow, not active yet, and give its id; raises `CouldNotCheck`."""
        return self._make("workflow", document["name"], document)

    def _make(self, kind: Any, name: str, body: dict[str, Any]) -> str:
        made = self._ledger.about_to(kind, name)
        try:
            answer = self._api.call(f"{kind}:create", "POST", f"/{kind}s", body)
        except Refused:
            self._ledger.gone(made)
            raise
        self._ledger.known(made, str(answer["id"]))
        return str(answer["id"])

    def activate(self, workflow: str) -> None:
        """Publish a workflow: its webhook is there a moment after this; raises `CouldNotCheck`."""
        self._api.call("workflow:activate", "POST", f"/workflows/{workflow}/activate")

    def stop_executions(self) -> None:
        """End what the workflows still do; raises `CouldNotCheck`."""
        for made in self._ledger.made:
            if made.kind == "workflow" and made.id:
                self._stop(made.id)

    def _stop(self, workflow: str) -> None:
        self._api.call("execution:stop", "POST", "/executions/stop", {"status": list(UNENDED), "workflowId": workflow})

    def find_unknown(self) -> None:
        """Learn the ids of workflows that n8n was asked for and never answered; raises `CouldNotCheck`."""
        for made in list(self._ledger.made):
            if made.id is not None or made.kind != "workflow":
                continue
            found = self._api.call("workflow:list", "GET", f"/workflows?name={quote(made.name)}")["data"]
            if found:
                self._ledger.known(made, str(found[0]["id"]))
            else:
                self._ledger.gone(made)

    def withdraw(self) -> None:
        """Take away what was made, the newest first; what is not there any more is no error.

        Raises:
            CouldNotCheck: n8n refuses or does not answer; the ledger still holds what is left.
        """
        for made in reversed(list(self._ledger.made)):
            if made.id is None:
                continue  # whether it came to be, only n8n's own list can tell
            if made.kind == "workflow":
                self._withdraw_workflow(made)
            else:
                self._delete(made)
            self._ledger.gone(made)

    def _withdraw_workflow(self, made: Made) -> None:
        try:
            self._api.call("workflow:deactivate", "POST", f"/workflows/{made.id}/deactivate")
        except Refused as refusal:
            if refusal.status == 404:
                return
            raise
        self._stop(str(made.id))
        for _ in range(TRIES - 1):
            if self._deleted(made):
                return
            time.sleep(PAUSE)
        self._delete(made)

    def _deleted(self, made: Made) -> bool:
        """Tell whether a workflow could be deleted: not as long as it is being unpublished."""
        try:
            self._delete(made)
        except Refused as refusal:
            if refusal.status == 409:
                return False
            raise
        return True

    def _delete(self, made: Made) -> None:
        try:
            self._api.call(f"{made.kind}:delete", "DELETE", f"/{made.kind}s/{made.id}")
        except Refused as refusal:
            if refusal.status != 404:
                raise
