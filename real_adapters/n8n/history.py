"""What workflows on a live n8n have done: their executions, with the nodes that each walked.

n8n lists an execution without being asked for its status only once it has ended (seen on 2.41.1).
"""

import time

from contracts.ports.n8n import Execution
from real_adapters.n8n.api import PublicApi
from real_adapters.n8n.reading import read_execution

PAUSE, TRIES = 0.1, 50
LIMIT = 250
"""Executions of one page: n8n gives no more."""


def settle(api: PublicApi, workflow: str) -> None:
    """Give what runs a moment to end: a workflow goes on for a while after the answer that others wait for.

    Raises:
        CouldNotCheck: n8n refuses or does not answer.
    """
    for _ in range(TRIES):
        if not api.call("execution:list", "GET", "/executions", workflowId=workflow, status="running")["data"]:
            return
        time.sleep(PAUSE)


def executions_of(api: PublicApi, workflow: str, name: str) -> list[Execution]:
    """Give a workflow's executions, oldest first.

    Args:
        api: of its n8n.
        workflow: its id.
        name: what people call it.

    Raises:
        CouldNotCheck: n8n refuses or does not answer.
    """
    listed = api.pages("execution:list", "/executions", workflowId=workflow, limit=LIMIT)
    running = api.pages("execution:list", "/executions", workflowId=workflow, limit=LIMIT, status="running")
    ids = sorted({int(each["id"]) for each in [*listed, *running]})
    return [read_execution(_whole(api, each), name) for each in ids]


def _whole(api: PublicApi, execution: int) -> dict[str, object]:
    record: dict[str, object] = api.call("execution:read", "GET", f"/executions/{execution}", includeData="true")
    return record
