"""What a verification found: one finding a scenario, and what they come to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from contracts.evidence import Verdict


@dataclass(frozen=True, slots=True)
class Proof:
    """One exchange that a finding rests on, as people are shown it: secrets removed.

    Attributes:
        interaction: its id.
        hop: the wire it crossed.
        verdict: whether its clause held.
        reasons: what broke it, a sentence each.
        request: `method`, `url`, `headers` and `body`; empty for a state.
        answer: `status`, `headers` and `body`; empty when none came.
        error: why no answer came.
        curl: a command that repeats it.
    """

    interaction: str
    hop: str | None
    verdict: Verdict
    reasons: tuple[str, ...]
    request: dict[str, Any]
    answer: dict[str, Any]
    error: str | None
    curl: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one scenario showed of an endpoint.

    Attributes:
        scenario: its sentence, with its example.
        feature: what it belongs to.
        node: names it among all scenarios, the same in every run.
        clause: the interaction whose contract it is about, or was broken at, and its title.
        requirements: the ids of `contracts.requirements`.
        verdict: whether it held.
        reason: what went wrong, or why it could not be checked; empty when it held.
        advice: what to do about it; empty when nobody knows.
        required: whether the verification's own verdict rests on it.
        seconds: that it took.
        requests: exchanges that crossed the wire.
        evidence: the exchanges that it rests on; kept where it did not hold.
        differences: where the endpoint differs from the stub, by JSON path.
    """

    scenario: str
    feature: str
    node: str
    clause: str
    requirements: tuple[str, ...]
    verdict: Verdict
    reason: str = ""
    advice: str = ""
    required: bool = False
    seconds: float = 0.0
    requests: int = 0
    evidence: tuple[Proof, ...] = ()
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a whole verification came to.

    Attributes:
        systems: address by system.
        versions: what each said that it is.
        findings: in the order in which they were played.
        plan: what was announced, a line each.
        started_at: RFC 3339.
        seconds: that it took.
        version: of this product.
        run: names this verification.
    """

    systems: dict[str, str]
    versions: dict[str, str]
    findings: tuple[Finding, ...]
    plan: tuple[str, ...]
    started_at: str
    seconds: float
    version: str
    run: str

    @property
    def verdict(self) -> Verdict:
        """Judge: nothing may have failed, all that is required was checked, and something was."""
        return judged(self.findings)

    def count(self, verdict: Verdict) -> int:
        """Count the findings of a verdict."""
        return sum(each.verdict == verdict for each in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Give it as `verification.json` holds it."""
        counts = {verdict: self.count(verdict) for verdict in ("passed", "failed", "could not check")}
        return {"verdict": self.verdict, "counts": counts, **asdict(self)}


def judged(findings: Iterable[Finding]) -> Verdict:
    """Give the verdict that findings come to."""
    found = list(findings)
    if any(each.verdict == "failed" for each in found):
        return "failed"
    required = {each.verdict for each in found if each.required}
    return "passed" if required == {"passed"} else "could not check"
