"""The order of records: `name desc, id`, as Odoo reads it, with PostgreSQL's place for what is unset."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stubs.odoo.orm.errors import UserError, wrong_type, wrong_value
from stubs.odoo.orm.fields import Many2one
from stubs.odoo.orm.fields.relational import Many

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

TERM = re.compile(
    r"^(?P<field>[a-z0-9_]+)(\.(?P<property>[a-z0-9_]+))?(\s+(?P<direction>desc|asc))?"
    r"(\s+(?P<nulls>nulls\s+first|nulls\s+last))?$",
    re.IGNORECASE,
)


def in_order(model: "Model", keys: Sequence[int], order: Any) -> list[int]:
    """Sort records.

    Raises:
        OdooError: it is no order, or names what can't be sorted by.
    """
    terms = terms_of(order)
    for term in terms:
        _check(model, term["field"], term["property"])
    found = list(keys)
    for term in reversed(terms):  # sorting is stable: the last criterion first
        found = _by_term(model, found, term, frozenset(), flip=False)
    return found


def terms_of(order: Any) -> list[re.Match[str]]:
    """Take an order apart; raises `OdooError`."""
    if not isinstance(order, str):
        raise wrong_type(f"expected string or bytes-like object, got {type(order).__name__!r}")
    found = [TERM.match(part.strip()) for part in order.split(",")]
    if None in found:
        raise UserError(
            f'Invalid "order" specified ({order}). A valid "order" specification is a comma-separated list of valid '
            "field names (optionally followed by asc/desc for the direction)"
        )
    return [each for each in found if each]


def _check(model: "Model", name: str, part: str | None) -> None:
    field = model.fields.get(name)
    if field is None:
        raise wrong_value(f"Invalid field {name!r} on model {model._name!r}")
    if part:
        raise wrong_value(f"Invalid field property {part!r} on {field!r}")
    if (not field.store and not field.inherited) or isinstance(field, Many):
        raise wrong_value(f"Cannot convert {field!r} to SQL because it is not stored")


def _by_term(model: "Model", keys: list[int], term: re.Match[str], seen: frozenset[Any], *, flip: bool) -> list[int]:
    field = model.fields[term["field"]]
    down = ((term["direction"] or "").lower() == "desc") != flip
    if isinstance(field, Many2one):
        return _by_other(model, keys, field, seen, down=down)
    nulls_first = term["nulls"].lower().endswith("first") if term["nulls"] else down
    values = {key: model.get(key, field.name) for key in keys}
    unset = [key for key in keys if values[key] is None]
    rest = sorted((key for key in keys if values[key] is not None), key=values.__getitem__, reverse=down)
    return unset + rest if nulls_first else rest + unset


def _by_other(model: "Model", keys: list[int], field: Many2one, seen: frozenset[Any], *, down: bool) -> list[int]:
    """Sort by the linked records' own order, each relation once."""
    if (model._name, field.name) in seen:
        return keys
    comodel = model.scope.as_superuser()[field.comodel]
    linked = {key: model.get(key, field.name) for key in keys}
    ranked = sorted({each for each in linked.values() if each in comodel.rows()})
    for term in reversed(terms_of(comodel._order)):
        ranked = _by_term(comodel, ranked, term, seen | {(model._name, field.name)}, flip=down)
    place = {key: at for at, key in enumerate(ranked)}
    unset = [key for key in keys if linked[key] not in place]
    rest = sorted((key for key in keys if linked[key] in place), key=lambda key: place[linked[key]])
    return unset + rest if down else rest + unset
