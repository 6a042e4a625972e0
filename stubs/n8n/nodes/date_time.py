"""Date & Time: the time it is, and dates shifted, formatted, rounded, compared, taken apart."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.old_date_time import run_old_date_time
from stubs.n8n.nodes.script import FIRST_VALID, ask

_READ = (
    FIRST_VALID
    + """
const instant = (value, zone, format) => {
  const number = format ? NaN : Number(value);
  if (Number.isNaN(number)) {
    const offset = /[+](\\d\\d)/.exec(value);
    const found = format ? DateTime.fromFormat(value, format) : moment(value, {zone: 'utc'});
    return found.setZone(zone || (offset ? 'Etc/GMT-' + Number(offset[1]) : 'Etc/UTC'));
  }
  const whole = Number.isInteger(number) ? number : number * 1000;
  return DateTime.fromMillis(String(whole).length < 12 ? whole * 1000 : whole).setZone(zone || 'Etc/UTC');
};
const unreadable = {invalid: 'Invalid date format'};
"""
)
_ONE = _READ + "const date = instant(a, b, c); if (!date.isValid) return unreadable; "
_BODIES: Mapping[str, str] = {
    "addToDate": _ONE + "return date.plus({[d]: e}).toISO()",
    "subtractFromDate": _ONE + "return date.minus({[d]: e}).toISO()",
    "formatDate": _ONE + "return date.toFormat(d)",
    "roundDown": _ONE + "return date.startOf(d).toISO()",
    "roundUp": _ONE + "return date.plus({[d]: 1}).startOf(d).toISO()",
    "extractDate": _ONE + "return d === 'week' ? date.weekNumber : date.get(d)",
    "getTimeBetweenDates": _READ
    + "const dates = [instant(a, b), instant(c, b)]; if (!dates.every((date) => date.isValid)) return unreadable; "
    "const found = dates[1].diff(dates[0], d); return e ? found.toISO() : found.toObject()",
    "getCurrentDate": "const now = DateTime.now().setZone(a); if (!now.isValid) return {invalid: 'zone'}; "
    "return (b ? now : now.startOf('day')).toISO()",
}
_FIELDS: Mapping[str, str] = {
    "addToDate": "newDate",
    "subtractFromDate": "newDate",
    "formatDate": "formattedDate",
    "roundDate": "roundedDate",
    "extractDate": "datePart",
    "getTimeBetweenDates": "timeDifference",
    "getCurrentDate": "currentDate",
}


async def _run(call: Call) -> Outputs:
    """Give an item for each, with the field alone unless the input's fields are included."""
    if call.node.version == 1:
        return await run_old_date_time(call)
    operation = call.param("operation", default="getCurrentDate")
    included = call.param("options.includeInputFields", default=False)
    found = []
    for index, item in enumerate(call.items):
        try:
            name = call.param("outputFieldName", index, _FIELDS[operation])
            value = _value(call, index, operation)
        except NodeError as error:
            if not call.node.continues:
                error.item_index = index
                raise
            found.append(Item({"error": error.message}))
            continue
        json = (item.json if included else {}) | {name: value}
        found.append(Item(json, item.binary if included else {}, (Origin(index),)))
    return [found]


def _value(call: Call, index: int, operation: str) -> Any:
    zone = call.workflow.settings.get("timezone") or "UTC"
    zone = "UTC" if zone == "DEFAULT" else zone
    options = call.param("options", index, {})
    if operation == "getCurrentDate":
        zone = options.get("timezone") or zone
        return _asked(call, operation, zone, call.param("includeTime", index, default=True))
    if operation in {"addToDate", "subtractFromDate"}:
        unit, duration = call.param("timeUnit", index, "days"), call.param("duration", index, 0)
        return _asked(call, operation, call.param("magnitude", index, ""), zone, None, unit, duration)
    if operation == "getTimeBetweenDates":
        dates = call.param("startDate", index, ""), call.param("endDate", index, "")
        units, as_text = call.param("units", index, ["day"]), bool(options.get("isoString"))
        return _asked(call, operation, dates[0], zone, dates[1], units, as_text)
    return _of_one_date(call, index, operation, zone)


def _of_one_date(call: Call, index: int, operation: str, zone: str) -> Any:
    date = call.param("date", index, "")
    if operation == "formatDate":
        options = call.param("options", index, {})
        pattern = call.param("format", index, "MM/dd/yyyy")
        if pattern == "custom":
            pattern = call.param("customFormat", index, "")
        if date is None:
            return None
        return _asked(
            call, operation, date, zone if options.get("timezone") else None, options.get("fromFormat"), pattern
        )
    if operation == "extractDate":
        return _asked(call, operation, date, zone, None, call.param("part", index, "month"))
    mode = call.param("mode", index, "roundDown")
    return _asked(
        call, mode, date, zone, None, call.param("toNearest" if mode == "roundDown" else "to", index, "month")
    )


def _asked(call: Call, operation: str, *values: Any) -> Any:
    found = ask(call, _BODIES[operation], *values)
    if isinstance(found, dict) and found.get("invalid") == "zone":
        raise NodeOperationError(f"The timezone {values[0]} is not valid. Please check the timezone.")
    if isinstance(found, dict) and "invalid" in found:
        raise NodeOperationError(found["invalid"])
    return found


DATE_TIME = NodeType(name="n8n-nodes-base.dateTime", versions=frozenset({1, 2}), run=_run)
