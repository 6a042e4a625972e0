"""Set (Edit Fields), versions 3 to 3.5: fields put into each item one by one, or the whole JSON at once."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Binary, Item, Json, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.data_path import ABSENT, drop, get, put
from stubs.n8n.nodes.files import file_of
from stubs.n8n.nodes.javascript import to_string
from stubs.n8n.nodes.json_template import read_object
from stubs.n8n.nodes.old_set import set_old_values
from stubs.n8n.nodes.typed import Moment, Unfit, fit, misfit

_ASSIGNED_FROM = 3.3


async def _run(call: Call) -> Outputs:
    """Give each item its fields; one that fails softly has nothing but its error."""
    if call.node.version < 3:
        return set_old_values(call)
    found: list[Item] = []
    raw = call.param("mode", default="manual") == "raw"
    for index in range(len(call.items)):
        try:
            fields, files = (_raw(call, index), {}) if raw else _fields(call, index)
            found.append(_composed(call, index, fields, files))
        except NodeError as error:
            if not call.node.continues:
                raise NodeOperationError(error.message, error.description, item_index=index) from error
            found.append(Item({"error": error.message}, origins=(Origin(index),)))
    return [found]


def _composed(call: Call, index: int, fields: Mapping[str, Any], files: dict[str, Binary]) -> Item:
    options = call.param("options", index, {})
    version, given = call.node.version, call.items[index]
    include = call.param("include", index, "all")
    if version >= _ASSIGNED_FROM and not call.param("includeOtherFields", index, default=False):
        include = "none"
    dotted = options.get("dotNotation") is not False
    json = _included(call, index, include, dotted=dotted)
    for name, value in fields.items():
        json = put(json, name, value, dotted=dotted)
    if version >= 3.4:
        keeps_files = include != "none" and not options.get("stripBinary")
    else:
        keeps_files = bool(options.get("includeBinary"))
    return Item(json, (given.binary if keeps_files else {}) | files, (Origin(index),))


def _included(call: Call, index: int, include: str, *, dotted: bool) -> Json:
    json = call.items[index].json
    if include == "all":
        return dict(json)
    found: Json = {}
    if include == "selected":
        for path in _names(call.param("includeFields", index, "")):
            value = get(json, path, dotted=dotted)
            if value is not ABSENT:
                found = put(found, path.rpartition(".")[2] if dotted else path, value, dotted=dotted)
    elif include == "except":
        found = dict(json)
        for path in _names(call.param("excludeFields", index, "")):
            found = drop(found, path, dotted=dotted)
    elif include != "none":
        raise NodeOperationError(f'The include option "{include}" is not known!')
    return found


def _names(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]


def _fields(call: Call, index: int) -> tuple[Json, dict[str, Binary]]:
    """Give what is set, each value as its type wants it, and the files."""
    fields: Json = {}
    files: dict[str, Binary] = {}
    for name, kind, value in _entries(call, index):
        if kind == "binary":
            files[name] = file_of(call, index, value)
        else:
            fields[name] = _typed(call, index, name, kind, value)
    return fields, files


def _entries(call: Call, index: int) -> list[tuple[str, str, Any]]:
    if call.node.version >= _ASSIGNED_FROM:
        given = call.param("assignments.assignments", index, [])
        return [(each.get("name", ""), each.get("type", "string"), each.get("value")) for each in given]
    found = []
    for raw in call.raw("fields.values", []):
        kind = raw.get("type", "stringValue")
        each = {**raw, kind: None} if kind == "objectValue" else raw
        value = call.evaluate(raw.get(kind, "={}" if kind == "objectValue" else ""), index)
        name = call.evaluate(each.get("name", ""), index)
        if kind == "objectValue" and str(raw.get(kind, "={}")).startswith("="):
            value = read_object(call, index, raw.get(kind, "={}"), f"entry \"{name}\" inside 'Fields to Set'")
        found.append((name, kind.removesuffix("Value"), value))
    return found


def _typed(call: Call, index: int, name: str, kind: str, value: Any) -> Any:
    version = call.node.version
    ignoring = call.param("options.ignoreConversionErrors", index, default=False)
    advice = (
        f'To fix the error try to change the type for the field "{name}" or activate the option '
        "“Ignore Type Conversion Errors” to apply a less strict type validation"
    )
    if value is None:
        if kind == "string" and version == 3.1 and not ignoring:
            raise NodeOperationError(f"'{name}' expects a string but we got 'null' [item {index}]", advice)
        return None if version > 3 or kind != "string" else to_string(value)
    try:
        found = fit(call, value, kind)
    except Unfit:
        if ignoring:
            return value
        raise NodeOperationError(f"{misfit(name, kind, value)} [item {index}]", advice) from None
    return found.iso if isinstance(found, Moment) else found


def _raw(call: Call, index: int) -> Json:
    return read_object(
        call, index, call.raw("jsonOutput", '{\n  "my_field_1": "value",\n  "my_field_2": 1\n}\n'), "'JSON Output'"
    )


SET = NodeType(name="n8n-nodes-base.set", versions=frozenset({1, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5}), run=_run)
