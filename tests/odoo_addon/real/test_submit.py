"""I01 to I03 on a real Odoo: any number of submissions at once, under its own transactions."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.odoo_addon.real.n8n import N8n
from tests.odoo_addon.real.odoo import SECONDS, Odoo, User


@pytest.mark.parametrize("n", [1, 2])
def test_twenty_at_once_for_a_quota_of_five(odoo: Odoo, n8n: N8n, user: User, n: int) -> None:
    """Twenty submissions at once get exactly what the quota holds, and 429 for the rest; nothing else is answered."""
    odoo.set("quota", 5)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: user.submit(n=n), range(20)))
    assert Counter(each.status_code for each in answers) == {201: 5 // n, 429: 20 - 5 // n}
    reserved = sorted(each.json()["quota"]["reserved"] for each in answers if each.status_code == 201)
    assert reserved == [n * position for position in range(1, 5 // n + 1)]
    assert user.quota() == (0, 5 // n * n)


def test_same_key_at_once(odoo: Odoo, n8n: N8n, user: User) -> None:
    """Submissions with one idempotency key at once make one request, and all are given its answer."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: user.submit(key="the same"), range(8)))
    assert {(each.status_code, each.text) for each in answers} == {(201, answers[0].text)}
    assert len(odoo.find("ai.image.generation.request", ["user_id", "=", user.uid])) == 1
    assert user.submit("another", key="the same").json()["code"] == "idempotency_mismatch"


def test_refused_submission_leaves_nothing(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A submission that passes the quota leaves no request, no outbox row and no reserved image."""
    odoo.set("quota", 3)
    assert user.submit(n=4).status_code == 429
    assert odoo.find("ai.image.generation.request", ["user_id", "=", user.uid]) == []
    assert user.quota() == (0, 0)
    assert user.submit(n=3).status_code == 201


def test_quota_changes_hold_at_once(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A limit that was set anew, or granted to one user, holds from the next submission on."""
    odoo.set("quota", 1)
    user.asked()
    assert user.submit().status_code == 429
    odoo.set("quota", 2)
    user.asked()
    assert user.submit().status_code == 429
    (own,) = odoo.find("imageflow.quota", ["user_id", "=", user.uid])
    odoo.call("imageflow.quota", "write", [own["id"]], {"granted": 3})
    user.asked()
    assert user.submit().status_code == 429


def test_all_of_it_is_one_transaction(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A request comes with its outbox row, its trace and its images of the quota."""
    request_id = user.asked(n=2, style="oil", seed=7)
    request = odoo.request(request_id)
    assert request["parameters"]["style"] == "oil"
    assert request["traceparent"].startswith(f"00-{request_id.replace('-', '')}-")
    assert len(odoo.find_of("imageflow.outbox", request_id)) == 1
    assert [each["state"] for each in odoo.find_of("imageflow.quota.slot", request_id)] == ["reserved"] * 2


@pytest.mark.parametrize(
    ("headers", "body", "refusal"),
    [
        ({"content-type": "application/json", "origin": "https://elsewhere.example"}, b"{}", (403, "forbidden")),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, b"{}", (403, "forbidden")),
        ({"content-type": "application/x-www-form-urlencoded"}, b"prompt=a", (415, "unsupported_media_type")),
        ({"content-type": "application/json"}, b'{"prompt": ', (422, "invalid")),
        ({"content-type": "application/json"}, b"[" * 100_000, (422, "invalid")),
        ({"content-type": "application/json"}, b'{"prompt": "\xff"}', (422, "invalid")),
        ({"content-type": "application/json"}, b" " * (1024 * 1024 + 1), (413, "too_large")),
        ({"content-type": "application/json", "idempotency-key": "k" * 256}, b'{"prompt": "a"}', (422, "invalid")),
        ({"content-type": "application/json", "authorization": "Bearer wrong"}, b"{}", (401, "unauthenticated")),
        ({"content-type": "application/json", "authorization": "Basic wrong"}, b"{}", (401, "unauthenticated")),
    ],
)
def test_refusals(odoo: Odoo, user: User, headers: dict[str, str], body: bytes, refusal: tuple[int, str]) -> None:
    """What can't be taken is refused as problem+json with its code, and nothing is created."""
    answer = user.session.post(f"{user.url}/imageflow/v1/requests", data=body, headers=headers, timeout=SECONDS)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == refusal
    assert odoo.find("ai.image.generation.request", ["user_id", "=", user.uid]) == []


def test_strangers(odoo: Odoo) -> None:
    """Without session or key every route of the portal answers 401."""
    for path in ("/requests", "/requests/0", "/quota", "/images/0"):
        answer = requests.get(f"{odoo.url}/imageflow/v1{path}", timeout=SECONDS)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    answer = requests.post(f"{odoo.url}/imageflow/v1/requests", json={"prompt": "a"}, timeout=SECONDS)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
