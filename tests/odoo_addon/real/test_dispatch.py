"""I04 on a real Odoo: the commit wakes a job, which posts until n8n has accepted or refused for good."""

import pytest

from contracts.messages.dispatch import Dispatch
from tests.odoo_addon.real.n8n import N8n
from tests.odoo_addon.real.odoo import Odoo, User, until


def row_of(odoo: Odoo, request_id: str) -> dict[str, object]:
    (row,) = odoo.find_of("imageflow.outbox", request_id)
    return row


def test_delivered(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A request reaches n8n once, signed, as the contract says, under its own id; then it is being processed."""
    request_id = user.asked(negative_prompt="rain", size="512x512", n=3)
    n8n.dispatched(request_id)
    until(lambda: row_of(odoo, request_id)["state"] == "delivered", "the outbox row is delivered")
    assert odoo.request(request_id)["status"] == "processing"
    (headers,) = n8n.seen[request_id]
    assert headers["x-imageflow-request-id"] == request_id
    assert headers["traceparent"] == odoo.request(request_id)["traceparent"]
    data = Dispatch.model_validate(n8n.messages[request_id]).data
    assert (data.request_id, data.n, data.size, data.callback_url) == (request_id, 3, "512x512", n8n.callback_url)


@pytest.mark.parametrize("status", [404, 429, 503, 200])
def test_sent_again(odoo: Odoo, n8n: N8n, user: User, status: int) -> None:
    """What may go better later is sent again with the same id, a success without the id's echo too."""
    n8n.refusals.append(status)
    request_id = user.asked()
    until(lambda: len(n8n.seen[request_id]) == 2, "it is sent again")
    until(lambda: row_of(odoo, request_id)["state"] == "delivered", "the outbox row is delivered")


@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_refused(odoo: Odoo, n8n: N8n, user: User, status: int) -> None:
    """A final no ends the request and gives its quota back."""
    n8n.refusals.append(status)
    request_id = user.asked(n=2)
    assert user.ended(request_id)["failure_code"] == "dispatch_failed"
    assert user.quota() == (0, 0)
    until(lambda: row_of(odoo, request_id)["state"] == "refused", "the outbox row is refused")
    assert len(n8n.seen[request_id]) == 1


def test_nobody_listens(odoo: Odoo, n8n: N8n, user: User) -> None:
    """While n8n is down a request waits, and says why; it goes on when n8n is back."""
    address = odoo.parameter("webhook_url")
    odoo.set("webhook_url", "http://127.0.0.1:9/webhook/none")
    request_id = user.asked()
    until(lambda: row_of(odoo, request_id)["note"], "it was tried in vain")
    odoo.set("webhook_url", address)
    n8n.dispatched(request_id)


@pytest.mark.parametrize(
    ("name", "value"), [("webhook_url", ""), ("webhook_url", "n8n"), ("webhook_secrets", "whsec_!")]
)
def test_not_set_up(odoo: Odoo, n8n: N8n, user: User, name: str, value: str) -> None:
    """What is not set, or misspelled, is named where the request waits; it goes on once that is put right."""
    usual = odoo.parameter(name)
    odoo.set(name, value)
    request_id = user.asked()
    note = until(lambda: row_of(odoo, request_id)["note"], "it was tried in vain")
    odoo.set(name, usual)
    assert "in the settings" in str(note)
    n8n.dispatched(request_id)
