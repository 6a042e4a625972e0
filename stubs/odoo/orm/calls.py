"""One call of a method: found, its arguments bound as Python would, its answer made plain."""

from collections.abc import Mapping, Sequence
from typing import Any

from stubs.odoo.orm import general, registry  # importing the general methods makes them known
from stubs.odoo.orm.errors import AccessError, Builtin, CannotBind, UnknownMethod
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.remote import GENERAL, Kind, PublicMethod
from stubs.odoo.orm.scope import Scope

PRIVATE = frozenset(
    [
        "browse",
        "sudo",
        "mapped",
        "exists",
        "ensure_one",
        "filtered",
        "filtered_domain",
        "sorted",
        "check_access",
        "with_context",
        "with_user",
        "with_company",
        "with_env",
        "concat",
        "union",
        "flush_model",
        "flush_recordset",
        "invalidate_model",
        "invalidate_recordset",
        "modified",
        "search_fetch",
        "fetch",
        "grouped",
        "init",
        "update",
        "is_transient",
    ]
)
"""Methods that Odoo has and lets nobody call from outside, beside those with an underscore in front."""

KNOWN = general.LOADED
GENERAL_OWNERS = dict.fromkeys(["formatted_read_group", "web_search_read", "web_read", "web_save"], "Base")
"""Methods that the web module gave to every model."""


def positional(scope: Scope, model: str, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Call as `execute_kw` does; raises `OdooError`."""
    records, found = _found(scope, model, method)
    named = dict(kwargs)
    records = _in_context(records, named)
    given = list(args)
    if found.kind is Kind.RECORDS:
        if not given:
            raise Builtin(IndexError, "list index out of range")
        records = records.of(ids_of(given.pop(0)))
    try:
        found.signature.bind(*given, **named)
    except TypeError:
        raise Builtin(TypeError, _complaint(records, method, found, given, named)) from None
    return _plain(found.call(records, *given, **named))


def named(scope: Scope, model: str, method: str, ids: Any, kwargs: Mapping[str, Any]) -> Any:
    """Call as JSON-2 does; raises `OdooError`."""
    records, found = _found(scope, model, method)
    given = dict(kwargs)
    records = _in_context(records, given)
    if found.kind is Kind.RECORDS:
        records = records.of(ids_of(ids))
    elif ids:
        raise CannotBind(f"cannot call {model}.{method} with ids")
    try:
        found.signature.bind(**given)
    except TypeError as error:
        raise CannotBind(str(error)) from None
    return _plain(found.call(records, **given))


def ids_of(given: Any) -> list[Any]:
    """Read ids as Odoo does: one, or several."""
    if not given:
        return []
    if isinstance(given, (list, tuple)):
        return list(given)
    return [given]


def _found(scope: Scope, model: str, method: str) -> tuple[Model, PublicMethod]:
    cls = registry.model(model)
    if not isinstance(method, str):
        raise UnknownMethod(model, str(method))
    found = cls.methods.get(method) or GENERAL.get(method)
    if method.startswith("_") or method in PRIVATE:
        raise AccessError(f"Private methods (such as '{model}.{method}') cannot be called remotely.")
    if found is None:
        raise UnknownMethod(model, method)
    return cls(scope), found


def _in_context(records: Model, named_arguments: dict[str, Any]) -> Model:
    context = named_arguments.pop("context", None)
    if not isinstance(context, Mapping):
        return records
    return type(records)(records.scope.with_context(**{str(key): value for key, value in context.items()}), records.ids)


def _complaint(records: Model, name: str, method: PublicMethod, given: list[Any], kwargs: dict[str, Any]) -> str:
    """Say what Python says of arguments that don't fit."""
    own = records._python_name or type(records).__name__
    owner = records._owners.get(name) or (GENERAL_OWNERS.get(name, "BaseModel") if GENERAL.get(name) is method else own)
    called = f"{owner}.{name}()"
    parameters = list(method.signature.parameters.values())
    names = [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
    takes_more = any(each.kind is each.VAR_KEYWORD for each in parameters)
    for extra in kwargs:
        if extra not in names and not takes_more:
            return f"{called} got an unexpected keyword argument '{extra}'"
        if extra in names[: len(given)]:
            return f"{called} got multiple values for argument '{extra}'"
    required = [each.name for each in parameters if each.default is each.empty and each.name in names]
    if len(given) > len(names):
        least, most, count = 1 + len(required), 1 + len(names), 1 + len(given)
        takes = f"from {least} to {most}" if least != most else f"{most}"
        plural = "s" if most != 1 else ""
        return f"{called} takes {takes} positional argument{plural} but {count} were given"
    missing = [each for each in required if each not in kwargs and each not in names[: len(given)]]
    listed = " and ".join(f"{each!r}" for each in missing) if len(missing) < 3 else ", ".join(map(repr, missing))
    plural = "s" if len(missing) != 1 else ""
    return f"{called} missing {len(missing)} required positional argument{plural}: {listed}"


def _plain(value: Any) -> Any:
    """Give records as their ids; all else is plain already."""
    return value.ids if isinstance(value, Model) else value
