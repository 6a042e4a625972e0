"""I07 and I08 on a real Odoo: proved, deduplicated, durable, whatever comes at once."""

import json
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.odoo_addon.real.n8n import N8n, completed, failed, png
from tests.odoo_addon.real.odoo import Odoo, User


def test_ten_requests_with_five_copies_each(odoo: Odoo, n8n: N8n, user: User) -> None:
    """Of five copies at once one is accepted, four change nothing; each request is completed once, nothing is lost."""
    requests = [user.asked(f"lighthouse {number}") for number in range(10)]
    bodies = {request_id: (completed(request_id), str(uuid.uuid4())) for request_id in requests}
    copies = [bodies[request_id] for request_id in requests for _ in range(5)]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda copy: n8n.call_back(*copy), copies))
    for start in range(0, 50, 5):
        results = Counter((each.status_code, each.json().get("result")) for each in answers[start : start + 5])
        assert results == {(202, "accepted"): 1, (200, "duplicate"): 4}
    assert {user.ended(request_id)["status"] for request_id in requests} == {"completed"}
    for request_id in requests:
        assert len(odoo.find_of("imageflow.inbox", request_id)) == 1
        assert len(odoo.find_of("generated.image", request_id)) == 1
    assert user.quota() == (10, 0)


def test_different_outcomes_at_once(odoo: Odoo, n8n: N8n, user: User) -> None:
    """Of different outcomes at once the first one holds; the others change nothing."""
    request_id = user.asked()
    outcomes = [(failed(request_id) if each % 2 else completed(request_id), str(uuid.uuid4())) for each in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda outcome: n8n.call_back(*outcome), outcomes))
    results = Counter((each.status_code, each.json().get("result")) for each in answers)
    assert results == {(202, "accepted"): 1, (200, "already_ended"): 5}
    accepted = next(position for position, each in enumerate(answers) if each.status_code == 202)
    assert user.ended(request_id)["status"] == ("failed" if accepted % 2 else "completed")


def test_same_id_with_another_body(n8n: N8n, user: User) -> None:
    """An accepted id is good for its own body only, for ever."""
    request_id = user.asked()
    message_id = str(uuid.uuid4())
    assert n8n.call_back(completed(request_id), message_id).status_code == 202
    answer = n8n.call_back(failed(request_id), message_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    user.ended(request_id)
    assert n8n.call_back(failed(request_id), message_id).status_code == 409


def test_unknown_request(n8n: N8n) -> None:
    """A request that nobody knows (yet) is answered 404, so that n8n tries again."""
    answer = n8n.complete(str(uuid.uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "flaw",
    [
        {"webhook_signature": "v1,AAAA"},
        {"webhook_signature": "garbled"},
        {"webhook_id": ""},
        {"webhook_id": "another"},
        {"webhook_timestamp": "0"},
        {"webhook_timestamp": "now"},
        {"age": 301},
        {"age": -301},
    ],
    ids=str,
)
def test_not_proved(n8n: N8n, user: User, flaw: dict[str, str]) -> None:
    """Any fault of the signature is answered 401 before the body is looked at."""
    answer = n8n.call_back(b"{", str(uuid.uuid4()), **flaw)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature")


BROKEN = {
    "type": {"type": "image.generation.finished"},
    "no image": {"data": {"images": []}},
    "one too many": {"data": {"images": [{"b64_json": "AAAA"}] * 2}},
    "no web address": {"data": {"images": [{"url": "ftp://host/picture"}]}},
    "unknown field": {"data": {"colour": "red"}},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_breaks_the_contract(n8n: N8n, user: User, change: dict[str, Any]) -> None:
    """A proved message that breaks the contract is answered 422 with its faults, and leaves the request as it is."""
    request_id = user.asked()
    message = json.loads(completed(request_id))
    message |= change | {"data": message["data"] | change.get("data", {})}
    answer = n8n.call_back(json.dumps(message).encode(), str(uuid.uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"]
    assert n8n.complete(request_id).status_code == 202


def test_over_the_cap(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A body over the cap is refused, one of just its size is read."""
    request_id = user.asked()
    body = completed(request_id, png(64, 64))
    odoo.set("callback_cap", len(body) - 1)
    answer = n8n.call_back(body, str(uuid.uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    odoo.set("callback_cap", len(body))
    assert n8n.call_back(body, str(uuid.uuid4())).status_code == 202


def test_not_json(n8n: N8n, user: User) -> None:
    """Anything but JSON by its type is refused."""
    request_id = user.asked()
    answer = n8n.call_back(completed(request_id), str(uuid.uuid4()), content_type="text/plain")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_either_secret(odoo: Odoo, n8n: N8n, user: User) -> None:
    """While secrets are rotated, what either has signed is accepted, and dispatches are signed with both."""
    newer = "whsec_" + "bmV3ZXIgc2VjcmV0IG9mIDMyIGNoYXJhY3RlcnMhISE="
    odoo.set("webhook_secrets", f"{newer} {n8n.secret}")
    try:
        request_id = user.asked()
        n8n.dispatched(request_id)
        assert len(n8n.seen[request_id][0]["webhook-signature"].split()) == 2
        assert n8n.complete(request_id).status_code == 202
    finally:
        odoo.set("webhook_secrets", n8n.secret)
