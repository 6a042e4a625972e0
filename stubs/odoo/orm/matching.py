"""Which records a domain finds, judged as Odoo's SQL would: what is unset, what is text, what leads elsewhere."""

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from stubs.odoo.orm.domains import HIERARCHICAL, NEGATED, Both, Condition, Constant, Domain, Either, Not, parse
from stubs.odoo.orm.errors import wrong_type, wrong_value
from stubs.odoo.orm.fields import Boolean, Date, Datetime, Field, Id, Relation
from stubs.odoo.orm.moments import PARTS, moment, part_of

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

Test = Callable[[int], bool]
"""Whether the record of an id is found."""

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
LIKES = frozenset(["like", "ilike", "=like", "=ilike"])


def test_of(model: "Model", domain: Domain) -> Test:
    """Give what tells whether a record is found; all that a domain may do wrong is said before any record is looked at.

    Raises:
        OdooError: in Odoo's words.
    """
    match domain:
        case Constant(value):
            return lambda _: value
        case Not(part):
            test = test_of(model, part)
            return lambda key: not test(key)
        case Both(parts):
            tests = [test_of(model, each) for each in parts]
            return lambda key: all(test(key) for test in tests)
        case Either(parts):
            tests = [test_of(model, each) for each in parts]
            return lambda key: any(test(key) for test in tests)
        case Condition():
            return _of_condition(model, domain)


def names(domain: Domain) -> set[str]:
    """Name the fields that a domain begins with."""
    match domain:
        case Condition(name):
            return {name.partition(".")[0]}
        case Not(part):
            return names(part)
        case Both(parts) | Either(parts):
            return {name for part in parts for name in names(part)}
        case _:
            return set()


def _of_condition(model: "Model", condition: Condition) -> Test:
    name, _, rest = condition.field.partition(".")
    field = model.fields.get(name)
    if field is None:
        raise wrong_value(
            f"Invalid field {model._name}.{name} in condition "
            f"({condition.field!r}, {condition.operator!r}, {condition.value!r})"
        )
    if condition.operator == "=?":
        return _of_condition(model, Condition(condition.field, "=", condition.value)) if condition.value else _always
    if rest and isinstance(field, Relation):
        return _any(model, field, Condition(rest, condition.operator, condition.value))
    if rest:
        return _of_part(model, field, rest, condition)
    if field.search:
        return test_of(model, parse(getattr(model, field.search)(condition.operator, condition.value)))
    if not field.searchable:
        raise wrong_value(f"Cannot convert {field!r} to SQL because it is not stored")
    return _of_field(model, field, condition)


def _of_field(model: "Model", field: Field, condition: Condition) -> Test:
    if condition.operator in NEGATED:
        test = _of_condition(model, Condition(field.name, NEGATED[condition.operator], condition.value))
        return lambda key: not test(key)
    if condition.operator == "any":
        return _of_any(model, field, condition)
    if condition.operator in HIERARCHICAL:
        return _of_tree(model, field, condition)
    if isinstance(field, Relation):
        return _of_relation(model, field, condition)
    return _of_value(model, field, condition)


def _always(_: int) -> bool:
    return True


def _of_any(model: "Model", field: Field, condition: Condition) -> Test:
    inner = parse(condition.value)
    if not isinstance(field, Relation):
        shown = "[(1, '=', 1)]" if inner == Constant(value=True) else repr(condition.value)
        raise wrong_value(f"Cannot use 'any' with non-relational fields in condition ({field.name!r}, 'any', {shown})")
    return _any(model, field, inner)


def _values(condition: Condition) -> list[Any]:
    """Give the values of `=` and `in`; of `in` with something unset in place of a list, none."""
    if isinstance(condition.value, (list, tuple, set)):
        return list(condition.value)
    return [condition.value] if condition.value or condition.operator == "=" else []


def _any(model: "Model", field: Relation, inner: Domain) -> Test:
    """Whether one of the linked records is found."""
    comodel = model.scope.as_superuser().with_context(**{"active_test": False, **field.context})[field.comodel]
    test = test_of(comodel, inner)
    hidden = field.type == "one2many" and bool(field.context.get("active_test", True)) and comodel.archives
    found: dict[int, bool] = {}

    def judge(key: int) -> bool:
        for other in links(model, field, key):
            if other not in found:
                found[other] = (
                    other in comodel.rows() and test(other) and not (hidden and not comodel.get(other, "active"))
                )
            if found[other]:
                return True
        return False

    return judge


def links(model: "Model", field: Relation, key: int) -> list[int]:
    """Give the ids of the records that a field of a record leads to."""
    value = model.get(key, field.name)
    if field.type == "many2one":
        return [value] if value else []
    return list(value)


def _of_relation(model: "Model", field: Relation, condition: Condition) -> Test:
    value, name = condition.value, condition.operator
    if name in LIKES:
        return _any(model, field, Condition("display_name", name, value))
    if name in COMPARED:
        return _of_value(model, field, condition)
    values = _values(condition)
    ids = {each for each in values if isinstance(each, int) and not isinstance(each, bool)}
    texts = [each for each in values if isinstance(each, str)]
    unset = any(each is False or each is None for each in values)
    called = _any(model, field, Condition("display_name", "in", texts)) if texts else None

    def judge(key: int) -> bool:
        linked = links(model, field, key)
        if not linked:
            return unset
        return not ids.isdisjoint(linked) or (called is not None and called(key))

    return judge


def _of_tree(model: "Model", field: Field, condition: Condition) -> Test:
    """`child_of` and `parent_of`: the records named, and all below or above them."""
    if not isinstance(field, Relation | Id):
        condition.refuse(f"Cannot execute {condition.operator} for {field!r}, works only for relational fields")
    leads_on = isinstance(field, Relation) and field.comodel != model._name
    comodel = model.scope[field.comodel] if isinstance(field, Relation) else model
    comodel = comodel.scope.as_superuser().with_context(active_test=False)[comodel._name]
    values = condition.value if isinstance(condition.value, (list, tuple)) else [condition.value]
    found = {each for each in values if isinstance(each, int) and not isinstance(each, bool)}
    for text in (each for each in values if isinstance(each, str)):
        found |= set(comodel.find(Condition("display_name", "ilike", text)))
    reached = comodel.below(found) if condition.operator == "child_of" else comodel.above(found)
    if leads_on and isinstance(field, Relation):
        return lambda key: not reached.isdisjoint(links(model, field, key))
    return lambda key: key in reached


def _of_part(model: "Model", field: Field, part: str, condition: Condition) -> Test:
    """A part of a day or moment, such as `create_date.month_number`."""
    if not isinstance(field, Date | Datetime):
        raise wrong_value(f"Invalid field property {part!r} on {field!r}")
    if part not in PARTS:
        listed = ", ".join(PARTS)
        raise wrong_value(f"Error when processing the granularity {part} is not supported. Only {listed} are supported")
    test = _comparison(condition.operator, condition.value, lambda value: value)

    def judge(key: int) -> bool:
        value = model.get(key, field.name)
        return value is not None and test(part_of(value, part))

    return judge


def _comparison(name: str, value: Any, read: Callable[[Any], Any]) -> Callable[[Any], bool]:
    if name in COMPARED:
        wanted = read(value)
        return lambda found: COMPARED[name](found, wanted)
    wanted_ones = [read(each) for each in (value if isinstance(value, (list, tuple)) else [value])]
    positive = name in {"=", "in"}
    return lambda found: (found in wanted_ones) is positive


def _of_value(model: "Model", field: Field, condition: Condition) -> Test:
    """A plain value, compared; what is unset counts as what its type shows of it."""
    name, value = condition.operator, condition.value
    if name in LIKES:
        return _like(model, field, name, value)
    if name in COMPARED:
        return _ordered(model, field, name, value)
    values = _values(condition)
    wanted = {_key(_searched(field, each)) for each in values}
    wanted -= {None} if any(_is_unset(field, each) for each in values) else set()
    unset = any(_is_unset(field, each) for each in values)

    def judge(key: int) -> bool:
        found = model.get(key, field.name)
        return unset if _is_unset(field, found) else _key(found) in wanted

    return judge


def _is_unset(field: Field, value: Any) -> bool:
    if value is None or (value is False and not isinstance(field, Boolean)):
        return True
    return (field.falsy is not None and value == field.falsy and type(value) is not bool) or (
        isinstance(field, Boolean) and not value
    )


def _searched(field: Field, value: Any) -> Any:
    if isinstance(field, Id) and isinstance(value, str):
        field.to_search(value)  # a text that is no number is refused; one that is finds nothing
        return None
    if isinstance(field, Date | Datetime):
        return moment(value, whole_day=isinstance(field, Date)) if value else None
    return field.to_search(value)


def _key(value: Any) -> Any:
    return repr(value) if isinstance(value, (dict, list)) else value


def _ordered(model: "Model", field: Field, name: str, value: Any) -> Test:
    if isinstance(value, (list, tuple)):
        raise wrong_type(f"unsupported value {value!r}")
    wanted = _searched(field, value)
    if (
        isinstance(wanted, datetime)
        and name in {"<=", ">"}
        and isinstance(value, str)
        and len(value) == len("2026-11-22")
    ):
        wanted = wanted.replace(hour=23, minute=59, second=59)
    if wanted is None:
        wanted = field.falsy

    def judge(key: int) -> bool:
        found = model.get(key, field.name)
        found = field.falsy if found is None else found
        return found is not None and wanted is not None and COMPARED[name](found, wanted)

    return judge


def _like(model: "Model", field: Field, name: str, value: Any) -> Test:
    if not value and name in {"like", "ilike"}:
        return _always
    text = "" if value is False or value is None else str(value)
    pattern = _pattern(text if name.startswith("=") else f"%{text}%", fold=name.endswith("ilike"))

    def judge(key: int) -> bool:
        found = model.get(key, field.name)
        if isinstance(found, datetime | date):
            found = field.to_read(found)
        return found is not None and pattern.fullmatch(str(found)) is not None

    return judge


@lru_cache(256)
def _pattern(text: str, *, fold: bool) -> re.Pattern[str]:
    """Read a pattern of SQL's LIKE: `%` and `_` are wildcards, unless a backslash stands before them."""
    parts: Iterable[str] = re.findall(r"\\.|.", text, re.DOTALL)
    words = {"%": ".*", "_": "."}
    return re.compile(
        "".join(words.get(part) or re.escape(part[-1]) for part in parts), re.DOTALL | (re.IGNORECASE if fold else 0)
    )
