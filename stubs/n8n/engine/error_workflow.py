"""Which workflow is told that another one failed, and what it is told (`facts/n8n.md` 2e)."""

from collections.abc import Callable, Mapping
from typing import Any

from stubs.n8n.engine.playing import Playing
from stubs.n8n.engine.workflow import Workflow

ON_ERROR = "n8n-nodes-base.errorTrigger"


def error_workflow(playing: Playing, find: Callable[[str], Workflow | None]) -> tuple[Workflow, str] | None:
    """Give the workflow to start, with its trigger: the one that the settings name, else the failed one itself.

    It must be active, and an error workflow that fails does not start itself again.
    """
    failed = playing.run.state.workflow
    named = failed.settings.get("errorWorkflow")
    if named and not (playing.mode == "error" and named == failed.id):
        found = find(str(named))
    else:
        found = failed if playing.mode != "error" else None
    if found is None or not found.active:
        return None
    for each in found.nodes.values():
        if each.type == ON_ERROR and not each.disabled:
            return found, each.name
    return None


def failure_of(playing: Playing, result: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Give what an error trigger puts out.

    Args:
        playing: the execution that failed.
        result: its `resultData`.
        address: of this n8n.
    """
    workflow = playing.run.state.workflow
    return {
        "execution": {
            "id": str(playing.id),
            "url": f"{address}/workflow/{workflow.id}/executions/{playing.id}",
            "error": result["error"],
            "lastNodeExecuted": result.get("lastNodeExecuted"),
            "mode": playing.mode,
            "executionContext": _context_of(playing),
        },
        "workflow": {"id": workflow.id, "name": workflow.name},
    }


def _context_of(playing: Playing) -> dict[str, Any]:
    """Give what n8n notes when an execution is set up; nothing of the trigger when that has not run."""
    state = playing.run.state
    found: dict[str, Any] = {"version": 1, "source": playing.mode}
    for name, tasks in list(state.run_data.items())[:1]:
        found["establishedAt"] = int(tasks[0].started * 1000)
        found["triggerNode"] = {"name": name, "type": state.workflow.nodes[name].type}
    return found | {"redaction": {"version": 2, "production": False, "manual": False}}
