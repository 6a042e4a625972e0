"""Users: who may sign in, with which groups; each has a partner."""

from typing import Any, cast

from sqlalchemy import Table, delete

from stubs.odoo.orm.errors import UserError
from stubs.odoo.orm.fields import Boolean, Char, Language, Many2many, Many2one
from stubs.odoo.orm.model import Model, Rule, Unique
from stubs.odoo.orm.models.groups import MEMBERS
from stubs.odoo.orm.remote import Kind, remote
from stubs.odoo.passwords import new_salt, stretch
from stubs.odoo.tables import Session, User

OWN = frozenset(["signature", "action_id", "company_id", "email", "name", "image_1920", "lang", "tz", "phone"])
"""What users may change of themselves."""


class ResUsers(Model):
    """Limitations: passwords and API keys are known by digests; no two-factor, no devices, one company."""

    _name = "res.users"
    _description = "User"
    _order = "name, login"
    _looks_first = True
    table = cast("Table", User.__table__)
    _access = {
        "base.group_public": "r",
        "base.group_portal": "r",
        "base.group_user": "r",
        "base.group_erp_manager": "crud",
    }
    _rules = (
        Rule("base.group_portal", lambda scope: [("id", "=", scope.uid)]),
        Rule("base.group_public", lambda scope: [("id", "=", scope.uid)]),
        Rule("base.group_user", lambda _: [(1, "=", 1)]),
    )
    _unique = (Unique(("login",), "You can not have two users with the same login!"),)
    login = Char("Login", required=True)
    password = Char("Password", compute="_compute_password", inverse="_write_password", copy=False)
    new_password = Char("Set Password", compute="_compute_password", inverse="_write_password")
    active = Boolean("Active", default=True)
    partner_id = Many2one("res.partner", "Related Partner", required=True, ondelete="restrict", copy=False)
    company_id = Many2one("res.company", "Company", required=True, default=1)
    company_ids = Many2many("res.company", "Companies", compute="_compute_companies")
    group_ids = Many2many("res.groups", "Groups", pairs=(MEMBERS[0], MEMBERS[2], MEMBERS[1]))
    all_group_ids = Many2many("res.groups", "Groups and implied groups", compute="_compute_all_groups")
    share = Boolean("Share User", compute="_compute_share", store=True)
    name = Char("Name", origin="partner_id.name", inherited=True)
    email = Char("Email", origin="partner_id.email", inherited=True)
    phone = Char("Phone", origin="partner_id.phone", inherited=True)
    lang = Language([("en_US", "English (US)")], "Language", origin="partner_id.lang", inherited=True)
    tz = Char("Timezone", origin="partner_id.tz", inherited=True)
    image_1920 = Char("Image", origin="partner_id.image_1920", inherited=True)

    @remote(Kind.RECORDS)
    def has_group(self, group_ext_id: Any) -> bool:
        """Whether the user belongs to a group that a module named so."""
        uid = self.ids[0] if self.ids else self.scope.uid
        groups: Any = self.scope.as_superuser()["res.groups"]
        return group_ext_id in groups.names_of(uid)

    @remote(Kind.MODEL)
    def context_get(self) -> dict[str, Any]:
        """Give what the user's calls are made in."""
        everything = self.super()
        lang, zone = (everything.get(self.scope.uid, name) for name in ("lang", "tz"))
        return {"lang": lang or "en_US", "tz": zone or False, "uid": self.scope.uid}

    @remote(Kind.MODEL)
    def change_password(self, old_passwd: Any, new_passwd: Any) -> bool:
        """Give oneself another password; raises `AccessDenied` for a wrong old one."""
        from stubs.odoo.orm.models.secrets import check_password  # noqa: PLC0415 - it knows users too

        check_password(self.super().of([self.scope.uid]), old_passwd)
        if not str(new_passwd or "").strip():
            raise UserError("Setting empty passwords is not allowed for security reasons!")
        self.super().of([self.scope.uid])._write_password(new_passwd)
        return True

    def _prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        from stubs.odoo.orm.general.changing import create_one  # noqa: PLC0415 - it makes users too

        if not given.get("partner_id"):
            names = [name for name, field in self.fields.items() if field.inherited and name in given]
            partner = {name: given.pop(name) for name in names}
            given["partner_id"] = create_one(self.scope.as_superuser()["res.partner"], {"company_id": 1} | partner)
        if "group_ids" not in given:
            default = self.scope.as_superuser()["res.groups"].by_name("base.group_user")  # type: ignore[attr-defined]
            given["group_ids"] = [(6, 0, [default])]
        return given

    def _kept_beside(self) -> dict[str, Any]:
        """Give the columns that no field shows."""
        return {"salt": new_salt(self.scope.entropy), "password_digest": b"", "internal": True, "name": ""}

    def _prepare_change(self, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("active", True) is False and self.scope.uid in self.ids:
            raise UserError("You cannot deactivate the user you're currently logged in as.")
        return given

    def _check(self, _names: frozenset[str]) -> None:
        partners = self.scope.as_superuser()["res.partner"]
        groups: Any = self.scope.as_superuser()["res.groups"]
        for key in self.ids:
            row = self.rows()[key]
            internal = "base.group_user" in groups.names_of(key)
            name = partners.rows()[row["partner_id"]]["name"] if row["partner_id"] else row["name"]
            self.scope.rows.update(self.table, key, {"internal": internal, "name": name or ""})
        self.scope.memo.clear()

    def _compute_password(self) -> dict[int, Any]:
        return dict.fromkeys(self.ids, "")

    def _write_password(self, value: Any) -> None:
        if not value:
            return
        for key in self.ids:
            salt = new_salt(self.scope.entropy)
            self.scope.rows.update(self.table, key, {"salt": salt, "password_digest": stretch(str(value), salt)})

    def _compute_companies(self) -> dict[int, Any]:
        return {key: [self.rows()[key]["company_id"] or 1] for key in self.ids}

    def _compute_all_groups(self) -> dict[int, Any]:
        groups: Any = self.scope.as_superuser()["res.groups"]
        return {key: groups._sorted(sorted(groups.ids_of(key)), None) for key in self.ids}

    def _compute_share(self) -> dict[int, Any]:
        return {key: not self.rows()[key]["internal"] for key in self.ids}

    def _search_display_name(self, operator: str, value: Any) -> Any:
        return ["|", ("name", operator, value), ("login", operator if "like" not in operator else "=", value)]

    def _before_removal(self) -> None:
        if 2 in self.ids:
            raise UserError(
                "You cannot delete the admin user because it is utilized in various places (such as security "
                "configurations,...). Instead, archive it."
            )
        for key in self.ids:
            self.scope.unit.run(delete(Session).where(Session.user_id == key))
        if 1 in self.ids:
            raise UserError(
                "You can not remove the admin user as it is used internally for resources created by Odoo "
                "(updates, module installation, ...)"
            )
