"""The addon over the years, on a database of its own: brought up to date, uninstalled, and installed again."""

from typing import Any

import pytest

from tests.odoo_addon.beside import Beside, Ended

pytestmark = pytest.mark.timeout(900)

COMPLETED = """
from odoo.addons.imageflow.services import gateway, inbox
from odoo.addons.imageflow.tests.common import ask, new_user, outcome, prepare, signed
prepare(env)
env["ir.config_parameter"].set_param("imageflow.s3_secret_key", "entered by hand")
request = ask(new_user(env, "imageflow-years"))
body = outcome(request)
gateway.accept(env(su=True), signed(body), body)
env.cr.commit()
env.invalidate_all()
inbox.handle(request.inbox_ids)
env.cr.commit()
env.invalidate_all()
told = [request.status, len(request.image_ids), request.image_ids.attachment_id.checksum]
"""
KEPT = """
request = env["ai.image.generation.request"].search([("user_id.login", "=", "imageflow-years")])
quota = env["imageflow.quota"].search([("user_id.login", "=", "imageflow-years")])
told = [request.status, request.image_ids.attachment_id.checksum, quota.used]
"""
LEFT = """
env.cr.execute("SELECT relname FROM pg_class WHERE relname LIKE '%imageflow%' OR relname LIKE 'generated_image%'")
told = {
    "tables": [name for (name,) in env.cr.fetchall()],
    "parameters": env["ir.config_parameter"].search([("key", "=like", "imageflow.%")]).mapped("key"),
    "attachments": env["ir.attachment"].search([("res_model", "=", "ai.image.generation.request")]).ids,
    "jobs": env["ir.cron"].with_context(active_test=False).search([("name", "=like", "AI images%")]).ids,
    "external ids": env["ir.model.data"].search([("module", "=", "imageflow")]).mapped("name"),
    "groups": env["res.groups"].search([("privilege_id.name", "=", "AI Images")]).ids,
    "state": env["ir.module.module"].search([("name", "=", "imageflow")]).state,
    "user": env["res.users"].search([("login", "=", "imageflow-years")]).active,
}
"""
NOTHING = {
    "tables": [],
    "parameters": [],
    "attachments": [],
    "jobs": [],
    "external ids": [],
    "groups": [],
    "state": "uninstalled",
    "user": True,
}


def complaints(ended: Ended) -> list[str]:
    return [line for line in ended.output.splitlines() if " ERROR " in line or " CRITICAL " in line]


@pytest.fixture(scope="module")
def used(beside: Beside, tested: Ended) -> list[Any]:
    """Complete a request there, and give its status, the number of its images and the first one's digest."""
    assert tested.code == 0
    status: list[Any] = beside.tell(COMPLETED)
    return status


def test_an_update_keeps_what_is_there(beside: Beside, used: list[Any]) -> None:
    """Bringing the addon up to date changes no request, no image and no quota."""
    status, count, digest = used
    assert (status, count) == ("completed", 1)
    updated = beside.run("--update=imageflow", "--stop-after-init", "--no-http")
    assert (updated.code, complaints(updated)) == (0, [])
    assert beside.tell(KEPT) == ["completed", digest, 1]


def test_nothing_is_left_and_it_can_come_again(beside: Beside, used: list[Any]) -> None:
    """Uninstalling removes tables, settings, jobs, groups and images, leaves users alone, and bars no second start."""
    removed = beside.run("module", "uninstall", "imageflow")
    assert (removed.code, complaints(removed)) == (0, [])
    assert beside.tell(LEFT) == NOTHING
    again = beside.run("module", "install", "imageflow")
    assert (again.code, complaints(again)) == (0, [])
    assert beside.tell(COMPLETED.replace("imageflow-years", "imageflow-again"))[0] == "completed"
