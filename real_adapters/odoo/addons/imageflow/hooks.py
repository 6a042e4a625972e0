"""What an installation does once, and what goes with the addon when it is uninstalled."""

import secrets

from .contracts.kit.signing import make_secret
from .services.settings import PREFIX


def make_first_secret(env):
    """Make a signing secret, so that no installation runs on one that others know."""
    parameters = env["ir.config_parameter"].sudo()
    if not parameters.get_param("imageflow.webhook_secrets"):
        parameters.set_param("imageflow.webhook_secrets", make_secret(secrets.token_urlsafe(36)))


def forget_settings(env):
    """Remove every setting: those that an administrator entered, secrets and keys among them, Odoo would keep."""
    env["ir.config_parameter"].sudo().search([("key", "=like", PREFIX + "%")]).unlink()
