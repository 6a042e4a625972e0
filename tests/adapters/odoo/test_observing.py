"""What a live Odoo's records tell of a request, as the journal takes it down."""

import json
from typing import Any

import pytest

from real_adapters.odoo.observing import states_of
from tests.adapters.odoo.played import Played

REQUEST = "6f1c0c1e-2f43-4a8e-9a55-0f3d3f0b7f10"
QUOTA = {"limit": 5, "used": 0, "reserved": 2, "remaining": 3, "resets_at": "2027-01-01T00:00:00.000Z"}
SLOT = {"id": 1, "state": "reserved", "request_id": [9, REQUEST]}
IMAGE = {"id": 1, "image_id": "i1", "key": "k1", "sha256": "ab", "width": 64, "height": 64, "media_type": "image/png"}


def records(status: str, **more: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Give the records of a request for two images in December, as Odoo reads them out."""
    request = {"id": 9, "user_id": [6, "demo"], "n": 2, "status": status, "deadline": "2026-12-31 23:10:00"}
    request |= {"period": "2026-12", "failure_code": False, "outbox_ids": [3]}
    known = {"ai.image.generation.request": [request], "imageflow.quota.slot": [SLOT, SLOT | {"id": 2}]}
    known["imageflow.quota"] = [{"id": 1, "granted": 5}]
    return known | {name.replace("_", "."): found for name, found in more.items()}


def told(found: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Give the facts of each state that records tell of, in order."""
    odoo = Played(records=found)
    return {name: dict(facts) for name, facts in states_of(odoo, REQUEST)}  # type: ignore[arg-type] - plays the RPC


def test_a_request_that_nobody_knows_has_no_states() -> None:
    """It may still be on its way."""
    assert told({}) == {}


def test_a_new_request_was_created_and_handed_over() -> None:
    """Its quota is what is left with it reserved; times are the contract's, and the month ends with the year."""
    assert told(records("pending")) == {
        "I02": {"user": 6, "n": 2, "status": "pending", "deadline": "2026-12-31T23:10:00.000Z", "quota": QUOTA},
        "I03": {"webhook_id": REQUEST},
    }


def test_a_request_was_pending_first_whatever_it_is_when_it_is_read() -> None:
    """The look may come late; the numbers of then are not known any more once it has ended."""
    found = records("failed") | {"imageflow.quota.slot": []}
    created = told(found)["I02"]
    assert (created["status"], created["quota"]) == ("pending", None)


def test_an_accepted_outcome_and_an_end_are_told_in_order() -> None:
    """The images bear what was recorded of them, and the quota is settled."""
    inbox = [{"id": 1, "webhook_id": "w1", "body": False}]
    used = [SLOT | {"state": "used"}, SLOT | {"id": 2, "state": "used"}]
    found = told(
        records("completed", imageflow_inbox=inbox, generated_image=[IMAGE])
        | {"imageflow.quota.slot": used, "imageflow.quota": [{"id": 1, "granted": 3}]}
    )
    assert list(found) == ["I02", "I03", "I08", "I10"]
    assert found["I08"] == {"webhook_id": "w1", "type": "image.generation.completed"}
    assert found["I10"] == {
        "status": "completed",
        "failure_code": None,
        "images": [{"id": "i1", **{name: IMAGE[name] for name in list(IMAGE)[2:]}}],
        "quota": QUOTA | {"limit": 3, "used": 2, "reserved": 0, "remaining": 1},
        "user": 6,
    }


@pytest.mark.parametrize("kind", ["image.generation.completed", "image.generation.failed"])
def test_what_kind_an_outcome_is_stands_in_its_body_until_it_is_worked_off(kind: str) -> None:
    """It is read there before anything has come of it."""
    inbox = [{"id": 1, "webhook_id": "w1", "body": json.dumps({"type": kind})}]
    assert told(records("processing", imageflow_inbox=inbox))["I08"]["type"] == kind


def test_a_failure_names_its_code() -> None:
    """And has no images."""
    found = records("failed")
    found["ai.image.generation.request"][0]["failure_code"] = "timed_out"
    end = told(found)["I10"]
    assert (end["failure_code"], end["images"]) == ("timed_out", [])


@pytest.mark.parametrize("status", ["pending", "completed"])
def test_no_numbers_are_told_while_another_request_of_the_user_runs(status: str) -> None:
    """Between two reads they may have changed."""
    found = records(status)
    found["imageflow.quota.slot"].append({"id": 3, "state": "reserved", "request_id": [10, "another"]})
    assert {facts["quota"] for facts in told(found).values() if "quota" in facts} == {None}


def test_no_numbers_are_told_of_a_request_that_has_ended_between_two_reads() -> None:
    """They would be those of its end, and it would be told as open."""
    found = records("processing")
    found["imageflow.quota.slot"] = [SLOT | {"state": "used"}, SLOT | {"id": 2, "state": "used"}]
    assert told(found)["I02"]["quota"] is None
