"""API keys, and the proof that somebody knows a password."""

from typing import Any

from stubs.odoo.orm.errors import AccessDenied
from stubs.odoo.orm.fields import Char, Datetime, Many2one
from stubs.odoo.orm.model import Model, Rule
from stubs.odoo.passwords import matches


class ResUsersApikeys(Model):
    """Limitations: keys are made by the stub's settings alone; here they are seen."""

    _name = "res.users.apikeys"
    _description = "Users API Keys"
    _access = {"base.group_portal": "r", "base.group_user": "r"}
    _rules = (Rule("", lambda scope: [("user_id", "=", scope.uid)]),)
    name = Char("Description", required=True, readonly=True)
    user_id = Many2one("res.users", "User", required=True, readonly=True, ondelete="cascade")
    scope_name = Char("Scope", readonly=True)
    expiration_date = Datetime("Expiration Date", readonly=True)


def check_password(user: Model, password: Any) -> None:
    """Refuse a password that is not the user's; raises `AccessDenied`."""
    row = user.rows()[user.ids[0]]
    if not isinstance(password, str) or not matches(password, row["salt"], row["password_digest"]):
        raise AccessDenied
