"""Messages made from the contract models: valid ones by their JSON Schema, and the same with one thing wrong."""

import base64
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from contracts.messages.base import Message, json_schema
from contracts.timestamps import to_text

Schema = dict[str, Any]
Path = tuple[str | int, ...]
Values = st.SearchStrategy[Any]
TEXT = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
SIZES = st.sampled_from(["16x16", "16x4096", "4096x16", "640x480", "1024x1024"])
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)).map(to_text)  # noqa: DTZ001
ADDRESSES = st.from_regex(r"https?://[a-z]{1,20}\.example(:[1-9][0-9]{0,3})?/[a-zA-Z0-9/._~?&=-]{0,40}", fullmatch=True)
BY_NAME: dict[str, Values] = {
    "size": SIZES,
    "b64_json": st.binary(min_size=1, max_size=40).map(lambda data: base64.b64encode(data).decode()),
    "prompt": st.text(TEXT, min_size=1, max_size=60).filter(str.strip) | st.just("é" * 4000),
}
"""Texts that keep rules which their schema can't say."""
FORMATS: dict[str, Values] = {"date-time": MOMENTS, "uri": ADDRESSES}
SCALARS = st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(TEXT, max_size=10)


@lru_cache
def messages(model: type[Message]) -> Values:
    """Give valid messages of a model, as JSON values."""
    schema = json_schema(model)
    return _values(schema, schema.get("$defs", {}), "")


def _values(schema: Schema, defs: dict[str, Schema], name: str) -> Values:
    if "$ref" in schema:
        return _values(_target(schema, defs), defs, name)
    if members := _members(schema):
        return st.one_of([_values(each, defs, name) for each in members])
    if schema.get("type") == "object":
        return _objects(schema, defs)
    if schema.get("type") == "array":
        items = _values(schema["items"], defs, name)
        return st.lists(items, min_size=schema.get("minItems", 0), max_size=schema.get("maxItems", 3))
    return _scalars(schema, name)


def _scalars(schema: Schema, name: str) -> Values:
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    match schema["type"]:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
    return _texts(schema, name)


def _objects(schema: Schema, defs: dict[str, Schema]) -> Values:
    if "properties" not in schema:
        return st.dictionaries(st.text(TEXT, max_size=8), SCALARS, max_size=3)
    fields = {name: _values(each, defs, name) for name, each in schema["properties"].items()}
    required = {name: fields.pop(name) for name in schema.get("required", [])}
    return st.fixed_dictionaries(required, optional=fields)


def _texts(schema: Schema, name: str) -> Values:
    if name in BY_NAME:
        return BY_NAME[name]
    if "format" in schema:
        return FORMATS[schema["format"]]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 100)
    return st.text(TEXT, min_size=shortest, max_size=min(longest, 40)) | st.just("x" * longest)


def _target(schema: Schema, defs: dict[str, Schema]) -> Schema:
    return defs[schema["$ref"].rpartition("/")[2]]


def _members(schema: Schema) -> list[Schema]:
    members: list[Schema] = schema.get("anyOf") or schema.get("oneOf") or []
    return members


@dataclass(frozen=True)
class Mutation:
    """A message with one thing wrong.

    Attributes:
        what: was done to it.
        path: where, in the spelling of `FieldError`.
        body: the message.
    """

    what: str
    path: str
    body: Any


@dataclass(frozen=True)
class _Change:
    what: str
    path: Path
    value: Any = None
    told_at: Path | None = None


WRONG_TYPES = {"string": "1", "integer": 1, "number": 1.0, "boolean": True, "null": None, "array": [], "object": {}}
NOT_ONE_OF = "no such value"


@lru_cache
def mutations(model: type[Message]) -> st.SearchStrategy[Mutation]:
    """Give messages of a model with one thing wrong: what, where, and the message."""
    schema = json_schema(model)

    @st.composite
    def mutated(draw: st.DrawFn) -> Mutation:
        valid = draw(messages(model))
        change = draw(st.sampled_from(list(_changes([schema], schema.get("$defs", {}), valid, ()))))
        path = change.path if change.told_at is None else change.told_at
        return Mutation(change.what, _spelled(path), _apply(valid, change))

    return mutated()


def _changes(members: list[Schema], defs: dict[str, Schema], value: Any, path: Path) -> Iterator[_Change]:
    """Walk a valid value and give every change that makes it invalid."""
    options = list(_flat(members, defs))
    if path:
        yield from _wrong_types(options, path)
    schema = next(each for each in options if _fits(each, value))
    if isinstance(value, dict) and "properties" in schema:
        yield from _wrong_fields(schema, path, ambiguous=sum("properties" in each for each in options) > 1)
        for name, each in value.items():
            yield from _changes([schema["properties"][name]], defs, each, (*path, name))
    elif isinstance(value, list):
        yield from _wrong_lengths(schema, value, path)
        for position, each in enumerate(value):
            yield from _changes([schema["items"]], defs, each, (*path, position))
    elif not isinstance(value, dict):
        yield from _out_of_range(schema, value, path)


def _flat(members: list[Schema], defs: dict[str, Schema]) -> Iterator[Schema]:
    for each in members:
        if "$ref" in each:
            yield from _flat([_target(each, defs)], defs)
        elif inner := _members(each):
            yield from _flat(inner, defs)
        else:
            yield each


def _fits(schema: Schema, value: Any) -> bool:
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", type(None): "null"}
    fields = schema.get("properties")
    return schema.get("type", "string") == kinds[type(value)] and (fields is None or set(value) <= set(fields))


def _wrong_types(options: list[Schema], path: Path) -> Iterator[_Change]:
    allowed = {each.get("type", "string") for each in options}
    for kind, sample in WRONG_TYPES.items():
        if kind not in allowed:
            yield _Change(f"{kind} instead of {' or '.join(sorted(allowed))}", path, sample)


def _wrong_fields(schema: Schema, path: Path, *, ambiguous: bool) -> Iterator[_Change]:
    yield _Change("an unknown field", (*path, "surprise"), 1)
    yield _Change("a field in another case", (*path, next(iter(schema["properties"])).upper()), 1)
    for name in schema.get("required", []):
        yield _Change("a missing field", (*path, name), ..., path if ambiguous else None)


def _wrong_lengths(schema: Schema, value: list[Any], path: Path) -> Iterator[_Change]:
    if "maxItems" in schema:
        yield _Change("too many", path, value * (schema["maxItems"] + 1))
    if schema.get("minItems"):
        yield _Change("too few", path, [])


def _out_of_range(schema: Schema, value: Any, path: Path) -> Iterator[_Change]:
    if isinstance(value, str):
        yield _Change("a NUL character", path, value + "\x00")
        if "const" in schema or "enum" in schema:
            yield _Change("none of the values", path, NOT_ONE_OF)
        if "maxLength" in schema:
            yield _Change("too long", path, value + "x" * schema["maxLength"])
        if schema.get("minLength") or "pattern" in schema:
            yield _Change("too short", path, "")
    elif isinstance(value, int) and not isinstance(value, bool):
        yield _Change("too small", path, schema["minimum"] - 1)
        yield _Change("too large", path, schema["maximum"] + 1)
        yield _Change("far too large", path, 10**400)


def _apply(valid: Any, change: _Change) -> Any:
    body = copy.deepcopy(valid)
    place = body
    for step in change.path[:-1]:
        place = place[step]
    if change.value is ...:
        del place[change.path[-1]]
    else:
        place[change.path[-1]] = change.value
    return body


def _spelled(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
