"""What users and partners belong to: companies, currencies, countries and languages.

Limitations: one company and one language; of currencies and countries only some.
"""

from typing import Any

from stubs.odoo.orm.errors import ValidationError
from stubs.odoo.orm.fields import Boolean, Char, Float, Integer, Many2one, One2many, Selection
from stubs.odoo.orm.model import Model, Unique
from stubs.odoo.orm.remote import Kind, remote

EVERYBODY = {"base.group_public": "r", "base.group_portal": "r", "base.group_user": "r", "base.group_system": "crud"}
KEPT_BY_MANAGERS = EVERYBODY | {"base.group_erp_manager": "crud", "base.group_system": "r"}


class ResCurrency(Model):
    """A currency."""

    _name = "res.currency"
    _description = "Currency"
    _order = "active desc, name"
    _access = EVERYBODY
    _unique = (Unique(("name",), "The currency code must be unique!"),)
    name = Char("Currency", size=3, required=True)
    full_name = Char("Name")
    symbol = Char("Symbol", required=True)
    rounding = Float("Rounding Factor", digits=(12, 6), default=0.01)
    position = Selection([("after", "After Amount"), ("before", "Before Amount")], "Symbol Position", default="after")
    active = Boolean("Active", default=True)

    def _search_display_name(self, operator: str, value: Any) -> Any:
        return ["|", ("name", operator, value), ("full_name", operator, value)]


class ResCountry(Model):
    """A country."""

    _name = "res.country"
    _description = "Country"
    _order = "name, id"
    _access = EVERYBODY
    _unique = (
        Unique(("name",), "The name of the country must be unique!"),
        Unique(("code",), "The code of the country must be unique!"),
    )
    code = Char("Country Code", size=2, required=True)
    name = Char("Country Name", required=True)
    currency_id = Many2one("res.currency", "Currency")
    phone_code = Integer("Country Calling Code")
    state_ids = One2many("res.country.state", "country_id", "States")


class ResCountryState(Model):
    """A part of a country."""

    _name = "res.country.state"
    _description = "Country state"
    _order = "code, id"
    _access = EVERYBODY
    country_id = Many2one("res.country", "Country", required=True)
    name = Char("State Name", required=True)
    code = Char("State Code", required=True)


class ResLang(Model):
    """A language."""

    _name = "res.lang"
    _description = "Languages"
    _looks_first = True
    _order = "active desc,name"
    _access = EVERYBODY
    _unique = (Unique(("name",), "The name of the language must be unique!"),)
    name = Char("Name", required=True)
    code = Char("Locale Code", required=True)
    iso_code = Char("ISO code")
    url_code = Char("URL Code", required=True)
    active = Boolean("Active")
    date_format = Char("Date Format", required=True, default="%m/%d/%Y")
    time_format = Char("Time Format", required=True, default="%H:%M:%S")

    @remote(Kind.MODEL)
    def get_installed(self) -> list[list[str]]:
        """Give the languages that are switched on: codes and names."""
        rows = self.rows()
        return [
            [rows[key]["code"], rows[key]["name"]] for key in self._sorted(list(rows), "name") if rows[key]["active"]
        ]


class ResCompany(Model):
    """The company."""

    _name = "res.company"
    _description = "Companies"
    _order = "sequence, name"
    _access = KEPT_BY_MANAGERS
    name = Char("Company Name", origin="partner_id.name", inherited=True)
    active = Boolean("Active", default=True)
    sequence = Integer("Sequence", default=10)
    parent_id = Many2one("res.company", "Parent Company")
    child_ids = One2many("res.company", "parent_id", "Branches")
    partner_id = Many2one("res.partner", "Partner", required=True)
    currency_id = Many2one("res.currency", "Currency", required=True)
    email = Char("Email", origin="partner_id.email", inherited=True)
    phone = Char("Phone", origin="partner_id.phone", inherited=True)
    website = Char("Website Link", origin="partner_id.website", inherited=True)
    vat = Char("Tax ID", origin="partner_id.vat", inherited=True)
    country_id = Many2one("res.country", "Country", origin="partner_id.country_id", inherited=True)
    user_ids = One2many("res.users", "company_id", "Accepted Users")

    def _prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        from stubs.odoo.orm.general.changing import create_one, required  # noqa: PLC0415 - it makes companies too

        if given.get("partner_id"):
            return given
        name = given.pop("name", None)
        if not name:
            raise required(self, "name")
        if any(self.get(key, "name") == name for key in self.rows()):
            raise ValidationError("The operation cannot be completed: The company name must be unique!")
        partner = {"name": name, "is_company": True}
        made = create_one(self.scope.as_superuser()["res.partner"], partner)
        return {"currency_id": 1} | given | {"partner_id": made}
