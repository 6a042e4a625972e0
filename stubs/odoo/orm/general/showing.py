"""What the web client reads: records to a specification, with what they link to."""

from typing import Any

from stubs.odoo.orm.fields import Many2one
from stubs.odoo.orm.fields.relational import Many
from stubs.odoo.orm.general.changing import create, write
from stubs.odoo.orm.general.reading import read, readable, search_count, show, sliced
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.remote import Kind, general


@general(Kind.MODEL)
def web_search_read(
    records: Model,
    domain: Any,
    specification: Any,
    offset: Any = 0,
    limit: Any = None,
    order: Any = None,
    count_limit: Any = None,
) -> dict[str, Any]:
    """Find and read, and say how many there are in all."""
    found = sliced(records.find(domain, order=order), offset, limit)
    return {"length": search_count(records, domain, count_limit), "records": web_read(records.of(found), specification)}


@general(Kind.RECORDS)
def web_read(records: Model, specification: Any) -> list[dict[str, Any]]:
    """Read records to a specification: names of fields, each with that of what it links to."""
    names = [name for name in specification if name != "id"]
    if names:
        readable(records, names)
    there = records.of([about["id"] for about in read(records, ["id"])])
    return [{"id": key} | {name: _shown(there, key, name, specification[name]) for name in names} for key in there.ids]


@general(Kind.RECORDS)
def web_save(records: Model, vals: Any, specification: Any, next_id: Any = None) -> list[dict[str, Any]]:
    """Make or change a record, and read it."""
    if records.ids:
        write(records, vals)
        return web_read(records, specification)
    return web_read(records.of([create(records, vals)]), specification)


def _shown(records: Model, key: int, name: str, wanted: Any) -> Any:
    field = records.fields[name]
    inner = (wanted or {}).get("fields") if isinstance(wanted, dict) else None
    if isinstance(field, Many2one):
        value = records.get(key, name)
        if not inner:
            return value or False
        return web_read(records.scope[field.comodel].of([value]), inner)[0] if value else False
    if isinstance(field, Many) and inner is not None:
        return web_read(records.scope[field.comodel].of(records.get(key, name)), inner)
    return show(records, key, name, named=False)
