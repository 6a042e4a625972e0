"""What the tests have in common: users, their requests, and outcomes as n8n would send them."""

import json

from odoo.tests import new_test_user

from ..contracts.kit import signing
from ..contracts.timestamps import to_text
from ..services import moments, submissions

SECRET = signing.make_secret("a secret of the addon's own tests")
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A picture of one pixel, in base64."""


def prepare(env):
    """Give the flow the settings that the tests count on."""
    parameters = env["ir.config_parameter"].sudo()
    for name, value in {"webhook_secrets": SECRET, "quota": "3", "storage_backend": "filestore"}.items():
        parameters.set_param(f"imageflow.{name}", value)


def new_user(env, login, groups="base.group_portal"):
    """Make a user who signs in with their login as password."""
    return new_test_user(env, login, groups, password=login)


def ask(user, prompt="a lighthouse", **fields):
    """Submit for a user, as the route does, and give the record."""
    body = json.dumps({"prompt": prompt, **fields}).encode()
    answer = json.loads(submissions.submit(user.env(su=True), user.id, body, None))
    return user.env["ai.image.generation.request"].sudo().search([("request_id", "=", answer["id"])])


def outcome(request, images=None):
    """Give the body of a completed outcome."""
    data = {
        "request_id": request.request_id,
        "images": images or [{"b64_json": PIXEL}],
        "provider": {"name": "a painter"},
    }
    told = {"type": "image.generation.completed", "timestamp": to_text(moments.now()), "data": data}
    return json.dumps(told).encode()


def signed(body, webhook_id="msg-1", secret=SECRET):
    """Give the headers of a callback."""
    return {"Content-Type": "application/json", **signing.sign([secret], webhook_id, moments.now(), body)}
