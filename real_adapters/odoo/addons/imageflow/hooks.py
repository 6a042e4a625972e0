"""What an installation does once."""

import secrets

from .contracts.kit.signing import make_secret


def make_first_secret(env):
    """Make a signing secret, so that no installation runs on one that others know."""
    parameters = env["ir.config_parameter"].sudo()
    if not parameters.get_param("imageflow.webhook_secrets"):
        parameters.set_param("imageflow.webhook_secrets", make_secret(secrets.token_urlsafe(36)))
