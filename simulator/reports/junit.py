"""The run as JUnit XML: a testcase for each interaction and each check, as CI servers show them."""

import re

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from contracts.evidence import Evidence, Verdict
from simulator.reports.coverage import coverage
from simulator.reports.result import RunResult

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(evidence: Evidence, result: RunResult) -> bytes:
    """Write two suites, `interactions` and `checks`; what could not be checked is skipped, never passed."""
    interactions = TestSuite("imageflow.interactions")
    for each in coverage(evidence):
        name = f"{each.interaction.id} {each.interaction.title}"
        interactions.add_testcase(_case("imageflow.interactions", name, each.verdict, each.reason, each.seconds))
    checks = TestSuite("imageflow.checks")
    for check in result.verdicts:
        checks.add_testcase(_case("imageflow.checks", check.name, check.verdict, check.reason))
    for suite in (interactions, checks):
        suite.timestamp = result.started_at
    document = JUnitXml("imageflow")
    document.add_testsuite(interactions)
    document.add_testsuite(checks)
    document.update_statistics()  # type: ignore[no-untyped-call]  # junitparser leaves its return type out
    written: bytes = document.tostring()  # type: ignore[no-untyped-call]  # likewise
    return written


def _case(group: str, name: str, verdict: Verdict, reason: str, seconds: float = 0.0) -> TestCase:
    case = TestCase(clean(name), group, seconds)
    message = clean(reason) or "No reason was given."
    if verdict == "failed":
        case.result = [Failure(message)]
    elif verdict == "could not check":
        case.result = [Skipped(message)]
    return case


def clean(text: str) -> str:
    """Leave out what XML 1.0 can't hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
