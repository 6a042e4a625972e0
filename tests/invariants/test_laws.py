"""Each law holds on a good journal, and each way to break it makes exactly that one say so."""

from collections.abc import Callable
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.invariants.registry import Finding, all_invariants, invariant, judge
from tests.invariants.journals import Journal, happy, quota, request_id

Corruption = Callable[[Journal], object]


def findings(journal: Journal, **changes: object) -> dict[str, Finding]:
    """Hold every law against a journal."""
    return {law.name: judge(law, journal.evidence(**changes)) for law in all_invariants()}


def failed(journal: Journal, **changes: object) -> set[str]:
    """Name the laws that a journal breaks."""
    return {name for name, finding in findings(journal, **changes).items() if finding.verdict == "failed"}


def test_every_law_holds_on_a_good_journal() -> None:
    """One whole flow breaks nothing and leaves nothing unchecked."""
    assert {finding.verdict for finding in findings(happy()).values()} == {"passed"}


def swap_i10(journal: Journal) -> None:
    """Record other bytes than were sent and stored."""
    journal.first("I10").facts["images"][0]["sha256"] = "f" * 64


def move_up(interaction: str) -> Corruption:
    """Give a corruption that has an interaction happen first of all."""

    def corrupt(journal: Journal) -> None:
        entry = journal.first(interaction)
        journal.entries.remove(entry)
        journal.entries.insert(0, entry)
        for seq, each in enumerate(journal.entries, 1):
            each.seq = seq

    return corrupt


CORRUPTIONS: dict[str, tuple[Corruption, set[str]]] = {
    "an image is recorded with other bytes": (swap_i10, {"images_match"}),
    "an image is missing": (lambda j: j.first("I10").facts["images"].pop(), {"images_match", "no_orphans"}),
    "other bytes were stored": (lambda j: j.first("I09").facts.update(sha256="e" * 64), {"images_match"}),
    "a put failed": (lambda j: j.first("I09").facts.update(stored=False), {"images_match"}),
    "other bytes were shown": (lambda j: j.first("I11").facts.update(sha256="d" * 64), {"images_match"}),
    "the AI service sent other bytes": (
        lambda j: j.first("I06").facts.update(images=[{"sha256": "c" * 64}]),
        {"images_match"},
    ),
    "an object has no record": (
        lambda j: j.add("I09", request_id(), key="stray", sha256="b" * 64, stored=True),
        {"no_orphans"},
    ),
    "an outcome is accepted twice": (lambda j: j.add("I08", request_id(), "state", webhook_id="2"), {"one_outcome"}),
    "a request goes back": (
        lambda j: j.add("support", request_id(), "state", status="processing"),
        {"one_outcome"},
    ),
    "an outcome is accepted too late": (
        lambda j: setattr(j.first("I08"), "at", "2026-11-22T12:20:00.000000Z"),
        {"ends_in_time"},
    ),
    "the quota is not used": (lambda j: j.first("I10").facts.update(quota=quota(0, 0)), {"quota_adds_up"}),
    "the quota stays reserved": (lambda j: j.first("I10").facts.update(quota=quota(2, 2)), {"quota_adds_up"}),
    "the quota is over its limit": (
        lambda j: j.first("I02").facts.update(quota=quota(0, 2, limit=1)),
        {"quota_adds_up"},
    ),
    "a picture is paid twice": (
        lambda j: j.add("I06", request_id(), "answer", outcome="images", charged="yes", images=[]),
        {"one_generation"},
    ),
    "the callback comes before its request": (move_up("I07"), {"causal_order", "whole_flow"}),
    "something crosses that no contract names": (lambda j: j.add("unnamed", None), {"only_named_traffic"}),
    "a message breaks its contract": (
        lambda j: setattr(j.first("I04"), "verdict", "failed"),
        {"contract_kept"},
    ),
    "a secret is written": (lambda j: j.first("I04").facts.update(note="a-long-secret!"), {"no_secret"}),
    "a callback names another request": (
        lambda j: j.first("I07").facts.update(request_id=request_id(9)),
        {"whole_flow"},
    ),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_breaks_its_law(name: str) -> None:
    """What is wrong is found by the law that is about it, and by no other."""
    corrupt, laws = CORRUPTIONS[name]
    journal = happy()
    corrupt(journal)
    assert failed(journal) == laws
    assert all(findings(journal)[law].reason for law in laws)


@pytest.mark.parametrize("interaction", [f"I{number:02}" for number in range(3, 10)])
def test_no_step_can_be_missing(interaction: str) -> None:
    """A completed flow without one of its steps is no whole flow."""
    journal = happy()
    journal.drop(interaction)
    assert "whole_flow" in failed(journal)


def test_a_request_that_never_ends_breaks_its_deadline() -> None:
    """Nothing more was heard, and the deadline passed."""
    journal = Journal()
    journal.add("I01", request_id(), n=1, answer_status=201)
    journal.add("I02", request_id(), "state", n=1, status="pending", deadline="2026-11-22T12:15:00Z", quota=quota(0, 1))
    assert failed(journal) == {"ends_in_time"}
    assert findings(journal, finished_at="2026-11-22T12:10:00Z")["ends_in_time"].verdict == "could not check"


def test_a_removed_object_is_no_orphan() -> None:
    """What a failed request had stored may be removed afterwards."""
    journal = happy()
    journal.add("I09", request_id(), key="stray", sha256="b" * 64, stored=True)
    journal.add("support", request_id(), key="stray", deleted=True)
    assert not failed(journal)


def test_a_second_payment_is_excused_by_an_unknown_outcome() -> None:
    """Nobody can know that a generation whose answer was lost had been charged."""
    journal = happy()
    lost = journal.add("I05", request_id(), n=2, charged="unknown", outcome="unknown")
    journal.add("I06", request_id(), "answer", outcome="images", charged="yes", images=[]).answers = lost.seq
    assert not failed(journal)


def test_a_fault_is_held_against_nobody() -> None:
    """What a tap did on purpose breaks no contract."""
    journal = happy()
    entry = journal.first("I04")
    entry.verdict, entry.fault = "failed", "answer 503 in place of the system"
    assert not failed(journal)


def test_what_cannot_be_seen_is_not_passed() -> None:
    """Inside a real Odoo nothing is seen of I02, I03, I08 and I10, and the laws about them say so."""
    journal = happy()
    hidden = dict.fromkeys(("I02", "I03", "I08", "I10"), "It happens inside a real Odoo.")
    for interaction in hidden:
        journal.drop(interaction)
    verdicts = {name: finding.verdict for name, finding in findings(journal, unobserved=hidden).items()}
    unchecked = {"images_match", "quota_adds_up", "no_orphans", "one_outcome", "ends_in_time"}
    assert {name for name, verdict in verdicts.items() if verdict == "could not check"} == unchecked
    assert "failed" not in verdicts.values()


def test_unknown_secrets_cannot_be_looked_for() -> None:
    """A journal that was read from a file proves nothing about secrets."""
    assert findings(happy(), secrets=None)["no_secret"].verdict == "could not check"


def test_a_name_has_one_owner() -> None:
    """A second law under a taken name is refused where it is written."""
    all_invariants()
    with pytest.raises(ValueError, match="registered already"):
        invariant("no_secret")(lambda _evidence: None)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data())
def test_flows_may_run_side_by_side(data: st.DataObject) -> None:
    """However the entries of several users' requests are mixed, no law breaks."""
    flows = []
    for number in (1, 2, 3):
        journal = Journal()
        journal.flow(number)
        for entry in journal.entries:
            if "user" in entry.facts:
                entry.facts["user"] = number
        flows.append(journal.entries)
    order = data.draw(st.permutations([place for place, flow in enumerate(flows) for _ in flow]))
    mixed = Journal([flows[place].pop(0) for place in order])
    renumbered = {id(entry): seq for seq, entry in enumerate(mixed.entries, 1)}
    for _, group in groupby(sorted(mixed.entries, key=lambda e: str(e.correlation_id)), lambda e: e.correlation_id):
        asked = None
        for entry in group:
            entry.seq = renumbered[id(entry)]
            asked = entry.seq if entry.interaction == "I05" else asked
            entry.answers = asked if entry.interaction == "I06" else None
    assert not failed(mixed)
