"""The files beside the page: result.json, junit.xml, flow.mmd, and how they are written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from contracts.evidence import Verdict
from contracts.interactions import INTERACTIONS
from simulator.reports import folder as folder_module
from simulator.reports.folder import write_report
from simulator.reports.junit import to_junit
from simulator.reports.mermaid import escape, to_mermaid
from simulator.reports.place import ReportFolderError
from simulator.reports.result import Check, RunResult, Status
from tests.reports.samples import CHECKS, broken, broken_result, happy, refused, refused_result, result_of

FILES = {"index.html", "journal.jsonl", "junit.xml", "flow.mmd", "result.json"}


def test_a_report_is_five_files_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    """The folder is made, each file stands in it, and no part of one remains; a second report replaces the first."""
    for result in (result_of(), result_of("Another prompt")):
        write_report(tmp_path / "a" / "b", happy(), result)
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == FILES
    assert json.loads((tmp_path / "a" / "b" / "result.json").read_text())["prompt"] == "Another prompt"


def test_result_json_has_the_keys_that_scripts_rely_on(tmp_path: Path) -> None:
    """Status, ids, images, topology, verdicts and durations stand under their promised names."""
    write_report(tmp_path, happy(), result_of(images=(Path("out/image-1.png"),)))
    found = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert {"status", "request_id", "images", "topology", "verdicts", "durations"} <= set(found)
    assert found["images"] == ["out/image-1.png"]
    assert {"name", "verdict", "reason"} <= set(found["verdicts"][0])


@pytest.mark.parametrize(
    ("status", "required", "verdict"),
    [
        ("completed", ["passed"], "passed"),
        ("completed", ["passed", "could not check"], "could not check"),
        ("completed", ["could not check", "failed"], "failed"),
        ("completed", [], "could not check"),
        ("could not check", ["passed"], "could not check"),
        ("failed", ["passed"], "failed"),
    ],
)
def test_a_run_is_judged_by_its_status_and_required_checks(
    status: Status, required: list[Verdict], verdict: Verdict
) -> None:
    """Only a required check turns a run by being unchecked, and what could not be checked is never passed."""
    checks = [Check("law", each, "", required=True) for each in required]
    extra = Check("extra", "could not check", "", required=False)
    assert result_of(status=status, verdicts=(*checks, extra)).verdict == verdict


def test_any_failed_check_fails_a_run() -> None:
    """A run is green only when every check that could be made held, required or not."""
    checks = (Check("law", "passed", "", required=True), Check("extra", "failed", "", required=False))
    assert result_of(status="completed", verdicts=checks).verdict == "failed"


def test_junit_has_a_case_for_each_interaction_and_check() -> None:
    """Eleven interactions and every check are counted; failures and open checks are told apart, with their reasons."""
    suites = list(JUnitXml.fromstring(to_junit(broken(), broken_result()).decode()))
    assert [(suite.name, suite.tests, suite.failures, suite.skipped) for suite in suites] == [
        ("imageflow.interactions", len(INTERACTIONS), 2, 1),
        ("imageflow.checks", len(CHECKS), 1, 1),
    ]
    failed = [case.result[0].message for suite in suites for case in suite if case.is_failure]
    assert failed[0].startswith("The stored bytes are not the ones")


def test_what_a_run_never_came_to_is_skipped_in_junit_with_its_reason() -> None:
    """Interactions that did not happen, or that the topology hides, are never green."""
    cases = list(next(iter(JUnitXml.fromstring(to_junit(refused(), refused_result()).decode()))))
    assert [case.is_skipped for case in cases] == [False] + [True] * 10
    assert cases[2].result[0].message == "What happens inside a real Odoo is not seen."


def test_junit_is_xml_whatever_a_reason_holds() -> None:
    """Characters that XML can't hold are replaced."""
    checks = (Check("odd\x00name", "failed", "]]><x> \x1b[31m \ud800 & done", True),)
    suites = list(JUnitXml.fromstring(to_junit(happy(), result_of(verdicts=checks)).decode()))
    assert next(iter(suites[1])).result[0].message == "]]><x> �[31m � & done"


def test_mermaid_tells_what_happened() -> None:
    """Requests, answers, states, faults, a lost answer and failures each have their line."""
    lines = [line.strip() for line in to_mermaid(broken(), broken_result()).splitlines()]
    assert lines[0] == "sequenceDiagram"
    assert sum(line.startswith("participant ") for line in lines) == 7
    assert "p0->>p1: I01 POST /imageflow/v1/requests" in lines
    assert "p1-->>p0: I01 201 Created" in lines
    assert "Note over p1,p2: I03 Handed over for dispatch" in lines
    assert "Note over p2,p3: FAULT INJECTED delay of 300 ms" in lines
    assert "p2--xp3: I07 No answer#58; The connection broke before an answer came." in lines
    assert sum("FAILED HERE FIRST" in line for line in lines) == 1


@given(st.text())
def test_no_text_is_mermaid_syntax(text: str) -> None:
    """Whatever a URL or reason holds, it stays one line without a character that Mermaid reads."""
    assert not set(escape(text).replace("#", "").replace(";", "")) & set('\n\r%{}[]<>":|\\`')
    assert "\n" not in escape(text)


@pytest.mark.parametrize("place", ["taken", "taken/below"])
def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path, place: str) -> None:
    """A file where the folder should be gives the place, the reason and what to do."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(
        ReportFolderError, match=r"could not be written to .*taken.* \(.+\): name a folder .*--report\.$"
    ):
        write_report(tmp_path / place, happy(), result_of())


def test_a_write_that_breaks_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle of a file neither cuts the file that stood there nor leaves a part of the new one."""
    write_report(tmp_path, happy(), result_of("The first prompt"))

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as half:
            half.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder_module.Path, "write_bytes", full)
    with pytest.raises(ReportFolderError, match="No space left"):
        write_report(tmp_path, happy(), result_of("The second prompt"))
    assert {path.name for path in tmp_path.iterdir()} == FILES
    assert "The first prompt" in (tmp_path / "result.json").read_text(encoding="utf-8")


def test_the_samples_are_results() -> None:
    """The three samples stand for the three verdicts."""
    results: list[RunResult] = [result_of(), broken_result(), refused_result()]
    assert [result.verdict for result in results] == ["passed", "failed", "could not check"]
