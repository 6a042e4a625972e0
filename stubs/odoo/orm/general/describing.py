"""What a model is like: its fields, its defaults, who may do what."""

from typing import Any

from stubs.odoo.orm import access
from stubs.odoo.orm.errors import MissingError
from stubs.odoo.orm.fields import Field, Many2many
from stubs.odoo.orm.fields.relational import Many, Relation
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.remote import GENERAL, Kind, general

MAGIC = ("id", "create_uid", "create_date", "write_uid", "write_date")


@general(Kind.MODEL)
def fields_get(records: Model, allfields: Any = None, attributes: Any = None) -> dict[str, dict[str, Any]]:
    """Describe fields: those named, or all that the user may see."""
    access.check(records, "read") if not access.may(records, "create") and not access.may(records, "write") else None
    names = [allfields] if isinstance(allfields, str) else allfields
    found = {
        name: described(records, field)
        for name, field in records.fields.items()
        if (not names or name in names) and records.scope.has_any(field.groups)
    }
    if not attributes:
        return found
    return {name: {key: value for key, value in about.items() if key in attributes} for name, about in found.items()}


def described(records: Model, field: Field) -> dict[str, Any]:
    """Describe one field."""
    stored = (field.store or field.inherited) and not isinstance(field, Many)
    depends = field.described.get("depends", [])
    about: dict[str, Any] = {
        "type": field.type,
        "change_default": False,
        "company_dependent": False,
        "default_export_compatible": field.described.get("exported", False),
        "depends": list(depends),
        "exportable": True,
        "groupable": (stored and field.type not in {"binary", "json"})
        or (isinstance(field, Many2many) and field.store),
        "manual": False,
        "name": field.name,
        "readonly": field.readonly,
        "required": field.required,
        "searchable": field.searchable,
        "sortable": stored and field.type != "binary",
        "store": field.store,
        "string": field.string,
    }
    if field.groups:
        about["groups"] = field.groups
    if isinstance(field, Relation):
        about["allow_hierachy_operators"] = True
    more = {key: value for key, value in field.described.items() if key not in {"depends", "exported", "shown_as"}}
    more |= field.described.get("shown_as", {})
    return dict(sorted((about | field.describe() | more).items()))


@general(Kind.MODEL)
def default_get(records: Model, fields: Any) -> dict[str, Any]:
    """Give the defaults of fields that have one."""
    found = defaults(records, set(fields or ()))
    return {name: records.fields[name].to_read(value) for name, value in found.items()}


def defaults(records: Model, names: set[str]) -> dict[str, Any]:
    """Give the defaults of these fields, as they are kept; the context's come first."""
    found: dict[str, Any] = {}
    for name, field in records.fields.items():
        asked = f"default_{name}"
        if name not in names:
            continue
        if asked in records.scope.context:
            found[name] = records.scope.context[asked]
        elif field.default is not None:
            found[name] = field.default(records.scope) if callable(field.default) else field.default
    return found


@general(Kind.RECORDS)
def has_access(records: Model, operation: Any) -> bool:
    """Whether the user may do that to all of these records."""
    return access.may(records, operation) and len(access.allowed(records, operation)) == len(records.ids)


@general(Kind.MODEL)
def check_access_rights(records: Model, operation: Any, raise_exception: Any = True) -> bool | None:
    """Whether the user may do that to records of the model at all; nothing, or False, or a refusal."""
    if access.may(records, operation):
        return None if raise_exception else True
    if raise_exception:
        access.check(records, operation)
    return False


@general(Kind.RECORDS)
def get_metadata(records: Model) -> list[dict[str, Any]]:
    """Tell who made the records, and when."""
    missing = [key for key in records.ids if key not in records.rows()]
    if missing:
        raise MissingError(missing_text(records, missing))
    names = {row["res_id"]: row for row in _external(records) if row["model"] == records._name}
    found = []
    for about in GENERAL["read"].call(records, list(MAGIC)):
        external = names.get(about["id"])
        xmlid = f"{external['module']}.{external['name']}" if external else False
        more = {"xmlid": xmlid, "noupdate": bool(external and external["noupdate"])}
        listed = [{"xmlid": xmlid, "noupdate": more["noupdate"]}] if external else []
        found.append(about | more | {"xmlids": listed})
    return found


def missing_text(records: Model, keys: list[Any]) -> str:
    """Say that records are not there, as Odoo does."""
    listed = ", ".join(map(str, keys)) + ("," if len(keys) == 1 else "")
    return f"Record does not exist or has been deleted.\n(Record: {records._name}({listed}), User: {records.scope.uid})"


def _external(records: Model) -> list[dict[str, Any]]:
    return list(records.scope.as_superuser()["ir.model.data"].rows().values())
