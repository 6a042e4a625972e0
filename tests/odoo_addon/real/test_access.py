"""Who may do what by RPC on a real Odoo: users see their own, nobody writes states."""

import pytest

from tests.odoo_addon.real.n8n import N8n
from tests.odoo_addon.real.odoo import Fault, Odoo, User

HIDDEN = ["imageflow.outbox", "imageflow.inbox", "imageflow.object", "imageflow.idempotency", "imageflow.quota.slot"]
DENIED = "odoo.exceptions.AccessError"


def denied(user: User, model: str, method: str, *arguments: object) -> str:
    with pytest.raises(Fault) as caught:
        user.call(model, method, *arguments)
    return caught.value.name


@pytest.mark.parametrize("group", ["group_user", "group_portal"])
def test_own_records_only(odoo: Odoo, n8n: N8n, user: User, group: str) -> None:
    """Internal and portal users read their own requests, images and quota, and see no one else's."""
    request_id = user.asked()
    n8n.complete(request_id)
    user.ended(request_id)
    for model in ("ai.image.generation.request", "generated.image", "imageflow.quota"):
        assert len(user.call(model, "search", [])) == 1
        assert odoo.new_user(group).call(model, "search", []) == []


def test_nobody_writes(odoo: Odoo, n8n: N8n, user: User) -> None:
    """Nobody creates, changes or deletes requests and images by RPC, the administrator's states included."""
    request_id = user.asked()
    record = odoo.request(request_id)["id"]
    model = "ai.image.generation.request"
    values = {"request_id": "x", "user_id": user.uid, "prompt": "x", "n": 1, "period": "2026-01"}
    assert denied(user, model, "create", values) == DENIED
    assert denied(user, model, "write", [record], {"status": "completed"}) == DENIED
    assert denied(user, model, "unlink", [record]) == DENIED
    for method, arguments in (("create", (values,)), ("write", ([record], {"status": "completed"}))):
        with pytest.raises(Fault) as caught:
            odoo.call(model, method, *arguments)
        assert caught.value.name == DENIED
    assert (
        denied(user, "imageflow.quota", "write", user.call("imageflow.quota", "search", []), {"granted": 9}) == DENIED
    )


@pytest.mark.parametrize("model", HIDDEN)
def test_inner_records(user: User, model: str) -> None:
    """Users don't see how the flow keeps its work."""
    assert denied(user, model, "search_read", []) == DENIED


def test_jobs_are_private(odoo: Odoo) -> None:
    """What jobs do can't be called by RPC."""
    with pytest.raises(Fault) as caught:
        odoo.call("imageflow.outbox", "_dispatch")
    assert caught.value.name == DENIED


def test_deleting(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A manager deletes what has ended, and only that; its images go, its quota stays used."""
    request_id = user.asked()
    record = odoo.request(request_id)["id"]
    with pytest.raises(Fault, match="has ended"):
        odoo.call("ai.image.generation.request", "unlink", [record])
    n8n.complete(request_id)
    user.ended(request_id)
    odoo.call("ai.image.generation.request", "unlink", [record])
    odoo.run_job("cron_remove")
    assert odoo.find("imageflow.object", ["key", "like", request_id]) == []
    assert odoo.find("ir.attachment", ["name", "like", request_id]) == []
    assert user.quota() == (1, 0)


def test_api_key(odoo: Odoo, n8n: N8n, user: User) -> None:
    """The routes refuse a password where an API key is due."""
    answer = user.get("/quota", authorization=f"Bearer {user.login}")
    assert answer.status_code == 401
