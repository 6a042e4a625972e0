"""`/api/v1/executions`."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from stubs.n8n.engine.executions import FOREVER, Execution, Executions
from stubs.n8n.server.api.bodies import json_body
from stubs.n8n.server.api.pages import choice, limit_of, next_cursor, read_cursor
from stubs.n8n.server.api.refusals import NOT_FOUND, Refused, invalid, respond
from stubs.n8n.server.api.shapes import STRING, Shape, listed
from stubs.n8n.server.api.views import moment
from stubs.n8n.server.waiting import Resumption

STOP = Shape({"status": listed(STRING), "workflowId": STRING}, required=("status",), strict=False)
STATUSES = ("canceled", "crashed", "error", "new", "running", "success", "unknown", "waiting")


@dataclass(frozen=True, slots=True)
class ExecutionsApi:
    """The endpoints of executions."""

    executions: Executions
    resumption: Resumption

    async def list(self, request: Request) -> Response:
        """List executions, newest first."""
        status = choice(request, "status", STATUSES)
        with_data = choice(request, "includeData", ("true", "false")) == "true"
        limit, last = limit_of(request), None
        if cursor := request.query_params.get("cursor"):
            limit, last = read_cursor(cursor, "lastId")
        workflow_id = request.query_params.get("workflowId")
        found = self.executions.newest(limit + 1, before=last, workflow_id=workflow_id, status=status)
        shown = [self._full(each) if with_data else _listed(each) for each in found[:limit]]
        more = next_cursor(limit, "lastId", found[limit - 1].id) if len(found) > limit else None
        return respond({"data": shown, "nextCursor": more})

    async def get(self, request: Request) -> Response:
        """Give an execution, with its data when that is asked for."""
        number = _id(request)
        with_data = choice(request, "includeData", ("true", "false")) == "true"
        found = self._found(number, NOT_FOUND)
        return respond(self._full(found) if with_data else _head(found))

    async def delete(self, request: Request) -> Response:
        """Forget an execution."""
        found = self._found(_id(request), NOT_FOUND)
        self.executions.remove(found.id)
        return respond(_head(found))

    async def retry(self, request: Request) -> Response:
        """Say why an execution is not run again."""
        number = _id(request)
        found = self._found(number, f'The execution with the ID "{number}" does not exist.')
        if found.status == "success":
            raise Refused(409, "The execution succeeded, so it cannot be retried.")
        raise Refused(409, "This stub does not retry executions: call the workflow's webhook again.")

    async def stop(self, request: Request) -> Response:
        """Stop an execution that waits."""
        found = self._found(_id(request), "Failed to find execution to stop")
        if not self._stopped(found.id):
            raise Refused(409, "This stub stops executions that wait, no others: wait for this one's end.")
        shown = _listed(self._found(found.id, NOT_FOUND))
        return respond({name: shown[name] for name in ("mode", "startedAt", "stoppedAt", "finished", "status")})

    async def stop_many(self, request: Request) -> Response:
        """Stop the executions that wait, of one workflow or of all."""
        body = await json_body(request)
        STOP(body, "request/body")
        found = self.executions.waiting() if "waiting" in body["status"] else ()
        wanted = body.get("workflowId")
        stopped = [self._stopped(each.id) for each in found if wanted in {None, "all", each.workflow_id}]
        return respond({"stopped": sum(stopped)})

    def _stopped(self, execution: int) -> bool:
        data = self.executions.data(execution)
        if not self.executions.claim(execution):
            return False
        self.executions.end(execution, "canceled", data)
        return True

    def _found(self, number: int, otherwise: str) -> Execution:
        found = self.executions.find(number)
        if found is None:
            raise Refused(404, otherwise)
        return found

    def _full(self, execution: Execution) -> dict[str, Any]:
        data = self.executions.data(execution.id)
        return _head(execution) | {
            "data": data | {"resumeToken": self.resumption.signature(str(execution.id))},
            "customData": {},
            "workflowData": self.executions.document(execution.id),
        }


def _id(request: Request) -> int:
    text: str = request.path_params["id"]
    if not (text.isascii() and text.isdigit() and len(text) < 16 and int(text) > 0):
        raise invalid("request/params/executionId must be a positive integer")
    return int(text)


def _listed(execution: Execution) -> dict[str, Any]:
    wait_till = execution.wait_till
    return {
        "id": str(execution.id),
        "finished": execution.status == "success",
        "mode": execution.mode,
        "retryOf": None,
        "retrySuccessId": None,
        "status": execution.status,
        "startedAt": moment(execution.started_at),
        "stoppedAt": moment(execution.stopped_at),
        "workflowId": execution.workflow_id,
        "waitTill": moment(None if wait_till is None else min(wait_till, FOREVER)),
    }


def _head(execution: Execution) -> dict[str, Any]:
    """Give what n8n shows of an execution beside its data, in n8n's order."""
    shown = _listed(execution)
    names = ("id", "finished", "mode", "retryOf", "retrySuccessId", "status")
    return {
        **{name: shown[name] for name in names},
        "createdAt": shown["startedAt"],
        "startedAt": shown["startedAt"],
        "stoppedAt": shown["stoppedAt"],
        "deletedAt": None,
        "workflowId": shown["workflowId"],
        "waitTill": shown["waitTill"],
        "storedAt": "db",
        "tracingContext": None,
        "deduplicationKey": None,
        "jsonSizeBytes": execution.size,
        "binaryDataSizeBytes": 0,
        "usedPrivateCredentials": False,
    }
