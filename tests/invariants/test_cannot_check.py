"""What a journal does not show is neither passed nor failed, and what it does show wrong outweighs that."""

import pytest

from contracts.evidence import Entry
from tests.invariants.journals import INSIDE_ODOO, SECRET, Journal, happy, quota, request_id
from tests.invariants.judging import failed, findings, unchecked

AS_PASSED = "2026-11-22T12:15:00.900Z"


def begun() -> Journal:
    """Give the journal of a request that never ended."""
    journal = Journal()
    journal.dispatched(1, 0, 2)
    return journal


def test_inside_a_real_odoo_most_is_hidden() -> None:
    """The laws about hidden states say so; the flow is judged by what the portal was told."""
    journal = happy()
    journal.drop(*INSIDE_ODOO)
    laws = {"images_match", "quota_adds_up", "no_orphans", "one_outcome", "ends_in_time"}
    assert unchecked(journal, unobserved=INSIDE_ODOO) == laws
    assert not failed(journal, unobserved=INSIDE_ODOO)
    assert "real Odoo" in findings(journal, unobserved=INSIDE_ODOO)["quota_adds_up"].reason


@pytest.mark.parametrize("step", ["I01", "I04", "I05", "I06", "I07", "I09"])
def test_a_hidden_odoo_does_not_excuse_a_missing_step(step: str) -> None:
    """What can be seen of a flow must be there, whatever else is hidden."""
    journal = happy()
    journal.drop(*INSIDE_ODOO, step)
    assert "whole_flow" in failed(journal, unobserved=INSIDE_ODOO)


def test_a_flow_that_nobody_saw_completed_proves_nothing() -> None:
    """With a hidden Odoo and a portal that never asked, no flow is known to be whole."""
    journal = happy()
    journal.drop(*INSIDE_ODOO, "I11", "support")
    assert "whole_flow" in unchecked(journal, unobserved=INSIDE_ODOO)


def test_a_request_may_still_run() -> None:
    """Before its deadline nobody can say that it will not end; soon after it the watch-dog may be on its way."""
    assert unchecked(begun(), finished_at=AS_PASSED) == {"ends_in_time"}
    assert unchecked(begun(), finished_at=None) == {"ends_in_time"}


def test_an_object_of_a_running_request_may_still_get_its_record() -> None:
    """It is stored before its record is written."""
    journal = begun()
    journal.add("I09", request_id(), key="early", sha256="a" * 64, stored=True)
    assert "no_orphans" in unchecked(journal)


def test_a_running_request_excuses_no_orphan_of_another() -> None:
    """What is wrong is told, although something else could not be checked."""
    journal = begun()
    journal.add("I09", request_id(), key="early", sha256="a" * 64, stored=True)
    journal.add("I09", request_id(9), key="stray", sha256="b" * 64, stored=True)
    assert "no_orphans" in failed(journal)


def test_an_image_that_nobody_looked_at_is_not_proved_shown() -> None:
    """Of two completed requests one was looked at: nobody is wrong, and nothing is proved of the other."""
    journal = happy()
    journal.flow(2, used=2)
    journal.entries = [e for e in journal.entries if (e.interaction, e.correlation_id) != ("I11", request_id(2))]
    assert unchecked(journal) == {"whole_flow"}
    assert request_id(2) in findings(journal)["whole_flow"].reason


def test_an_image_that_could_not_be_shown_is_not_proved_shown() -> None:
    """The portal was asked for it and answered something else than the image."""
    journal = happy()
    for entry in journal.evidence().of("I11"):
        entry.facts["answer_status"] = 503
    assert "whole_flow" in unchecked(journal)


def test_links_that_odoo_did_not_fetch_cannot_be_followed() -> None:
    """The workflow fetched them itself, where no tap stands."""
    journal = happy(links=True)
    journal.entries = [each for each in journal.entries if "fetched" not in each.facts]
    assert unchecked(journal) == {"images_match"}


def test_an_unseen_answer_hides_no_wrong_image_of_another_request() -> None:
    """Every request is judged by itself."""
    journal = happy()
    journal.flow(2, used=2)
    journal.first("I06").facts["images"] = []
    journal.entries[-1].facts["sha256"] = "f" * 64
    assert failed(journal) == {"images_match"}
    assert request_id(2) in findings(journal)["images_match"].reason


def test_generations_of_nobody_cannot_be_counted() -> None:
    """Two of them are not two of one request."""
    journal = happy()
    for _ in range(2):
        journal.add("I06", None, "answer", charged="yes", images=[])
    assert unchecked(journal) == {"one_generation"}


def test_a_hidden_ai_service_may_charge_what_it_likes() -> None:
    """Without its answers in the journal, charges can't be counted."""
    assert "one_generation" in unchecked(happy(), unobserved={"I06": "No tap stands there."})


def test_an_exchange_that_could_not_be_judged_is_named() -> None:
    """The reason, the interaction and the request stand in the finding."""
    journal = happy()
    entry = journal.first("I07")
    entry.verdict, entry.reasons = "could not check", ("No webhook secret is known.",)
    assert unchecked(journal) == {"contract_kept"}
    reason = findings(journal)["contract_kept"].reason
    assert all(part in reason for part in ("No webhook secret is known.", "I07", request_id()))


def test_unknown_secrets_cannot_be_looked_for() -> None:
    """A journal that was read from a file proves nothing about secrets."""
    assert unchecked(happy(), secrets=None) == {"no_secret"}


def test_an_ordinary_word_is_no_secret() -> None:
    """A password as short as `demo` would be found in every journal."""
    journal = happy()
    journal.first("I01").facts["note"] = "a demo"
    assert not failed(journal, secrets=frozenset({"demo", SECRET}))


def test_quota_of_requests_from_before_the_journal_is_taken_as_given() -> None:
    """Their n is not shown, so what they settle is believed; what is asked for afterwards must add up again."""
    journal = Journal()
    for number in (1, 2):
        now = quota(number, 4 - 2 * number)
        journal.add("I10", request_id(number), "state", user=7, status="completed", images=[], quota=now)
    journal.dispatched(3, 2, 2)
    assert "quota_adds_up" not in failed(journal)
    journal.add("I10", request_id(3), "state", user=7, status="failed", images=[], quota=quota(2, 2))
    assert "quota_adds_up" in failed(journal)


def test_a_submission_that_lost_its_answer_may_have_been_any_request() -> None:
    """Nobody can say that the request came from nowhere, nor that it came from this submission."""
    journal = happy()
    submission = journal.first("I01")
    submission.correlation_id = None
    del submission.facts["answer_status"]
    assert unchecked(journal) == {"whole_flow", "causal_order"}
    assert not failed(journal)
    submission.facts["answer_status"] = 422
    assert failed(journal) == {"whole_flow", "causal_order"}


def test_a_state_that_was_read_late_has_no_place_in_the_order() -> None:
    """While Odoo was down the dispatch passed: what was read afterwards came before it, or did not, nobody knows."""
    journal = happy()
    late = [each for each in journal.entries if each.interaction in {"I02", "I03"}]
    move_behind_the_dispatch(journal, late)
    assert failed(journal) == {"whole_flow", "causal_order"}
    for entry in late:
        entry.facts["seen_late"] = True
    assert unchecked(journal) == {"whole_flow", "causal_order"}
    assert not failed(journal)


def test_a_state_that_was_read_late_excuses_no_other() -> None:
    """Another request whose dispatch came before its record is still wrong."""
    journal = happy()
    journal.flow(2, used=2)
    move_behind_the_dispatch(journal, [journal.first("I02")])
    second = next(each for each in journal.entries if (each.interaction, each.correlation_id) == ("I02", request_id(2)))
    second.facts["seen_late"] = True
    assert failed(journal) == {"whole_flow", "causal_order"}


def move_behind_the_dispatch(journal: Journal, entries: list[Entry]) -> None:
    """Have these stand behind I04."""
    others = [each for each in journal.entries if each not in entries]
    place = next(number for number, each in enumerate(others) if each.interaction == "I04") + 1
    journal.entries = others[:place] + entries + others[place:]
    for seq, each in enumerate(journal.entries, 1):
        each.seq = seq
