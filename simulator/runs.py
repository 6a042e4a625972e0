"""One run from start to report."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from contracts.evidence import Entry, Evidence
from contracts.participants import System
from contracts.timestamps import to_text
from simulator.flow import Image, Outcome, run_flow
from simulator.plan import Plan
from simulator.reports.place import ReportFolderError
from simulator.reports.result import RunResult, Status
from simulator.sandbox import Sandbox
from simulator.verdicts import check_all
from simulator.version import product_version


async def run_once(
    plan: Plan, watch: Callable[[Entry], None], versions: Callable[[dict[System, str]], None]
) -> RunResult:
    """Run the flow once and write its report.

    Args:
        plan: what to do.
        watch: told of every journal entry as it changes.
        versions: told what the real systems say they are.

    Raises:
        SettingsError: a port, secret or folder can't be used.
        ReportFolderError: the report can't be written.
        CouldNotCheck: a real system does not answer.
    """
    async with _sandbox(plan) as sandbox:
        started = sandbox.clock.now()
        found = await sandbox.check_real()
        if System.AI in found:
            found[System.AI] += f"; {sandbox.estimate(plan.fields)}"
        versions(found)
        with sandbox.journal.listening(watch):
            outcome = await run_flow(sandbox, plan.fields)
        executions = await sandbox.executions()
        images = [_save(plan.report, image) for image in outcome.images]
        evidence = sandbox.evidence()
    from simulator.reports.folder import write_report  # noqa: PLC0415 - the image need not wait for its imports

    result = replace(
        _result(plan, outcome, evidence, images, to_text(started)),
        executions=tuple(executions),
        workflow=sandbox.workflow(),
    )
    write_report(plan.report, evidence, result, images)
    return result


def _sandbox(plan: Plan) -> Sandbox:
    sandbox = Sandbox(
        plan.topology, plan.settings, limits=plan.limits, seed=plan.seed, data=plan.data, simulated=plan.simulated
    )
    for fault in plan.faults:
        sandbox.disturb(fault)
    return sandbox


def _save(folder: Path, image: Image) -> Path:
    path = folder / image.name
    try:
        path.write_bytes(image.data)
    except OSError as error:
        raise ReportFolderError(
            f"{path} can't be written ({error.strerror}): name another folder with --report."
        ) from None
    return path


def _result(plan: Plan, outcome: Outcome, evidence: Evidence, images: list[Path], started: str) -> RunResult:
    statuses: dict[str, Status] = {"completed": "completed", "failed": "failed"}
    return RunResult(
        status=statuses.get(outcome.status, "could not check"),
        request_id=outcome.request_id,
        failure_code=outcome.failure_code,
        images=tuple(images),
        topology=plan.topology.words(),
        verdicts=check_all(evidence, outcome, require_all=plan.require_all),
        durations=_durations(evidence, outcome),
        prompt=str(plan.fields.get("prompt", "")),
        seed=plan.seed,
        started_at=started,
        version=product_version(),
        mode="simulated" if plan.simulated else "served",
        faults=tuple(fault.spec for fault in plan.faults),
    )


def _durations(evidence: Evidence, outcome: Outcome) -> dict[str, float]:
    """Give seconds by interaction (its longest exchange) and in all."""
    durations = {"total": round(outcome.seconds, 3)}
    for entry in evidence.entries:
        if entry.interaction.startswith("I") and entry.duration_ms is not None:
            seconds = round(entry.duration_ms / 1000, 3)
            durations[entry.interaction] = max(seconds, durations.get(entry.interaction, 0.0))
    return durations
