"""Finding and reading records."""

from typing import Any

from stubs.odoo.orm import access
from stubs.odoo.orm.errors import Foreign, wrong_type, wrong_value
from stubs.odoo.orm.fields import Many2one
from stubs.odoo.orm.fields.binary import human_size
from stubs.odoo.orm.fields.simple import as_key
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.remote import Kind, general


@general(Kind.MODEL)
def search(records: Model, domain: Any, offset: Any = 0, limit: Any = None, order: Any = None) -> list[int]:
    """Give the ids that a domain finds."""
    return sliced(records.find(domain, order=order), offset, limit)


@general(Kind.MODEL)
def search_count(records: Model, domain: Any, limit: Any = None) -> int:
    """Count what a domain finds, up to a limit."""
    return len(sliced(records.matching(domain), 0, limit))


@general(Kind.MODEL)
def search_read(
    records: Model,
    domain: Any = None,
    fields: Any = None,
    offset: Any = 0,
    limit: Any = None,
    order: Any = None,
    **options: Any,
) -> list[dict[str, Any]]:
    """Find and read."""
    for name in options.keys() - {"load"}:
        raise wrong_type(f"BaseModel._read_format() got an unexpected keyword argument {name!r}")
    wanted = readable(records, fields)
    found = sliced(records.find(domain or [], order=order), offset, limit)
    return shown(records.of(found), wanted, options.get("load", "_classic_read"))


@general(Kind.RECORDS)
def read(records: Model, fields: Any = None, load: Any = "_classic_read") -> list[dict[str, Any]]:
    """Read records; those that are not there are left out."""
    wanted = readable(records, fields)
    if not records._open_to_search:
        access.check(records, "read")
    numbers = [key for key in records.ids if isinstance(as_key(key), int) and not isinstance(key, str)]
    there = records.of(numbers)
    there = records.of(there.existing())
    access.check_records(there, "read")
    return shown(there, wanted, load)


def sliced(keys: list[int], offset: Any, limit: Any) -> list[int]:
    """Leave out what an offset and a limit leave out; they may be text, as PostgreSQL takes it."""
    start, count = _number(offset) or 0, _number(limit)
    if count is not None and count < 0:
        raise Foreign("psycopg2.errors.InvalidRowCountInLimitClause", "LIMIT must not be negative\n")
    if start < 0:
        raise Foreign("psycopg2.errors.InvalidRowCountInResultOffsetClause", "OFFSET must not be negative\n")
    return keys[start : start + count] if count else keys[start:]


def _number(given: Any) -> int | None:
    if isinstance(given, str):
        try:
            return int(given)
        except ValueError:
            text = f'invalid input syntax for type bigint: "{given}"'
            raise Foreign("psycopg2.errors.InvalidTextRepresentation", text) from None
    return int(given) if given else None


def readable(records: Model, wanted: Any) -> list[str]:
    """Give the fields to read: those named, or all that the user may see; raises `OdooError`."""
    if not wanted:
        return [name for name, field in records.fields.items() if records.scope.has_any(field.groups) and name != "raw"]
    names = list(wanted)
    for name in names:
        if not isinstance(name, str) or name not in records.fields:
            raise wrong_value(f"Invalid field {name!r} on {records._name!r}")
    access.check_fields(records, names, "read")
    return names


def shown(records: Model, names: list[str], load: Any = "_classic_read") -> list[dict[str, Any]]:
    """Give records as clients see them."""
    return [
        {"id": key} | {name: show(records, key, name, named=load == "_classic_read") for name in names}
        for key in records.ids
    ]


def show(records: Model, key: int, name: str, *, named: bool) -> Any:
    """Give one value as a client sees it; links with the other's name when `named`."""
    field, value = records.fields[name], records.get(key, name)
    if isinstance(field, Many2one):
        if not value:
            return False
        return [value, linked_name(records, field, value)] if named else value
    if field.type == "binary" and _sizes(records, name):
        return human_size(len(value)) if value else False
    return field.to_read(value)


def linked_name(records: Model, field: Many2one, key: int) -> Any:
    """Give the name of a linked record, which the user need not be allowed to read."""
    comodel = records.scope.as_superuser()[field.comodel]
    return comodel.fields["display_name"].to_read(comodel.get(key, "display_name")) if key in comodel.rows() else False


def _sizes(records: Model, name: str) -> bool:
    context = records.scope.context
    return bool(context.get("bin_size") or context.get(f"bin_size_{name}"))
