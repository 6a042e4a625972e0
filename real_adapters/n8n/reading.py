"""Reads n8n's own record of an execution: how it ended, and which nodes it walked (`facts/n8n.md` 2d)."""

from datetime import datetime
from typing import Any

from contracts.ports.n8n import Execution


def read_execution(record: dict[str, Any], workflow: str) -> Execution:
    """Give an execution from the record that `GET /executions/{id}?includeData=true` answers.

    Args:
        record: n8n's; its data may be missing, as it is while the execution runs.
        workflow: the workflow's name.
    """
    result = ((record.get("data") or {}).get("resultData")) or {}
    error = result.get("error") or {}
    return Execution(
        id=str(record["id"]),
        workflow=workflow,
        status=record["status"],
        seconds=_seconds(record.get("startedAt"), record.get("stoppedAt")),
        walked={name: [_counts(run) for run in runs] for name, runs in (result.get("runData") or {}).items()},
        failed_node=result.get("lastNodeExecuted") if record["status"] == "error" else None,
        error=error.get("message"),
    )


def _counts(run: dict[str, Any]) -> list[int]:
    """Give how many items a node gave on each of its outputs; a node that failed gave none."""
    outputs = (run.get("data") or {}).get("main") or []
    return [len(items or []) for items in outputs]


def _seconds(started: str | None, stopped: str | None) -> float | None:
    if not (started and stopped):
        return None
    return round((datetime.fromisoformat(stopped) - datetime.fromisoformat(started)).total_seconds(), 3)
