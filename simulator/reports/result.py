"""What a run came to, as `result.json` and `--json` tell it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from contracts.evidence import Verdict
from contracts.ports.n8n import Execution

Status = Literal["completed", "failed", "could not check"]


@dataclass(frozen=True, slots=True)
class Check:
    """One law that was held against the run.

    Attributes:
        name: the law's stable name.
        verdict: whether it held.
        reason: a sentence that says why; may be empty when it held.
        required: whether the run's own verdict rests on it.
        entries: seqs of the journal's entries that it points at.
    """

    name: str
    verdict: Verdict
    reason: str
    required: bool
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """The outcome of one run of the flow.

    Attributes:
        status: what became of the request.
        request_id: its id; None when none was given.
        failure_code: why it failed (`contracts.problems.FailureCode`).
        images: the files its images were saved to.
        topology: `stub` or `real <url>`, by system.
        verdicts: every check that was made, or could not be.
        durations: seconds, by what took them; `total` is the whole run.
        prompt: what the user asked for.
        seed: the run's seed, None when it had none.
        started_at: the run's time at its start, RFC 3339.
        version: this product's version.
        mode: `served` over sockets, or `simulated` on virtual time.
        faults: what was planned to disturb it, as `--fault` reads it.
        executions: what n8n did with the workflow that it was given, oldest first.
        workflow: that workflow, in n8n's export format; the report draws it.
    """

    status: Status
    request_id: str | None
    failure_code: str | None
    images: tuple[Path, ...]
    topology: dict[str, str]
    verdicts: tuple[Check, ...]
    durations: dict[str, float]
    prompt: str
    seed: int | None
    started_at: str
    version: str
    mode: Literal["served", "simulated"] = "served"
    faults: tuple[str, ...] = ()
    executions: tuple[Execution, ...] = ()
    workflow: Mapping[str, Any] | None = None

    @property
    def verdict(self) -> Verdict:
        """Judge the run: no check may have failed, each required one must have held, and there must be one."""
        if self.status == "failed" or any(check.verdict == "failed" for check in self.verdicts):
            return "failed"
        required = {check.verdict for check in self.verdicts if check.required}
        return "passed" if self.status == "completed" and required == {"passed"} else "could not check"

    def as_json(self) -> dict[str, Any]:
        """Give it as `result.json` holds it (design, "Interfaces that scripts rely on")."""
        return {
            "status": self.status,
            "verdict": self.verdict,
            "request_id": self.request_id,
            "failure_code": self.failure_code,
            "images": [path.as_posix() for path in self.images],
            "topology": dict(self.topology),
            "verdicts": [asdict(check) | {"entries": list(check.entries)} for check in self.verdicts],
            "durations": dict(self.durations),
            "prompt": self.prompt,
            "seed": self.seed,
            "started_at": self.started_at,
            "version": self.version,
            "mode": self.mode,
            "faults": list(self.faults),
            "executions": [asdict(execution) for execution in self.executions],
        }
