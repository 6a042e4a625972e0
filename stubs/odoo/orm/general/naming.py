"""Records by their names."""

from typing import Any

from stubs.odoo.orm.general.changing import create_one
from stubs.odoo.orm.general.reading import sliced
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.remote import Kind, general


@general(Kind.MODEL)
def name_search(
    records: Model, name: Any = "", domain: Any = None, operator: str = "ilike", limit: Any = 100
) -> list[list[Any]]:
    """Find records by name; each with its id."""
    wanted = (
        [*(domain or []), ("display_name", operator, name)] if name or operator not in {"ilike", "like"} else domain
    )
    found = sliced(records.find(wanted or []), 0, limit)
    return [[key, records.fields["display_name"].to_read(records.get(key, "display_name"))] for key in found]


@general(Kind.MODEL)
def name_create(records: Model, name: Any) -> Any:
    """Make a record with nothing but a name; False when the model's records have none."""
    if records.named == "id":
        return False
    key = create_one(records, {records.named: name})
    return [key, records.get(key, "display_name")]
