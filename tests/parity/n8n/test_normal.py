"""What is replaced in a recording, and that nothing else is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simulator.verification.differences import differences
from tests.parity.n8n.case import Call, Case, Document
from tests.parity.n8n.n8n import Answer
from tests.parity.n8n.normal import normal
from tests.parity.n8n.play import Account
from tests.parity.n8n.server import Seen

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
OTHER = "2b4e28ba-2fa1-41d2-883f-0016d3cca427"
CASE = Case("case", (), (Call("/webhook/x", {"fixed": "3b4e28ba-2fa1-41d2-883f-0016d3cca427"}),))


def told(body: str, n8n: str = "127.0.0.1:5678", headers: tuple[tuple[str, str], ...] = (), **more: Any) -> Document:
    """Give what is recorded of an answer and a request that both have this body."""
    account = Account(n8n, "127.0.0.1:40000", NOON, **more)
    account.answers.append(Answer(200, {"content-type": "text/plain", "date": "now"}, body.encode()))
    account.requests.append(Seen("POST", "/x", list(headers), body.encode()))
    return normal(CASE, account)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 2026-11-23T12:00:01.123Z", "at 2026-11-23T11:59:59.001Z"),
        ("at 2026-11-23T13:00:01.123+01:00", "at 2026-11-23T12:00:00.000+01:00"),
        ("on 2026-11-23", "on 2026-11-24"),
        ('{"ms":1795435200123}', '{"ms":1795435201999}'),
        ('{"s":1795435200}', '{"s":1795435300}'),
        (f"id {ID} {ID}", f"id {OTHER} {OTHER}"),
        ('{"stack":"Error: a\\n at b"}', '{"stack":"Error: c"}'),
        (
            "http://127.0.0.1:5678/webhook-waiting/7?signature=" + "a" * 64,
            "http://127.0.0.1:5678/webhook-waiting/7?signature=" + "b" * 64,
        ),
        ("http://127.0.0.1:40000/x", "http://127.0.0.1:40000/x"),
    ],
)
def test_what_differs_by_the_run_alone_is_replaced(one: str, other: str) -> None:
    """Moments of the run, drawn ids, signatures and stacks of two runs look the same in a recording."""
    assert told(one) == told(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 2024-02-29T12:00:00.000Z", "at 2024-02-28T12:00:00.000Z"),
        ("at 2026-11-23T12:00:00.000Z", "at 2026-11-23T12:00:00Z"),
        ("at 2026-11-23T12:00:00.000Z", "at 2026-11-23T12:00:00.000+01:00"),
        ("on 2024-02-29", "on 2024-03-01"),
        ('{"ms":1700000000000}', '{"ms":1700000000001}'),
        ('{"ms":1795435200123}', '{"ms":"1795435200123"}'),
        ('{"n":9007199254740992}', '{"n":9007199254740993}'),
        (f"{ID} {ID}", f"{ID} {OTHER}"),
        ("3b4e28ba-2fa1-41d2-883f-0016d3cca427", ID),
        ('{"message":"a","stack":"x"}', '{"message":"b","stack":"x"}'),
        ('{"id":"12"}', '{"id":"13"}'),
        ("http://127.0.0.1:40000/x", "http://127.0.0.1:40001/x"),
        ("a" * 64, "b" * 64),
    ],
)
def test_what_the_workflow_made_differ_stays_different(one: str, other: str) -> None:
    """The normaliser hides no fixed moment, notation, number, reference, message, id of the workflow's or hash."""
    assert told(one) != told(other)


def test_a_right_length_is_told_from_a_wrong_one() -> None:
    """A content-length is replaced only when it is the body's."""
    right, wrong = (told("four", headers=(("Content-Length", length),)) for length in ("4", "5"))
    assert right["requests"][0]["headers"] == [["Content-Length", "<right>"]]
    assert wrong["requests"][0]["headers"] == [["Content-Length", "5"]]


def test_ids_of_executions_are_counted_where_they_are_named() -> None:
    """The id of an execution of the case becomes its number; the same digits elsewhere stay."""
    execution = {"id": "512", "status": "success", "mode": "webhook", "finished": True, "waitTill": None}
    found = told('{"executionId":"512","n":"512"}', executions={"W": [execution]})
    assert found["answers"][0]["body"] == '{"executionId":"1","n":"512"}'


def test_addresses_and_what_was_made_have_names() -> None:
    """n8n's address, and the ids of workflows and credentials, become what stands for them in cases."""
    found = told("http://127.0.0.1:5678/workflow/aB3", ids={"aB3": "workflow:Main"})
    assert found["answers"][0]["body"] == "http://n8n.test/workflow/workflow:Main"


def test_moments_are_near_only_within_a_day() -> None:
    """A moment that is two days from the run stays as it is."""
    later = (NOON + timedelta(days=2)).isoformat()
    assert later in told(later)["answers"][0]["body"]


@pytest.mark.parametrize(
    ("one", "other"), [({"a": 1}, {"a": 1.0}), ({"a": 1}, {"a": True}), ([1], [1, 2]), ({}, {"a": None})]
)
def test_every_difference_has_its_place(one: Any, other: Any) -> None:
    """Other types, lengths and absent keys are differences."""
    assert list(differences(one, other))
