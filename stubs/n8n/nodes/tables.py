"""Items as the rows of a table, and back: CSV and HTML."""

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Json
from stubs.n8n.nodes.data_path import ABSENT
from stubs.n8n.nodes.javascript import to_string

Row = list[Any]


def rows_of(objects: Sequence[Json], *, header: bool) -> list[Row]:
    """Give a row for each object, with a column for each field at any depth (`a.b`); the names first if asked."""
    flat = [dict(_flat(each)) for each in objects]
    names = list(dict.fromkeys(name for each in flat for name in each))
    rows = [[each.get(name, ABSENT) for name in names] for each in flat]
    return [list(names), *rows] if header else rows


def csv_of(rows: Sequence[Row], delimiter: str) -> str:
    """Write rows as CSV: a line feed between them, quotes only where they are needed."""
    text = "\n".join(delimiter.join(_quoted(_cell(each), delimiter) for each in row) for row in rows)
    return f'"ID"{text[2:]}' if rows and rows[0][:1] == ["ID"] else text  # else Excel takes it for another format


def html_of(rows: Sequence[Row]) -> str:
    """Write rows as a page with one table."""
    lines = "".join(
        "<tr>" + "".join(_data(each, f"{_letters(column)}{line}") for column, each in enumerate(row)) + "</tr>"
        for line, row in enumerate(rows, 1)
    )
    head = '<html><head><meta charset="utf-8"/><title>SheetJS Table Export</title></head><body>'
    return f"{head}<table>{lines}</table></body></html>"


def read_csv(text: str, delimiter: str, *, header: bool, keep_empty: bool) -> list[Any]:
    """Read CSV: an object for each row, or without a header the cells by place; raises `NodeOperationError`."""
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    names = rows.pop(0) if header and rows else []
    found: list[Any] = []
    for line, row in enumerate(rows, 2 if header else 1):
        if header and len(row) != len(names):
            raise NodeOperationError(
                f"Invalid Record Length: columns length is {len(names)}, got {len(row)} on line {line}"
            )
        if not header and len(row) != len(rows[0]):
            raise NodeOperationError(f"Invalid Record Length: expect {len(rows[0])}, got {len(row)} on line {line}")
        if keep_empty and not header:
            found.append(row)
            continue
        keys = names if header else [str(place) for place in range(len(row))]
        found.append({key: cell for key, cell in zip(keys, row, strict=True) if cell or keep_empty})
    return found


def _flat(value: Json | list[Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    pairs = value.items() if isinstance(value, dict) else ((str(place), each) for place, each in enumerate(value))
    for key, each in pairs:
        name = f"{prefix}{key}"
        found += _flat(each, f"{name}.") if isinstance(each, dict | list) else [(name, each)]
    return found


def _cell(value: Any) -> str:
    if value is None or value is ABSENT:
        return ""
    return to_string(value).upper() if isinstance(value, bool) else to_string(value)


def _quoted(text: str, delimiter: str) -> str:
    if delimiter not in text and '"' not in text and "\n" not in text:
        return text
    return '"' + text.replace('"', '""') + '"'


def _data(value: Any, place: str) -> str:
    if value is None or value is ABSENT:
        return f'<td id="sjs-{place}"></td>' if value is ABSENT else f'<td data-t="z" id="sjs-{place}"></td>'
    kind = {bool: "b", str: "s"}.get(type(value), "n")
    shown, raw = (escape(text).replace("\n", "<br/>") for text in (_cell(value), to_string(value)))
    return f'<td data-t="{kind}" data-v="{raw}" id="sjs-{place}">{shown}</td>'


def _letters(column: int) -> str:
    """Name a column as spreadsheets do: A to Z, AA, AB …"""
    more, last = divmod(column, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)
