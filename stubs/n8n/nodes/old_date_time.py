"""Date & Time, version 1: formats a date, or shifts it; formats are spelled as Moment spells them.

Limitations: of Moment's formats, ordinals (`Do`), names of eras and whole localised formats (`LLL`) are not known.
"""

import re
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Origin, Outputs
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import to_number, to_string
from stubs.n8n.nodes.script import FIRST_VALID, ask

_TOKEN = re.compile(
    r"\[[^\]]*\]|Y{2,4}|Q|M{1,4}|D{1,4}|d{1,4}|E|W{1,2}|[Hhms]{1,2}|A|S{1,3}|Z{1,2}|[Xx]|[A-Za-z]|.", re.DOTALL
)
_TOKENS = {
    "YYYY": "yyyy",
    "YY": "yy",
    "Q": "q",
    "DDDD": "ooo",
    "DDD": "o",
    "DD": "dd",
    "D": "d",
    "dddd": "EEEE",
    "ddd": "EEE",
    "A": "a",
    "Z": "ZZ",
    "ZZ": "ZZZ",
}
_SAME = frozenset(
    ["MMMM", "MMM", "MM", "M", "E", "WW", "W", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "SSS", "X", "x"]
)
_READ = (
    FIRST_VALID
    + "const read = (value, format, zone) => typeof value === 'number' ? DateTime.fromMillis(value, {zone}) : "
    "format ? DateTime.fromFormat(value, format, {zone}) : moment(value, {zone}); "
)
_FORMAT = _READ + "const date = read(a, b, c); return date.isValid ? date.setZone(d).toFormat(e) : null"
_SHIFT = _READ + "const date = read(a, b, 'utc'); return date.isValid ? date.plus({[c]: d}).toUTC().toISO() : null"


async def run_old_date_time(call: Call) -> Outputs:
    """Give each item with its date; what fails softly is nothing but its error."""
    found = []
    for index, item in enumerate(call.items):
        try:
            value = (
                _formatted(call, index) if call.param("action", default="format") == "format" else _shifted(call, index)
            )
        except NodeError as error:
            if not call.node.continues:
                raise
            found.append(Item({"error": error.message}, origins=(Origin(index),)))
            continue
        json = item.json | {call.param("dataPropertyName", index, "data"): value}
        found.append(Item(json, item.binary, (Origin(index),)))
    return [found]


def _formatted(call: Call, index: int) -> str:
    options = call.param("options", index, {})
    zones = options.get("fromTimezone"), options.get("toTimezone")
    source, target = "utc", "utc"
    if any(zones):
        own = call.workflow.settings.get("timezone") or "UTC"
        source, target = zones[0] or own, zones[1] or own
    custom = call.param("custom", index, default=False)
    pattern = luxon_format(call.param("toFormat", index, "" if custom else "MM/DD/YYYY"))
    value = _number_or_text(call.param("value", index, ""))
    found = ask(call, _FORMAT, value, _source_format(options), source, target, pattern)
    return str(_known(found, index))


def _shifted(call: Call, index: int) -> Any:
    options = call.param("options", index, {})
    duration = to_number(call.param("duration", index, 0))
    if call.param("operation", index, "add") == "subtract":
        duration = -duration
    value = to_string(call.param("value", index, ""))
    found = ask(call, _SHIFT, value, _source_format(options), call.param("timeUnit", index, "days"), duration)
    return _known(found, index)


def _known(found: Any, index: int) -> Any:
    if found is None:
        said = 'The date input format could not be recognized. Please set the "From Format" field'
        raise NodeOperationError(said, item_index=index)
    return found


def _source_format(options: dict[str, Any]) -> str | None:
    given = options.get("fromFormat")
    return luxon_format(given) if given else None


def _number_or_text(value: Any) -> Any:
    """Give a time stamp in milliseconds for what is a number: one of fewer than 12 digits is of seconds."""
    number = to_number(value)
    if number != number:  # noqa: PLR0124 - NaN is not itself
        return to_string(value)
    if not float(number).is_integer():
        number *= 1000
    return number * 1000 if len(to_string(number)) < 12 else number


def luxon_format(pattern: str) -> str:
    """Spell a format of Moment as Luxon does."""
    return "".join(map(_spelled, _TOKEN.findall(pattern)))


def _spelled(token: str) -> str:
    if token in _SAME:
        return token
    if token in _TOKENS:
        return _TOKENS[token]
    text = token[1:-1] if token.startswith("[") else token
    return f"'{text}'" if text.isalpha() else text
