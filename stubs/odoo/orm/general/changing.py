"""Making, changing, copying and deleting records."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from stubs.odoo.orm import access, commands, registry
from stubs.odoo.orm.errors import Builtin, MissingError, ValidationError, wrong_value
from stubs.odoo.orm.fields import Many2many, Many2one, Many2oneReference
from stubs.odoo.orm.fields.relational import Many
from stubs.odoo.orm.general.describing import MAGIC, defaults, missing_text
from stubs.odoo.orm.model import Model, pairs_of
from stubs.odoo.orm.remote import Kind, general

REQUIRED = (
    "The operation cannot be completed: Missing required value for the field '{label}' ({name}).\n"
    "Model: '{description}' ({model})\n"
    "- create/update: a mandatory field is not set\n"
    "- delete: another model requires the record being deleted, you can archive it instead\n"
)
RESTRICTED = (
    'The operation cannot be completed: update or delete on table "{gone}" violates RESTRICT setting of foreign key '
    'constraint "{table}_{name}_fkey" on table "{table}"\n'
    'DETAIL:  Key (id)=({key}) is referenced from table "{table}".\n'
)
IN_USE = (
    "The operation cannot be completed: Another model is using the record you are trying to delete.\n\n"
    "The troublemaker is: '{description}' ({model})\n"
    "Thanks to the following constraint: '{label}' ({name})\n"
    "How about archiving the record instead?"
)


@general(Kind.MODEL)
def create(records: Model, vals_list: Any) -> Any:
    """Make records: one for a dict, whose id is given; several for a list, whose ids are."""
    access.check(records, "create")
    several = not isinstance(vals_list, Mapping)
    if several and not isinstance(vals_list, Iterable):
        raise Builtin(TypeError, f"{type(vals_list).__name__!r} object is not iterable")
    made = [create_one(records, vals) for vals in (vals_list if several else [vals_list])]
    access.check_records(records.of(made), "create")
    return made if several else made[0]


def create_one(records: Model, vals: Any) -> int:
    """Make a record, without a look at who may."""
    given = dict(_mapping(vals))
    _check_names(records, given)
    given = records._prepare(given)
    given = defaults(records, records.fields.keys() - given.keys()) | given
    for name in MAGIC:
        given.pop(name, None)
    later = {name: given.pop(name) for name in list(given) if _is_elsewhere(records, name)}
    kept = records._kept_beside() | {name: _kept(records, name, value) for name, value in given.items()}
    scope = records.scope
    if "create_date" in records.table.c:
        kept |= {"create_uid": scope.uid, "create_date": scope.now(), "write_uid": scope.uid, "write_date": scope.now()}
    _check_required(records, kept, records.fields)
    _check_unique(records, None, kept)
    key = scope.rows.insert(records.table, kept)
    _write_elsewhere(records.of([key]), later)
    records.of([key])._check(frozenset(records.fields))
    return key


@general(Kind.RECORDS)
def write(records: Model, vals: Any) -> bool:
    """Change records."""
    records._before_change(_mapping(vals))
    access.check(records, "write")
    if records._looks_first:
        _must_exist(records)
    records = records.of(records.existing())
    access.check_records(records, "write")
    change(records, vals)
    access.check_records(records, "write")
    return True


def change(records: Model, vals: Any) -> None:
    """Change records, without a look at who may."""
    given = {name: value for name, value in _mapping(vals).items() if name not in MAGIC}
    _check_names(records, given)
    given = records._prepare_change(given)
    later = {name: given.pop(name) for name in list(given) if _is_elsewhere(records, name)}
    kept = {name: _kept(records, name, value) for name, value in given.items()}
    _check_required(records, kept, kept)
    stamp = (
        {"write_uid": records.scope.uid, "write_date": records.scope.now()} if "write_date" in records.table.c else {}
    )
    for key in records.ids:
        _check_unique(records, key, kept)
        records.scope.rows.update(records.table, key, kept | stamp)
    _write_elsewhere(records, later)
    records._check(frozenset([*kept, *later]))


@general(Kind.RECORDS)
def unlink(records: Model) -> bool:
    """Delete records, with those that go with them."""
    access.check(records, "unlink")
    if records._looks_first:
        _must_exist(records)
    records = records.of(records.existing())
    access.check_records(records, "unlink")
    remove(records)
    return True


def remove(records: Model) -> None:
    """Delete records, without a look at who may."""
    records._before_removal()
    for model in registry.models().values():
        other = model(records.scope.as_superuser())
        for name, field in model.fields.items():
            if isinstance(field, Many2one) and field.column and field.comodel == records._name:
                _let_go(other, field, name, set(records.ids))
    for key in records.ids:
        _drop_pairs(records, key)
        records.scope.rows.delete(records.table, key)


def _drop_pairs(records: Model, key: int) -> None:
    for model in registry.models().values():
        for field in model.fields.values():
            if (
                isinstance(field, Many2many)
                and field.store
                and field.pairs
                and records._name in {model._name, field.comodel}
            ):
                table, mine, theirs = pairs_of(model(records.scope), field)
                place = mine if model._name == records._name else theirs
                for pair in records.scope.rows.pairs(table):
                    if pair[place] == key:
                        records.scope.rows.unlink(table, *pair)


def _let_go(other: Model, field: Many2one, name: str, gone: set[int]) -> None:
    """Have what links to deleted records forget them, or go too, or hold them."""
    linking = [key for key, row in other.rows().items() if row.get(name) in gone]
    linking = [key for key in linking if not (other._name == field.comodel and key in gone)]
    if not linking:
        return
    if field.ondelete == "restrict":
        key = next(other.rows()[each][name] for each in linking)
        raise ValidationError(
            RESTRICTED.format(gone=field.comodel.replace(".", "_"), table=other.table.name, name=name, key=key)
        )
    if field.ondelete == "cascade":
        remove(other.of(linking))
        return
    for key in linking:
        other.scope.rows.update(other.table, key, {name: None})


@general(Kind.RECORDS)
def copy(records: Model, default: Any = None) -> list[int]:
    """Make copies; what `default` names is other there."""
    _must_exist(records)
    access.check_records(records, "read")
    access.check(records, "create")
    made = [
        create_one(records, _copied(records, key) | records._copy_values(key) | (default or {})) for key in records.ids
    ]
    access.check_records(records.of(made), "create")
    return made


@general(Kind.RECORDS)
def action_archive(records: Model) -> None:
    """Archive records."""
    write(records, {"active": False})


@general(Kind.RECORDS)
def action_unarchive(records: Model) -> None:
    """Bring archived records back."""
    write(records, {"active": True})


def _copied(records: Model, key: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in records.fields.items():
        if not field.copy or name in {*MAGIC, "id", "display_name"} or (field.compute and not field.store):
            continue
        value = records.get(key, name)
        found[name] = [(6, 0, value)] if isinstance(field, Many) else value
    return found


def _mapping(vals: Any) -> Mapping[str, Any]:
    if not isinstance(vals, Mapping):
        raise Builtin(AttributeError, f"{type(vals).__name__!r} object has no attribute 'get'")
    return vals


def _check_names(records: Model, given: Mapping[str, Any]) -> None:
    for name in given:
        if name not in records.fields:
            raise wrong_value(f"Invalid field {name!r} in {records._name!r}")
    access.check_fields(records, list(given), "write")


def _is_elsewhere(records: Model, name: str) -> bool:
    return not records.fields[name].column


def _kept(records: Model, name: str, value: Any) -> Any:
    field = records.fields[name]
    kept = field.to_column(value)
    if isinstance(field, Many2one) and kept is not None and not isinstance(field, Many2oneReference):
        comodel = records.scope.as_superuser()[field.comodel]
        if kept not in comodel.rows():
            raise ValidationError(_in_use(records, name))
    return kept


def _in_use(records: Model, name: str) -> str:
    label = records.fields[name].string
    return IN_USE.format(description=records._description, model=records._name, label=label, name=name)


def _check_required(records: Model, kept: Mapping[str, Any], names: Any) -> None:
    for name in names:
        field = records.fields[name]
        if field.required and field.column and kept.get(name) is None:
            raise required(records, name)


def required(records: Model, name: str) -> ValidationError:
    """Give the refusal of a record without a value that it must have."""
    label, about = records.fields[name].string, (records._description, records._name)
    return ValidationError(REQUIRED.format(label=label, name=name, description=about[0], model=about[1]))


def _check_unique(records: Model, key: int | None, kept: Mapping[str, Any]) -> None:
    for unique in records._unique:
        if key is not None and kept.keys().isdisjoint(unique.columns):
            continue
        row = records.rows().get(key, {}) if key is not None else {}
        wanted = tuple(kept.get(each, row.get(each)) for each in unique.columns)
        if None in wanted:
            continue
        for other, found in records.rows().items():
            if other != key and tuple(found[each] for each in unique.columns) == wanted:
                raise ValidationError(f"The operation cannot be completed: {unique.message}")


def _must_exist(records: Model) -> None:
    missing = [key for key in records.ids if key not in records.rows()]
    if missing:
        raise MissingError(missing_text(records, missing))


def _write_elsewhere(records: Model, given: Mapping[str, Any]) -> None:
    """Write what lies in other tables: links to many, what is taken over from other records, what is computed back."""
    for name, value in given.items():
        field = records.fields[name]
        if isinstance(field, Many) and not field.compute and not field.origin:
            commands.apply(records, field, value)
        elif field.inherited:
            path, _, last = field.origin.rpartition(".")
            link = records.fields[path]
            linked = [records.get(key, path) for key in records.ids]
            change(records.scope.as_superuser()[cast("Many2one", link).comodel].of(linked), {last: value})
        elif field.inverse:
            getattr(records, field.inverse)(value)
