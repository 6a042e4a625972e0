"""What a fresh Odoo has: company, groups, partners, parameters, modules; made when the models are first asked."""

from typing import Any

from sqlalchemy import Table

from stubs.odoo.orm.registry import model, models
from stubs.odoo.orm.scope import SUPERUSER, Scope
from stubs.odoo.passwords import new_salt
from stubs.odoo.tables import Base, User

GROUPS = (
    # name, label, privilege
    ("base.group_user", "Role / User", None),
    ("base.group_erp_manager", "Access Rights", None),
    ("base.group_sanitize_override", "Bypass HTML Field Sanitize", None),
    ("base.group_system", "Role / Administrator", None),
    ("base.group_multi_company", "Multi Companies", None),
    ("base.group_multi_currency", "Multi Currencies", None),
    ("base.group_no_one", "Technical Features", None),
    ("base.group_allow_export", "Allowed", "Export"),
    ("base.group_partner_manager", "Creation", "Contact"),
    ("base.group_portal", "Role / Portal", None),
    ("base.group_public", "Role / Public", None),
    ("imageflow.group_user", "User", "AI Images"),
    ("imageflow.group_manager", "Manager", "AI Images"),
)
IMPLIED = {
    "base.group_user": ("imageflow.group_user", "base.group_no_one"),
    "base.group_erp_manager": ("base.group_user",),
    "base.group_system": (
        "base.group_partner_manager",
        "base.group_allow_export",
        "base.group_erp_manager",
        "base.group_sanitize_override",
        "base.group_no_one",
    ),
    "base.group_portal": ("imageflow.group_user",),
    "imageflow.group_manager": ("imageflow.group_user",),
}
MODULES = (
    ("base", "Base"),
    ("web", "Web"),
    ("portal", "Customer Portal"),
    ("rpc", "RPC endpoints"),
    ("imageflow", "AI Images"),
)
CRONS = (
    "AI images: hand requests over to n8n",
    "AI images: fetch and store outcomes",
    "AI images: end requests whose deadline has passed",
    "AI images: remove what failed requests have stored",
)
COUNTRIES = (
    ("Belgium", "BE", 32),
    ("France", "FR", 33),
    ("Germany", "DE", 49),
    ("Italy", "IT", 39),
    ("Spain", "ES", 34),
    ("United Kingdom", "GB", 44),
    ("United States", "US", 1),
)
NAMED = (
    ("base", "main_company", "res.company", 1),
    ("base", "main_partner", "res.partner", 1),
    ("base", "user_root", "res.users", 1),
    ("base", "user_admin", "res.users", 2),
    ("base", "public_user", "res.users", 3),
    ("base", "partner_root", "res.partner", 2),
    ("base", "partner_admin", "res.partner", 3),
    ("base", "USD", "res.currency", 1),
    ("base", "lang_en", "res.lang", 1),
)
OWN_GROUPS = {"internal": ("base.group_user",), "portal": ("base.group_portal",)}
ADMIN = 2


def provide(scope: Scope, base_url: str) -> None:
    """Make what is missing; what is there stays as it is."""
    if not scope["res.company"].rows():
        _make_world(scope)
        _make_groups(scope)
        _make_rest(scope, base_url)
    _complete_users(scope)


def make_tables(connection: Any) -> None:
    """Make the tables of the models that are missing."""
    models()
    Base.metadata.create_all(connection)


def _add(scope: Scope, name: str, /, **values: Any) -> int:
    now = scope.now()
    table = model(name).table
    stamp = {"create_uid": SUPERUSER, "create_date": now, "write_uid": SUPERUSER, "write_date": now}
    return scope.rows.insert(table, stamp | values)


_USD = {"rounding": 0.01, "position": "before"}


def _make_world(scope: Scope) -> None:
    dollar = _add(scope, "res.currency", name="USD", full_name="United States dollar", symbol="$", active=True, **_USD)
    for name, code, prefix in COUNTRIES:
        _add(scope, "res.country", name=name, code=code, phone_code=prefix)
    english = {"name": "English (US)", "code": "en_US", "iso_code": "en", "url_code": "en", "active": True}
    _add(scope, "res.lang", **english)
    company = _add(scope, "res.partner", name="My Company", is_company=True, **_PERSON)
    _add(scope, "res.company", partner_id=company, currency_id=dollar, active=True, sequence=0)


_PERSON = {"active": True, "type": "contact", "lang": "en_US"}


def _make_groups(scope: Scope) -> None:
    privileges: dict[str, int] = {}
    ids: dict[str, int] = {}
    for name, label, privilege in GROUPS:
        if privilege and privilege not in privileges:
            privileges[privilege] = _add(scope, "res.groups.privilege", name=privilege, sequence=100)
        group = _add(scope, "res.groups", name=label, privilege_id=privileges.get(privilege or ""))
        ids[name] = group
        module, _, own = name.partition(".")
        _add(scope, "ir.model.data", module=module, name=own, model="res.groups", res_id=group, noupdate=False)
    table = Base.metadata.tables["res_groups_implied_rel"]
    for name, others in IMPLIED.items():
        for other in others:
            scope.rows.link(table, ids[name], ids[other])


def _make_rest(scope: Scope, base_url: str) -> None:
    for place, (name, label) in enumerate(MODULES):
        version = "19.0.1.0.0" if name == "imageflow" else "19.0.1.3" if name == "base" else "19.0.1.0"
        more = {"state": "installed", "latest_version": version, "application": name == "imageflow", "sequence": place}
        _add(scope, "ir.module.module", name=name, shortdesc=label, **more)
    for module, own, record, row in NAMED:
        _add(scope, "ir.model.data", module=module, name=own, model=record, res_id=row, noupdate=True)
    for key, value in (("web.base.url", base_url), ("base.login_cooldown_after", "10")):
        _add(scope, "ir.config_parameter", key=key, value=value)
    for name in CRONS:
        more = {"active": True, "user_id": SUPERUSER, "interval_number": 1, "interval_type": "hours", "priority": 5}
        _add(scope, "ir.cron", name=name, cron_name=name, nextcall=scope.now(), **more)


def _complete_users(scope: Scope) -> None:
    """Give every user who may sign in a partner and groups, and add those who never do."""
    users, pairs = scope["res.users"], Base.metadata.tables["res_groups_users_rel"]
    groups: Any = scope["res.groups"]
    kept: Table = User.__table__  # type: ignore[assignment]  # a Table, as mapped classes declare it
    for uid, login, name, own in (
        (1, "__system__", "OdooBot", "base.group_system"),
        (3, "public", "Public user", "base.group_public"),
    ):
        if uid not in users.rows():
            secret = {"salt": new_salt(scope.entropy), "password_digest": b"", "active": False, "internal": uid == 1}
            scope.rows.insert(kept, {"id": uid, "login": login, "name": name} | secret)
            scope.rows.link(pairs, groups.by_name(own), uid)
    for uid, row in sorted(users.rows().items()):
        if row["partner_id"]:
            continue
        email = "odoobot@example.com" if uid == SUPERUSER else None
        person = _PERSON | {"active": bool(row["active"]), "email": email}
        partner = _add(scope, "res.partner", name=row["name"], company_id=1, **person)
        scope.rows.update(kept, uid, {"partner_id": partner, "company_id": 1})
        for name in ("base.group_system", "imageflow.group_manager") if uid in {1, ADMIN} else _own_groups(row):
            scope.rows.link(pairs, groups.by_name(name), uid)


def _own_groups(row: dict[str, Any]) -> tuple[str, ...]:
    if row["id"] == 3:
        return ()
    return OWN_GROUPS["internal" if row["internal"] else "portal"]
