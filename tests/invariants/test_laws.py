"""Each law holds on a good journal, and each way to break it makes exactly that one say so."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.evidence import Entry
from tests.invariants.journals import SECRET, Journal, happy, quota, request_id, sha256
from tests.invariants.judging import failed, findings

Corruption = Callable[[Journal], object]
NAMELESS = {"only_named_traffic", "no_secret"}
"""Laws about entries that need not belong to a request."""


def change(interaction: str, **facts: object) -> Corruption:
    """Give a corruption that changes facts of an interaction's first entry."""
    return lambda journal: journal.first(interaction).facts.update(facts)


def put_first(interaction: str) -> Corruption:
    """Give a corruption that has an interaction happen before anything else."""
    return lambda journal: journal.move(journal.first(interaction), 0)


def again(interaction: str, **facts: object) -> Corruption:
    """Give a corruption that has an interaction happen once more, with some facts changed."""

    def corrupt(journal: Journal) -> Entry:
        entry = journal.first(interaction)
        return journal.add(interaction, entry.correlation_id, entry.kind, **(entry.facts | facts))

    return corrupt


def one_picture_twice(journal: Journal) -> None:
    """Have the first image reported, stored, recorded and shown in place of the second."""
    for entry in journal.entries:
        if entry.interaction in {"I09", "I11"}:
            entry.facts["sha256"] = sha256(1)
    for image in journal.first("I10").facts["images"]:
        image["sha256"] = sha256(1)


def no_end(journal: Journal) -> None:
    """Have a request ask for a picture of which nothing is heard again."""
    journal.dispatched(2, 2, 2)


def unexcused(journal: Journal) -> None:
    """Have an unknown outcome, and then two generations that are both known to be paid."""
    journal.first("I05").facts["charged"] = "unknown"
    again("I06")(journal)


CORRUPTIONS: dict[str, tuple[Corruption, set[str]]] = {
    "an image is recorded with other bytes": (
        lambda j: j.first("I10").facts["images"][0].update(sha256="f" * 64),
        {"images_match"},
    ),
    "an image is missing": (lambda j: j.first("I10").facts["images"].pop(), {"images_match", "no_orphans"}),
    "one of two images is given twice": (one_picture_twice, {"images_match"}),
    "other bytes were stored": (change("I09", sha256="e" * 64), {"images_match"}),
    "a put failed": (change("I09", stored=False), {"images_match"}),
    "other bytes were shown": (change("I11", sha256="d" * 64), {"images_match"}),
    "an image is shown that no record names": (change("I11", image_id="another"), {"images_match"}),
    "the AI service sent other bytes": (change("I06", images=[{"sha256": "c" * 64}] * 2), {"images_match"}),
    "an object has no record": (again("I09", key="stray"), {"no_orphans"}),
    "an object of nobody is stored": (
        lambda j: j.add("I09", request_id(), key="stray", sha256="b" * 64, stored=True),
        {"no_orphans"},
    ),
    "an outcome is accepted twice": (again("I08"), {"one_outcome"}),
    "a request goes back": (lambda j: j.add("support", request_id(), "state", status="processing"), {"one_outcome"}),
    "a request ends twice": (again("I10"), {"one_outcome"}),
    "a request ends twice and pays twice": (again("I10", quota=quota(4, 0)), {"one_outcome", "quota_adds_up"}),
    "a request begins as processing": (change("I02", status="processing"), {"one_outcome"}),
    "an outcome is accepted too late": (
        lambda j: setattr(j.first("I08"), "at", "2026-11-22T12:15:01.100000Z"),
        {"ends_in_time"},
    ),
    "a request never ends": (no_end, {"ends_in_time"}),
    "the quota is not used": (change("I10", quota=quota(0, 0)), {"quota_adds_up"}),
    "the quota stays reserved": (change("I10", quota=quota(2, 2)), {"quota_adds_up"}),
    "the quota is over its limit": (change("I02", quota=quota(0, 2, limit=1)), {"quota_adds_up"}),
    "a picture is paid twice": (again("I06"), {"one_generation"}),
    "an early unknown outcome excuses two payments": (unexcused, {"one_generation"}),
    "the callback comes before its request": (put_first("I07"), {"causal_order", "whole_flow"}),
    "the end comes before the beginning": (
        put_first("I10"),
        {"causal_order", "whole_flow", "one_outcome", "quota_adds_up"},
    ),
    "something crosses that no contract names": (lambda j: j.add("unnamed", None), {"only_named_traffic"}),
    "a message breaks its contract": (lambda j: setattr(j.first("I04"), "verdict", "failed"), {"contract_kept"}),
    "a secret is written": (change("I04", note=f"{SECRET}!"), {"no_secret"}),
    "a callback names another request": (change("I07", request_id=request_id(9)), {"whole_flow"}),
    "a dispatch bears another id": (change("I04", webhook_id="another"), {"whole_flow"}),
    "an outcome is sent again under another id": (again("I07", webhook_id="another"), {"whole_flow"}),
}


@pytest.mark.parametrize("links", [False, True])
def test_every_law_holds_on_a_good_journal(links: bool) -> None:
    """One whole flow breaks nothing and leaves nothing unchecked."""
    assert {finding.verdict for finding in findings(happy(links=links)).values()} == {"passed"}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_breaks_its_law(name: str) -> None:
    """What is wrong is found by the law that is about it, and by no other, and the request is named."""
    corrupt, laws = CORRUPTIONS[name]
    journal = happy()
    corrupt(journal)
    found = findings(journal)
    assert failed(journal) == laws
    for law in laws:
        assert law in NAMELESS or "-0000-4000-8000-" in found[law].reason
        assert found[law].entries


@pytest.mark.parametrize("interaction", [f"I{number:02}" for number in range(1, 10)])
def test_no_step_can_be_missing(interaction: str) -> None:
    """A completed flow without one of its steps is no whole flow, and the step is named."""
    journal = happy()
    journal.drop(interaction)
    assert f"{request_id()} was completed without {interaction}." in findings(journal)["whole_flow"].reason


def test_every_mismatch_is_told() -> None:
    """Two wrong pictures are two sentences and point at both."""
    journal = happy()
    for entry in list(journal.evidence().of("I11")):
        entry.facts["sha256"] = "d" * 64
    finding = findings(journal)["images_match"]
    assert finding.reason.count(request_id()) == 2
    assert len(finding.entries) == 2


def test_a_link_may_be_followed_through_a_redirect() -> None:
    """What the redirect led to counts as what the link gives."""
    journal = happy(links=True)
    fetch = journal.first("I09")
    hop = journal.add("I09", request_id(), url=fetch.facts["url"], answer_status=302, fetched=False)
    fetch.facts["url"] = "https://cdn.example/1"
    journal.move(hop, journal.entries.index(fetch))
    assert not failed(journal)


def test_a_link_may_not_be_swapped() -> None:
    """Bytes from a link that the AI service never gave are not its bytes."""
    journal = happy(links=True)
    journal.first("I09").facts["url"] = "https://evil.example/1"
    assert failed(journal) == {"images_match"}


def test_a_request_that_was_never_accepted_has_no_images() -> None:
    """Images out of nowhere are found by each law that follows the request."""
    journal = happy()
    journal.drop("I01", "I02")
    assert failed(journal) == {"no_orphans", "causal_order", "whole_flow"}


def test_a_removed_object_is_no_orphan() -> None:
    """What a failed request had stored may be removed afterwards, not before."""
    journal = happy()
    again("I09", key="stray")(journal)
    removal = journal.add("support", request_id(), key="stray", deleted=True)
    assert not failed(journal)
    journal.move(removal, len(journal.entries) - 2)
    assert failed(journal) == {"no_orphans"}


def test_a_second_payment_is_excused_by_an_unknown_outcome() -> None:
    """Nobody can know that a generation whose answer was lost had been charged."""
    journal = happy()
    again("I05", charged="unknown", outcome="unknown")(journal)
    again("I06")(journal)
    assert not failed(journal)


def test_a_timeout_may_be_noticed_late() -> None:
    """Odoo may have been stopped when the deadline passed."""
    journal = Journal()
    journal.dispatched(1, 0, 2)
    end = journal.add("I10", request_id(), "state", user=7, status="failed", images=[], quota=quota(0, 0))
    end.at, end.facts["failure_code"] = "2026-11-22T12:40:00.000000Z", "timed_out"
    assert not failed(journal)
    end.facts["failure_code"] = "provider_error"
    assert failed(journal) == {"ends_in_time"}


def test_a_fault_is_held_against_nobody() -> None:
    """What a tap did on purpose breaks no contract."""
    journal = happy()
    entry = journal.first("I04")
    entry.verdict, entry.fault = "failed", "answer 503 in place of the system"
    assert not failed(journal)


def test_a_forged_callback_is_no_attempt_of_the_workflow() -> None:
    """It breaks the contract, and the flow beside it stays whole."""
    journal = happy()
    forged = again("I07", webhook_id="forged", answer_status=401)(journal)
    assert isinstance(forged, Entry)
    forged.verdict = "failed"
    assert failed(journal) == {"contract_kept"}


@pytest.mark.parametrize("nested", [False, True])
def test_a_secret_is_found_however_json_spells_it(nested: bool) -> None:
    """Quotes and backslashes are escaped, in a text that is JSON itself twice."""
    secret = 'pass"word\\1'
    journal = happy()
    journal.first("I04").facts["note"] = '{"key": "pass\\"word\\\\1"}' if nested else secret
    assert failed(journal, secrets=frozenset({secret})) == {"no_secret"}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_flows_may_run_side_by_side(data: st.DataObject) -> None:
    """However the entries of one user's requests are mixed, completed or refused, no law breaks.

    Nor where quotas are told only while nothing else of the user is under way, as is known of a real Odoo.
    """
    flows = []
    for number in (1, 2, 3):
        journal = Journal()
        data.draw(st.sampled_from([journal.flow, journal.refused]))(number, n=number)
        flows.append(journal.entries)
    order = data.draw(st.permutations([place for place, flow in enumerate(flows) for _ in flow]))
    mixed = Journal()
    for place in order:
        entry = flows[place].pop(0)
        entry.seq, entry.answers = entry.seq + 100 * place, entry.answers and entry.answers + 100 * place
        mixed.entries.append(entry)
    mixed.renumber()
    settle(mixed, alone=data.draw(st.booleans()))
    assert not failed(mixed)


def test_a_quota_that_was_not_told_excuses_no_other() -> None:
    """What is told after it is taken as given, and from there on must add up again."""
    journal = Journal()
    for number, used in ((1, 0), (2, 2), (3, 4)):
        journal.flow(number, used)
    first, second, third = journal.evidence().of("I10")
    first.facts["quota"] = None
    assert not failed(journal)
    third.facts["quota"] = quota(4, 2)
    assert failed(journal) == {"quota_adds_up"}
    third.facts["quota"], second.facts["quota"] = quota(6, 0), quota(2, 0)
    assert failed(journal) == {"quota_adds_up"}


def settle(journal: Journal, *, alone: bool = False) -> None:
    """Write the quota that a right Odoo would have shown in this order; `alone`: only while nothing else is open."""
    used, reserved, asked = 0, 0, {}
    for entry in journal.evidence().of("I02", "I10"):
        if entry.interaction == "I02":
            asked[entry.correlation_id] = entry.facts["n"]
            reserved += entry.facts["n"]
        else:
            n = asked[entry.correlation_id]
            reserved, used = reserved - n, used + (n if entry.facts["status"] == "completed" else 0)
        own = entry.facts["n"] if entry.interaction == "I02" else 0
        entry.facts["quota"] = None if alone and reserved != own else quota(used, reserved)
