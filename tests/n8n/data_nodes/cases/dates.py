"""Date & Time."""

from typing import Any

from tests.n8n.data_nodes.case import Case, continuing, one

ITEMS = [{"d": "2024-01-31T10:20:30+02:00"}]
DATES: dict[str, Any] = {
    "offset": "2024-01-31T10:20:30+02:00",
    "utc": "2024-07-31T23:59:59.999Z",
    "local": "2024-07-31T10:00:00",
    "day": "2024-02-29",
    "seconds": 1706689230,
    "milliseconds": 1706689230123,
    "seconds text": "1706689230",
    "fraction": 1706689230.5,
    "rfc": "Wed, 31 Jan 2024 10:20:30 GMT",
}


def date(operation: str, **parameters: Any) -> Case:
    """Give a Date & Time node."""
    return one("dateTime", 2, {"operation": operation, "options": {}} | parameters, ITEMS)


CASES: dict[str, Case] = {}
for name, value in DATES.items():
    CASES[f"add to {name}"] = date("addToDate", magnitude=value, duration=1, timeUnit="months")
    CASES[f"format {name}"] = date("formatDate", date=value, format="custom", customFormat="yyyy-MM-dd HH:mm:ss.SSS ZZ")
    CASES[f"extract from {name}"] = date("extractDate", date=value, part="hour")
for unit in ("years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"):
    CASES[f"subtract {unit}"] = date("subtractFromDate", magnitude="={{ $json.d }}", duration=2, timeUnit=unit)
for part in ("year", "month", "week", "day", "hour", "minute", "second"):
    CASES[f"extract {part}"] = date("extractDate", date="={{ $json.d }}", part=part)
    CASES[f"round down to {part}"] = date("roundDate", date="={{ $json.d }}", toNearest=part)
for format_ in ("MM/dd/yyyy", "MMMM dd yyyy", "X", "x"):
    CASES[f"format {format_}"] = date("formatDate", date="={{ $json.d }}", format=format_)
CASES |= {
    "round up": date("roundDate", date="={{ $json.d }}", mode="roundUp"),
    "between": date(
        "getTimeBetweenDates", startDate="2024-01-01", endDate="2024-03-15T12:00:00Z", units=["month", "day"]
    ),
    "between, default": date("getTimeBetweenDates", startDate="2024-01-01", endDate="2024-03-15T12:00:00Z"),
    "between, text": date(
        "getTimeBetweenDates", startDate="2024-01-01", endDate="2024-03-15", units=["day"], options={"isoString": True}
    ),
    "format in the workflow's zone": date(
        "formatDate", date="2024-07-31T10:00:00Z", format="custom", customFormat="HH ZZ", options={"timezone": True}
    ),
    "format from a format": date(
        "formatDate", date="31.01.2024", format="yyyy-MM-dd", options={"fromFormat": "dd.MM.yyyy"}
    ),
    "format null": date("formatDate", date="={{ null }}"),
    "format what is no date": date("formatDate", date="soon"),
    "add to what is no date": date("addToDate", magnitude="soon", duration=1),
    "add to what is no date, going on": continuing(date("addToDate", magnitude="soon", duration=1)),
    "fields included": date("extractDate", date="={{ $json.d }}", options={"includeInputFields": True}),
    "field named": date("extractDate", date="={{ $json.d }}", outputFieldName="m"),
    "now in no zone": date("getCurrentDate", options={"timezone": "Mars/Base"}),
    "set: $now in an expression": one(
        "dateTime",
        2,
        {"operation": "addToDate", "magnitude": "={{ DateTime.fromISO('2024-01-01T00:00:00Z') }}", "duration": 3},
        ITEMS,
    ),
}
