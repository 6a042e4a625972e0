"""Records in groups, counted and summed up: `formatted_read_group` of Odoo 19, and `read_group` from before."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from stubs.odoo.orm import access
from stubs.odoo.orm.errors import UserError, wrong_value
from stubs.odoo.orm.fields import Date, Datetime, Field, Many2one
from stubs.odoo.orm.fields.relational import Many
from stubs.odoo.orm.general.reading import linked_name, sliced
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.moments import PARTS, part_of
from stubs.odoo.orm.ordering import terms_of
from stubs.odoo.orm.remote import Kind, general

SPANS = ("hour", "day", "week", "month", "quarter", "year")
FORMS = {"hour": "%H:00 %d %b", "day": "%d %b %Y", "month": "%B %Y", "year": "%Y"}
AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "sum": lambda found: sum(found) if found else False,
    "avg": lambda found: sum(found) / len(found) if found else False,
    "min": lambda found: min(found) if found else False,
    "max": lambda found: max(found) if found else False,
    "count": len,
    "count_distinct": lambda found: len(set(found)),
    "bool_and": lambda found: all(found) if found else False,
    "bool_or": lambda found: any(found) if found else False,
    "array_agg": list,
    "array_agg_distinct": lambda found: sorted(set(found)),
    "recordset": lambda found: sorted(set(found)),
}


class _Group:
    """What records are grouped by: a field, or a span of a day or moment."""

    def __init__(self, records: Model, spec: str) -> None:
        name, _, self.span = spec.partition(":")
        field = records.fields.get(name)
        if field is None:
            raise wrong_value(f"Invalid field {name!r} on model {records._name!r}")
        if not field.store and not isinstance(field, Many):
            raise wrong_value(f"Cannot convert {field!r} to SQL because it is not stored")
        access.check_fields(records, [name], "read")
        self.spec, self.name, self.field = spec, name, field
        if isinstance(field, Date | Datetime) and not self.span:
            self.span = "month"

    def keys_of(self, records: Model, key: int) -> list[Any]:
        """Give the groups that a record is in."""
        value = records.get(key, self.name)
        if isinstance(self.field, Many):
            return list(value) or [None]
        if value is None or not isinstance(self.field, Date | Datetime):
            return [False if value is None and self.field.type == "boolean" else value]
        return [part_of(value, self.span) if self.span in PARTS else _begin(value, self.span)]

    def shown(self, records: Model, key: Any) -> Any:
        """Give a group's value as clients see it."""
        if isinstance(self.field, Many2one | Many):
            return [key, linked_name(records, self.field, key)] if key else False  # type: ignore[arg-type]
        if isinstance(self.field, Date | Datetime) and self.span not in PARTS:
            return [self.field.to_read(key), _label(key, self.span)] if key else False
        return self.field.to_read(key)

    def domain(self, key: Any) -> list[Any]:
        """Give what finds a group's records."""
        if isinstance(self.field, Date | Datetime) and key and self.span not in PARTS:
            end = _end(key, self.span)
            return ["&", [self.name, ">=", self.field.to_read(key)], [self.name, "<", self.field.to_read(end)]]
        name = f"{self.name}.{self.span}" if self.span in PARTS else self.name
        return [[name, "=", key if key is not None else False]]


@general(Kind.MODEL)
def formatted_read_group(
    records: Model,
    domain: Any,
    groupby: Any = (),
    aggregates: Any = (),
    having: Any = (),
    offset: Any = 0,
    limit: Any = None,
    order: Any = None,
) -> list[dict[str, Any]]:
    """Group records; each group with its values, the domain that finds it, and its aggregates."""
    groups = [_Group(records, each) for each in groupby]
    judged = {spec: _aggregate(records, spec) for spec in aggregates}
    found = _grouped(records, domain, groups)
    if not groups and not found:
        found = {(): []}
    rows = []
    for keys, members in sliced_items(_ordered(records, found, groups, order, judged), offset, limit):
        shown = {each.spec: each.shown(records, key) for each, key in zip(groups, keys, strict=True)}
        parts = [each.domain(key) for each, key in zip(groups, keys, strict=True)]
        sums = {spec: judge(members) for spec, judge in judged.items()}
        rows.append(shown | {"__extra_domain": _all_of(parts) or [[1, "=", 1]]} | sums)
    return rows


@general(Kind.MODEL)
def read_group(
    records: Model,
    domain: Any,
    fields: Any,
    groupby: Any,
    offset: Any = 0,
    limit: Any = None,
    orderby: Any = False,
    lazy: Any = True,
) -> list[dict[str, Any]]:
    """Group records as Odoo did before 19: by the first field alone when `lazy`."""
    specs = [groupby] if isinstance(groupby, str) else list(groupby)
    groups = [_Group(records, each) for each in (specs[:1] if lazy else specs)]
    judged = _old_aggregates(records, fields or [], {each.name for each in groups})
    found = _grouped(records, domain, groups)
    count = f"{groups[0].name}_count" if lazy and groups else "__count"
    rows = []
    for keys, members in sliced_items(_ordered(records, found, groups, orderby, {}), offset, limit):
        row = {each.spec: _old_shown(each, records, key) for each, key in zip(groups, keys, strict=True)}
        row |= {count: len(members)} | {name: judge(members) for name, judge in judged.items()}
        parts = [each.domain(key) for each, key in zip(groups, keys, strict=True)]
        rows.append(row | {"__domain": _all_of([list(domain), *parts])} | _rest(specs, lazy=bool(lazy)))
    return rows


def sliced_items(items: list[Any], offset: Any, limit: Any) -> list[Any]:
    """Leave out what an offset and a limit leave out."""
    return [items[place] for place in sliced(list(range(len(items))), offset, limit)]


def _rest(specs: list[str], *, lazy: bool) -> dict[str, Any]:
    return {"__context": {"group_by": specs[1:]}} if lazy and len(specs) > 1 else {}


def _old_shown(group: _Group, records: Model, key: Any) -> Any:
    shown = group.shown(records, key)
    is_span = isinstance(group.field, Date | Datetime) and isinstance(shown, list)
    return shown[1] if is_span else shown


def _old_aggregates(records: Model, given: list[str], grouped: set[str]) -> dict[str, Callable[[list[int]], Any]]:
    found = {}
    for spec in given:
        name, _, how = spec.partition(":")
        field = records.fields.get(name)
        if field is None:
            raise wrong_value(f"Invalid field {name!r} on model {records._name!r}")
        how = how or field.describe().get("aggregator", "")
        if how and name not in grouped:
            found[name] = _aggregate(records, f"{name}:{how}")
    return found


def _grouped(records: Model, domain: Any, groups: list[_Group]) -> dict[tuple[Any, ...], list[int]]:
    found: dict[tuple[Any, ...], list[int]] = {}
    for key in records.find(domain, order="id"):
        combined: list[tuple[Any, ...]] = [()]
        for group in groups:
            combined = [(*each, value) for each in combined for value in group.keys_of(records, key)]
        for each in combined:
            found.setdefault(each, []).append(key)
    return found


def _aggregate(records: Model, spec: str) -> Callable[[list[int]], Any]:
    if spec == "__count":
        return len
    name, _, how = spec.partition(":")
    field = records.fields.get(name)
    if field is None:
        raise wrong_value(f"Invalid field {name!r} on model {records._name!r} for {spec!r}.")
    if how not in AGGREGATES:
        raise (
            wrong_value(f"Invalid aggregate method {how!r} for {spec!r}.")
            if how
            else wrong_value(f"Aggregate method is mandatory for {name!r}")
        )
    return lambda members: _result(field, how, [records.get(key, name) for key in members])


def _result(field: Field, how: str, values: list[Any]) -> Any:
    given = [each for each in values if each is not None]
    found = AGGREGATES[how](values if how.startswith("array_agg") else given)
    return field.to_read(found) if isinstance(found, date | datetime) else found


def _ordered(
    records: Model,
    found: dict[tuple[Any, ...], list[int]],
    groups: list[_Group],
    order: Any,
    judged: dict[str, Callable[[list[int]], Any]],
) -> list[tuple[tuple[Any, ...], list[int]]]:
    """Sort groups as asked, else by what they are grouped by; what is unset comes last."""
    items = list(found.items())
    for place in reversed(range(len(groups))):
        items.sort(key=lambda item: _rank(records, groups[place], item[0][place]))
    if not order:
        return items
    for term in reversed([] if ":" in order or "__count" in order else terms_of(order)):
        for place, group in enumerate(groups):
            if group.name == term["field"] and (term["direction"] or "").lower() == "desc":
                items.sort(key=lambda item: _rank(records, group, item[0][place]), reverse=True)
    for part in reversed(order.split(",") if ":" in order or "__count" in order else []):
        spec, _, direction = part.strip().partition(" ")
        judge = judged.get(spec) or (_aggregate(records, spec) if spec not in {g.spec for g in groups} else None)
        if judge is not None:
            items.sort(key=lambda item: judge(item[1]) or 0, reverse=direction.strip().lower() == "desc")
    return items


def _rank(records: Model, group: _Group, key: Any) -> Any:
    if key is None:
        return (1, 0)
    if isinstance(group.field, Many2one | Many):
        comodel = records.scope.as_superuser()[group.field.comodel]
        return (0, comodel._sorted(list(comodel.rows()), None).index(key))
    return (0, key)


def _begin(value: Any, span: str) -> Any:
    if span not in SPANS:
        raise UserError(f"{span!r} is no span of time")
    day = value.date() if isinstance(value, datetime) else value
    if span == "hour":
        return value.replace(minute=0, second=0)
    if span == "week":
        day -= timedelta(days=(day.weekday() + 1) % 7)
    elif span == "month":
        day = day.replace(day=1)
    elif span == "quarter":
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    elif span == "year":
        day = day.replace(month=1, day=1)
    return datetime(day.year, day.month, day.day) if isinstance(value, datetime) else day  # noqa: DTZ001 - as Odoo keeps them


def _end(begin: Any, span: str) -> Any:
    if span in {"hour", "day", "week"}:
        return begin + {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}[span]
    months = {"month": 1, "quarter": 3, "year": 12}[span]
    total = begin.year * 12 + begin.month - 1 + months
    return begin.replace(year=total // 12, month=total % 12 + 1)


def _label(begin: Any, span: str) -> str:
    if span == "week":
        year, week, _ = (begin + timedelta(days=1)).isocalendar()
        return f"W{week} {year}"
    if span == "quarter":
        return f"Q{(begin.month + 2) // 3} {begin.year}"
    return str(begin.strftime(FORMS[span]))


def _all_of(parts: list[list[Any]]) -> list[Any]:
    """Combine domains, each of which may be several conditions."""
    single = [_single(part) for part in parts if part]
    return ["&"] * (len(single) - 1) + [each for part in single for each in part]


def _single(domain: list[Any]) -> list[Any]:
    conditions = sum(isinstance(each, (list, tuple)) for each in domain)
    operators = sum(each in {"&", "|"} for each in domain if isinstance(each, str))
    return ["&"] * (conditions - operators - 1) + list(domain)
