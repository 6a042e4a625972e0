"""The deadline on a real Odoo: a request without an accepted outcome ends by it."""

from tests.odoo_addon.real.n8n import N8n
from tests.odoo_addon.real.odoo import Odoo, User


def test_timed_out(odoo: Odoo, n8n: N8n, user: User) -> None:
    """The watch-dog's job ends what is late and gives the quota back; what is not late it leaves alone."""
    early = user.asked()
    odoo.set("deadline_seconds", 0)
    late = user.asked(n=2)
    odoo.run_job("cron_expire")
    assert user.ended(late)["failure_code"] == "timed_out"
    assert odoo.request(early)["status"] in {"pending", "processing"}
    assert user.quota() == (0, 1)


def test_late_outcome(odoo: Odoo, n8n: N8n, user: User) -> None:
    """An outcome after the deadline ends the request as timed out, though no job has looked, and changes no more."""
    odoo.set("deadline_seconds", 0)
    request_id = user.asked()
    answer = n8n.complete(request_id)
    assert (answer.status_code, answer.json()["result"]) == (200, "already_ended")
    assert user.ended(request_id)["failure_code"] == "timed_out"
    assert odoo.find_of("imageflow.inbox", request_id) == []
    assert user.quota() == (0, 0)


def test_accepted_in_time(odoo: Odoo, n8n: N8n, user: User) -> None:
    """Once an outcome is accepted the deadline has no say any more."""
    odoo.set("deadline_seconds", 2)
    request_id = user.asked()
    assert n8n.complete(request_id).status_code == 202
    odoo.run_job("cron_expire")
    assert user.ended(request_id)["status"] == "completed"
