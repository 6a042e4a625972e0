"""The sequence of a run, and where it first left its contract."""

from dataclasses import replace

from contracts.evidence import Entry, Evidence
from simulator.reports.diagram import diagram_of, milliseconds
from simulator.reports.divergence import suspects
from simulator.reports.headline import headline_of
from simulator.reports.sequence import steps
from tests.reports.samples import CHECKS, Journal, answered, asked, broken, broken_result, happy, refused, result_of


def shown(evidence: Evidence) -> list[tuple[str, str]]:
    return [(step.entry.interaction, step.way) for step in steps(evidence, result_of())]


def test_every_entry_is_drawn_once_and_every_answer_where_it_came() -> None:
    """The happy run has one row a request, answer and state, in the order of time."""
    assert shown(happy()) == [
        ("I01", "request"),
        ("I02", "state"),
        ("I03", "state"),
        ("I01", "answer"),
        ("I04", "request"),
        ("I04", "answer"),
        ("I05", "request"),
        ("support", "request"),
        ("support", "answer"),
        ("I06", "answer"),
        ("I07", "request"),
        ("I08", "state"),
        ("I07", "answer"),
        ("I09", "request"),
        ("I09", "answer"),
        ("I10", "state"),
        ("I11", "request"),
        ("I11", "answer"),
    ]


def test_an_answer_runs_against_its_request() -> None:
    """The answer of I01 goes from the service to the portal, and names its status."""
    answer = next(step for step in steps(happy(), result_of()) if step.way == "answer")
    assert (answer.sender, answer.receiver, answer.label) == ("Service.AI.Odoo", "UI.InfluencerPortal", "201 Created")


def test_states_come_before_the_answer_when_the_clock_stands_still() -> None:
    """On virtual time an exchange takes no time, yet what it brought about was committed before its answer."""
    journal = Journal()
    journal.note(0, "I01", request=asked("POST", "http://odoo.test/a"), answer=answered(201), duration_ms=0.0)
    journal.note(0, "I02")
    journal.note(0, "I03")
    journal.note(0, "I04", request=asked("POST", "http://n8n.test/b"), answer=answered(202), duration_ms=0.0)
    assert [interaction for interaction, _ in shown(journal.evidence())] == ["I01", "I02", "I03", "I01", "I04", "I04"]


def test_a_lost_answer_is_drawn_as_lost_and_an_open_exchange_has_none() -> None:
    """An error stands where the answer would; an exchange still open has only its request."""
    lost = [step for step in steps(broken(), broken_result()) if step.lost]
    assert [step.label for step in lost] == ["No answer: The connection broke before an answer came."]
    journal = Journal()
    journal.note(0, "I05", request=asked("POST", "http://ai.test/"))
    assert shown(journal.evidence()) == [("I05", "request")]


def test_the_first_diverging_hop_is_the_first_failed_one_and_the_rest_follows() -> None:
    """Of the entries that a failed check compares, only the broken ones are suspected; the first of them is red."""
    marks = {step.entry.seq: step.mark for step in steps(broken(), broken_result())}
    assert suspects(broken(), broken_result()) == [11, 13]
    assert (marks[7], marks[8], marks[11], marks[12], marks[13]) == ("fine", "unsure", "first", "fine", "later")
    assert headline_of(broken(), broken_result()).first_at == "Odoo service → File storage"


def test_a_failed_check_that_points_at_healthy_entries_marks_the_first_of_them() -> None:
    """Where no entry broke its own contract, the hop that the check points at is the first diverging one."""
    check = replace(CHECKS[1], verdict="failed", reason="Two ids.", entries=(8, 4, 99))
    assert suspects(happy(), result_of(verdicts=(check,))) == [4, 8]
    assert headline_of(happy(), result_of(verdicts=(check,))).first_reason == "Two ids."


def test_nothing_diverges_in_a_run_that_held() -> None:
    """Neither a passed run nor a rightly refused one has a diverging hop."""
    assert headline_of(happy(), result_of()).first is None
    assert headline_of(refused(), result_of()).first is None


def test_arrows_reach_from_lifeline_to_lifeline() -> None:
    """Seven lifelines share the width evenly, and I01's arrow joins the first two."""
    diagram = diagram_of(happy(), result_of())
    assert len(diagram.lanes) == 7
    assert (diagram.rows[0].start, diagram.rows[0].tip) == (diagram.at[0], diagram.at[1])
    assert diagram.support == 2


def test_a_stranger_gets_a_lifeline_of_its_own() -> None:
    """Traffic with somebody that no contract names is drawn, not dropped."""
    stranger = Entry(
        1, "2026-11-22T10:00:00.000000Z", "unnamed", None, "Somebody", "Service.AI.Odoo", "exchange", "failed"
    )
    diagram = diagram_of(Evidence((stranger,)), result_of())
    assert [lane.label for lane in diagram.lanes][7:] == ["Somebody"]
    assert diagram.rows[0].start == diagram.at[7]


def test_durations_read_as_people_say_them() -> None:
    """Short times in milliseconds, long ones in seconds and minutes."""
    assert [milliseconds(value) for value in (0, 0.42, 12, 1840, 125_000)] == [
        "0 ms",
        "0.4 ms",
        "12 ms",
        "1.84 s",
        "2 min 5 s",
    ]
