"""The reports of a verification: a page for people, JUnit for CI servers, JSON for scripts."""

import json
from pathlib import Path

from jinja2 import PackageLoader
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from markupsafe import Markup

from simulator.reports.folder import write_files
from simulator.reports.junit import clean
from simulator.reports.page import asset, pages_from, policy_of
from simulator.verification.finding import Finding, Verification

WORDS = {"passed": "It keeps its contract", "failed": "It breaks its contract", "could not check": "Could not check"}


def write_verification(folder: Path, found: Verification) -> None:
    """Write `verification.json`, `junit.xml` and, last, `index.html`; raises `ReportFolderError`."""
    document = json.dumps(found.as_json(), ensure_ascii=False, indent=1, default=str) + "\n"
    files = {
        "verification.json": document.encode("utf-8", "backslashreplace"),
        "junit.xml": to_junit(found),
        "index.html": to_html(found).encode("utf-8", "backslashreplace"),
    }
    write_files(folder, files)


def to_junit(found: Verification) -> bytes:
    """Write a suite for each feature; what could not be checked is skipped, never passed."""
    document = JUnitXml("imageflow verify " + " ".join(found.systems))
    for feature in dict.fromkeys(each.feature for each in found.findings):
        suite = TestSuite(clean(feature))
        suite.timestamp = found.started_at
        for each in found.findings:
            if each.feature == feature:
                suite.add_testcase(_case(each))
        document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]  # junitparser leaves its return type out
    written: bytes = document.tostring()  # type: ignore[no-untyped-call]  # likewise
    return written


def _case(finding: Finding) -> TestCase:
    case = TestCase(clean(finding.scenario), clean(finding.clause), finding.seconds)
    if finding.verdict == "failed":
        case.result = [Failure(clean(f"{finding.reason} {finding.advice}".strip()))]
    elif finding.verdict == "could not check":
        case.result = [Skipped(clean(finding.reason))]
    return case


def to_html(found: Verification) -> str:
    """Write the page: one file that loads nothing and runs nothing."""
    pages = pages_from(PackageLoader("simulator.reports"))
    style = asset(pages, "report.css") + asset(pages, "verification.css")
    return pages.get_template("verification.html.j2").render(
        style=Markup(style),  # noqa: S704 - this package's own files
        policy=policy_of(style, ""),
        found=found,
        word=WORDS[found.verdict],
        groups=[(name, _by_clause(found, name)) for name in ("failed", "could not check", "passed")],
        pretty=_pretty,
    )


def _by_clause(found: Verification, verdict: str) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for each in found.findings:
        if each.verdict == verdict:
            groups.setdefault(each.clause, []).append(each)
    return dict(sorted(groups.items()))


def _pretty(value: object) -> str:
    """Show a body as people read it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1, default=str)
