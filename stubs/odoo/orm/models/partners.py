"""Partners: people and companies, in a tree."""

from collections.abc import Mapping
from typing import Any

from stubs.odoo.orm import access
from stubs.odoo.orm.errors import Builtin, ValidationError
from stubs.odoo.orm.fields import (
    Binary,
    Boolean,
    Char,
    Float,
    Html,
    Integer,
    Language,
    Many2many,
    Many2one,
    One2many,
    Selection,
)
from stubs.odoo.orm.model import Model, Rule

TAGS = ("res_partner_res_partner_category_rel", "partner_id", "category_id")
ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")


class ResPartnerCategory(Model):
    """A tag of partners."""

    _name = "res.partner.category"
    _description = "Partner Tags"
    _order = "name, id"
    _access = {"base.group_user": "r", "base.group_partner_manager": "crud"}
    name = Char("Name", required=True)
    color = Integer("Color")
    parent_path = Char("Parent Path")
    parent_id = Many2one("res.partner.category", "Category", ondelete="cascade")
    child_ids = One2many("res.partner.category", "parent_id", "Child Tags")
    active = Boolean("Active", default=True)
    partner_ids = Many2many("res.partner", "Partners", pairs=(TAGS[0], TAGS[2], TAGS[1]))

    def _compute_display_name(self) -> dict[int, Any]:
        return {key: " / ".join(self._path(key)) for key in self.ids}

    def _path(self, key: int | None) -> list[str]:
        row = self.rows().get(key or 0)
        return [*self._path(row["parent_id"]), row["name"]] if row else []


class ResPartner(Model):
    """Limitations: the fields that clients use most; no formats of addresses by country."""

    _name = "res.partner"
    _description = "Contact"
    _order = "complete_name ASC, id DESC"
    _access = {
        "base.group_public": "r",
        "base.group_portal": "r",
        "base.group_user": "r",
        "base.group_partner_manager": "crud",
    }
    _rules = (
        Rule("base.group_portal", lambda scope: [("id", "child_of", _commercial(scope))], frozenset(["read", "write"])),
        Rule("base.group_public", lambda scope: [("id", "child_of", _commercial(scope))], frozenset(["read"])),
        Rule("base.group_user", lambda _: [(1, "=", 1)]),
    )
    _looks_first = True
    _owners = dict.fromkeys(["create", "write", "name_create", "default_get"], "ResPartner") | {"unlink": "MailThread"}
    name = Char("Name", exported=True)
    complete_name = Char("Complete Name", compute="_compute_complete_name", store=True)
    active = Boolean("Active", default=True)
    type = Selection(
        [("contact", "Contact"), ("invoice", "Invoice"), ("delivery", "Delivery"), ("other", "Other")],
        "Address Type",
        default="contact",
    )
    is_company = Boolean(
        "Is a Company", default=False, help="Check if the contact is a company, otherwise it is a person"
    )
    company_type = Selection(
        [("person", "Person"), ("company", "Company")],
        "Company Type",
        compute="_compute_company_type",
        inverse="_write_company_type",
    )
    parent_id = Many2one("res.partner", "Related Company")
    parent_name = Char("Parent name", origin="parent_id.name")
    child_ids = One2many(
        "res.partner", "parent_id", "Contact", domain=[("active", "=", True)], context={"active_test": False}
    )
    commercial_partner_id = Many2one("res.partner", "Commercial Entity", compute="_compute_commercial", store=True)
    ref = Char("Reference")
    lang = Language([("en_US", "English (US)")], "Language", default="en_US")
    tz = Char("Timezone")
    vat = Char("Tax ID")
    company_id = Many2one("res.company", "Company")
    company_name = Char("Company Name")
    user_id = Many2one(
        "res.users", "Salesperson", help="The internal user in charge of this contact.", depends=["parent_id"]
    )
    user_ids = One2many("res.users", "partner_id", "Users")
    category_id = Many2many("res.partner.category", "Tags", pairs=TAGS)
    website = Char("Website Link")
    email = Char("Email")
    phone = Char("Phone")
    street = Char("Street")
    street2 = Char("Street2")
    zip = Char("Zip")
    city = Char("City")
    state_id = Many2one("res.country.state", "State", ondelete="restrict")
    country_id = Many2one("res.country", "Country", ondelete="restrict")
    country_code = Char("Country Code", origin="country_id.code")
    partner_latitude = Float("Geo Latitude", digits=(10, 7))
    partner_longitude = Float("Geo Longitude", digits=(10, 7))
    function = Char("Job Position")
    employee = Boolean("Employee")
    color = Integer("Color Index", default=0)
    barcode = Char("Barcode", copy=False)
    comment = Html("Notes")
    partner_share = Boolean("Share Partner", compute="_compute_share", store=True)
    contact_address = Char("Complete Address", compute="_compute_address")
    image_1920 = Binary("Image")
    image_128 = Binary("Image 128", origin="image_1920")

    def _compute_complete_name(self) -> dict[int, Any]:
        return {key: self._complete(key) for key in self.ids}

    def _complete(self, key: int) -> str:
        row = self.rows()[key]
        own = row["name"] or dict(self.fields["type"].choices).get(row["type"] or "", "")  # type: ignore[attr-defined]
        commercial = self.rows()[self._commercial_of(key)]
        company = commercial["name"] if commercial["is_company"] else commercial["company_name"]
        company = (company or self.rows()[row["parent_id"]]["name"]) if row["parent_id"] else row["company_name"]
        if not company or row["is_company"]:
            return str(row["name"] or "").strip()
        return f"{company}, {own}".strip()

    def _compute_display_name(self) -> dict[int, Any]:
        return self._compute_complete_name()

    def _search_display_name(self, operator: str, value: Any) -> Any:
        negative = operator.startswith(("not", "!"))
        names = ("complete_name", "email", "ref", "vat", "company_registry")[: 4 if "like" in operator else 1]
        conditions = [(name, operator, value) for name in names]
        return [*(["&" if negative else "|"] * (len(conditions) - 1)), *conditions]

    def _compute_commercial(self) -> dict[int, Any]:
        return {key: self._commercial_of(key) for key in self.ids}

    def _commercial_of(self, key: int) -> int:
        row = self.rows()[key]
        while row["parent_id"] and not row["is_company"]:
            row = self.rows()[row["parent_id"]]
        return int(row["id"])

    def _compute_company_type(self) -> dict[int, Any]:
        return {key: "company" if self.rows()[key]["is_company"] else "person" for key in self.ids}

    def _write_company_type(self, value: Any) -> None:
        for key in self.ids:
            self.scope.rows.update(self.table, key, {"is_company": value == "company"})

    def _compute_share(self) -> dict[int, Any]:
        users = self.scope.as_superuser()["res.users"]
        internal = {users.get(key, "partner_id") for key in users.rows() if not users.get(key, "share")}
        return {key: key not in internal for key in self.ids}

    def _compute_address(self) -> dict[int, Any]:
        return {key: "\n".join(self._lines(key)) for key in self.ids}

    def _lines(self, key: int) -> list[str]:
        row = self.rows()[key]
        place = f"{row['city'] or ''}  {row['zip'] or ''}"
        country = self.scope.as_superuser()["res.country"].get(row["country_id"], "name") if row["country_id"] else ""
        return [row["street"] or "", row["street2"] or "", place, country]

    def _before_change(self, given: Mapping[str, Any]) -> None:
        for name in given:
            if name not in self.fields:
                raise Builtin(KeyError, str(name), name)
        access.check_records(self.of(self.existing()), "read")

    def _check(self, names: frozenset[str]) -> None:
        for key in self.ids:
            row = self.rows()[key]
            if not row["name"] and (row["type"] or "contact") == "contact":
                raise ValidationError("The operation cannot be completed: Contacts require a name")
            if "parent_id" in names and row["parent_id"] and key in self.above([row["parent_id"]]):
                raise ValidationError("You cannot create recursive Partner hierarchies.")
        if "name" in names:
            self._tell_users()

    def _tell_users(self) -> None:
        """Give those who sign in with these partners their new name."""
        users = self.scope.as_superuser()["res.users"]
        for key, row in list(users.rows().items()):
            if row["partner_id"] in self.ids:
                self.scope.rows.update(users.table, key, {"name": self.rows()[row["partner_id"]]["name"]})

    def _copy_values(self, key: int) -> dict[str, Any]:
        return {"name": f"{self.rows()[key]['name']} (copy)"}


def _commercial(scope: Any) -> int:
    partner = scope.as_superuser()["res.users"].get(scope.uid, "partner_id")
    return int(scope.as_superuser()["res.partner"].get(partner, "commercial_partner_id"))
