"""Convert to File and Extract From File."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, continuing, one

ITEMS: list[Document] = [
    {"a": 1, "b": 'x,"y"', "n": {"k": True, "l": [1, 2]}, "t": "héllo", "e": "aGk="},
    {"a": None, "c": "line\nbreak", "t": 5, "e": "aGkgdGhlcmU"},
]
READ = ("extractFromFile", 1, {"operation": "text"})


def written(operation: str, read: Any = READ, items: Any = ITEMS, version: float = 1.1, **parameters: Any) -> Case:
    """Give a Convert to File node, and one that reads the file as text."""
    return Case([("convertToFile", version, {"operation": operation, "options": {}} | parameters), read], items)


def read(operation: str, text: str, name: str = "", **parameters: Any) -> Case:
    """Give an Extract From File node for a text."""
    options = {"fileName": name} if name else {}
    write = ("convertToFile", 1.1, {"operation": "toText", "sourceProperty": "t", "options": options})
    return Case([write, ("extractFromFile", 1, {"operation": operation} | parameters)], [{"t": text, "z": 1}])


_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGJgAQAAAP//AwAABgAFV7+r1AAAAABJRU5ErkJggg=="
_CSV = 'a,b,c\n1,"x,y",\n"2 ""q""",z,w\n'
CASES: dict[str, Case] = {
    "csv": written("csv"),
    "csv by default": Case([("convertToFile", 1.1, {}), READ], ITEMS),
    "csv, semicolons": written("csv", options={"delimiter": ";"}),
    "csv, no header": written("csv", options={"headerRow": False}),
    "csv, named": written(
        "csv",
        options={"fileName": "rows.txt"},
        binaryPropertyName="f",
        read=(*READ[:2], {"operation": "text", "binaryPropertyName": "f"}),
    ),
    "html": written("html"),
    "json": written("toJson"),
    "json, each": written("toJson", mode="each"),
    "json, formatted": written("toJson", options={"format": True, "fileName": "x.json"}),
    "json, each, formatted": written("toJson", mode="each", options={"format": True}),
    "text": written("toText", sourceProperty="t"),
    "text of an object": written("toText", sourceProperty="n", items=ITEMS[:1]),
    "text of nothing": written("toText", sourceProperty="nope"),
    "text of nothing, going on": continuing(written("toText", sourceProperty="n")),
    "text in Latin": written(
        "toText",
        sourceProperty="t",
        options={"encoding": "latin1"},
        items=ITEMS[:1],
        read=("extractFromFile", 1, {"operation": "text", "options": {"encoding": "latin1"}}),
    ),
    "text with a mark": written("toText", sourceProperty="t", options={"addBOM": True}, items=ITEMS[:1]),
    "text in UTF-16": written(
        "toText",
        sourceProperty="t",
        options={"encoding": "utf16le"},
        items=ITEMS[:1],
        read=(*READ[:2], {"operation": "binaryToPropery"}),
    ),
    "base64": written("toBinary", sourceProperty="e"),
    "base64 of a picture": written(
        "toBinary", sourceProperty="p", items=[{"p": _PNG}], read=(*READ[:2], {"operation": "binaryToPropery"})
    ),
    "base64, typed": written(
        "toBinary", sourceProperty="e", options={"mimeType": "image/webp", "fileName": "a/b.webp"}
    ),
    "base64 of a number": written("toBinary", sourceProperty="a", items=ITEMS[:1]),
    "base64 with spaces": written(
        "toBinary",
        sourceProperty="e",
        items=[{"e": "aGkg\ndGhl cmU_-"}],
        read=(*READ[:2], {"operation": "binaryToPropery"}),
    ),
    "base64 off, version 1": written(
        "toBinary", sourceProperty="t", version=1, options={"dataIsBase64": False}, items=ITEMS[:1]
    ),
    "read csv": read("csv", _CSV, "x.csv"),
    "read csv, no header": read("csv", _CSV, "x.csv", options={"headerRow": False}),
    "read csv, no header, empty cells": read(
        "csv", _CSV, "x.csv", options={"headerRow": False, "includeEmptyCells": True}
    ),
    "read csv, empty cells": read("csv", _CSV, "x.csv", options={"includeEmptyCells": True}),
    "read csv, some rows": read("csv", _CSV, "x.csv", options={"maxRowCount": 1}),
    "read csv, semicolons": read("csv", "a;b\n1;2", "x.csv", options={"delimiter": ";"}),
    "read csv, blank lines": read("csv", "a,b\n\n1,2\n\n", "x.csv"),
    "read csv, uneven": read("csv", "a,b\n1,2,3\n", "x.csv"),
    "read csv, uneven, another name": read("csv", "a,b\n1,2,3\n"),
    "read json": read("fromJson", '{"a": [1, {"b": null}]}'),
    "read json, empty": read("fromJson", ""),
    "read json, broken": read("fromJson", "nope"),
    "read json, cut": read("fromJson", '{"a": '),
    "read json, broken, going on": continuing(read("fromJson", "nope")),
    "read text": read("text", "héllo"),
    "read xml": read("xml", "<a><b>1</b></a>"),
    "read into a path": read("text", "x", destinationKey="p.q"),
    "read and keep both": read("text", "x", options={"keepSource": "both"}),
    "read and keep the file": read("text", "x", options={"keepSource": "binary"}),
    "read and keep the json": read("text", "x", options={"keepSource": "json"}),
    "read no file": one("extractFromFile", 1, {"operation": "text"}),
    "read another file": read("text", "x", binaryPropertyName="other"),
    "read another file, going on": continuing(read("text", "x", binaryPropertyName="other")),
    "read Base64": read("binaryToPropery", "héllo"),
    "files aggregated": Case(
        [
            ("convertToFile", 1.1, {"operation": "toText", "sourceProperty": "t"}),
            ("aggregate", 1, {"aggregate": "aggregateAllItemData", "options": {"includeBinaries": True}}),
        ],
        [{"t": "a"}, {"t": "bb"}, {"t": "a"}],
    ),
    "files aggregated, one of each": Case(
        [
            ("convertToFile", 1.1, {"operation": "toText", "sourceProperty": "t"}),
            (
                "aggregate",
                1,
                {"aggregate": "aggregateAllItemData", "options": {"includeBinaries": True, "keepOnlyUnique": True}},
            ),
        ],
        [{"t": "a"}, {"t": "bb"}, {"t": "a"}],
    ),
}
_FILE = ("convertToFile", 1.1, {"operation": "toText", "sourceProperty": "t"})
for version in (3.2, 3.3, 3.4):
    for others in (True, False):
        CASES[f"set {version} and a file, others {others}"] = Case(
            [_FILE, ("set", version, {"includeOtherFields": others, "options": {}})], [{"t": "a"}]
        )
CASES |= {
    "set strips files": Case(
        [_FILE, ("set", 3.4, {"includeOtherFields": True, "options": {"stripBinary": True}})], [{"t": "a"}]
    ),
    "set includes files, version 3.2": Case([_FILE, ("set", 3.2, {"options": {"includeBinary": True}})], [{"t": "a"}]),
    "set assigns a file": Case(
        [
            _FILE,
            (
                "set",
                3.4,
                {
                    "assignments": {"assignments": [{"id": "f", "name": "f", "type": "binary", "value": "data"}]},
                    "options": {},
                },
            ),
        ],
        [{"t": "a"}],
    ),
    "split files": Case([_FILE, ("splitOut", 1, {"fieldToSplitOut": "$binary", "options": {}})], [{"t": "a"}]),
}
