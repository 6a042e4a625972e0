"""S3's XML: written without surprises, read without entities."""

import re
from typing import Any, TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape

from stubs.storage.errors import S3Error

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
DEEPEST = 8
SPACE = " "
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Elements: TypeAlias = "list[tuple[str, str | Elements]]"


def write(root: str, children: "str | Elements", namespace: str | None = NAMESPACE) -> bytes:
    """Write a document; a character that XML 1.0 can't hold becomes U+FFFD (ask for `encoding-type=url` instead)."""
    opening = f'{root} xmlns="{namespace}"' if namespace else root
    return f"{DECLARATION}<{opening}>{_inner(children)}</{root}>".encode()


def _inner(content: "str | Elements") -> str:
    if isinstance(content, str):
        return escape(ILLEGAL.sub("\ufffd", content), {"\r": "&#13;"})
    return "".join(f"<{name}>{_inner(inner)}</{name.partition(SPACE)[0]}>" for name, inner in content)


def read(body: bytes) -> list[tuple[str, str]]:
    """Give each element's path (`Delete/Object/Key`) and own text, in the order in which they end.

    Raises:
        S3Error: MalformedXML; document types are refused, so there are no entities to expand.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError):
        raise S3Error("MalformedXML") from None
    return reader.elements


def _refuse(*_declaration: Any) -> None:
    raise S3Error("MalformedXML", "A document type is not allowed in the XML that you provide.")


def read_groups(body: bytes, path: str) -> list[list[tuple[str, str]]]:
    """Give the children of every element at a path: their names below it and their texts, stripped.

    Raises:
        S3Error: MalformedXML, also when the document is about something else.
    """
    groups: list[list[tuple[str, str]]] = []
    group: list[tuple[str, str]] = []
    elements = read(body)
    if not elements or elements[-1][0] != path.partition("/")[0]:
        raise S3Error("MalformedXML")
    for each, text in elements:
        if each.startswith(f"{path}/"):
            group.append((each.removeprefix(f"{path}/"), text.strip()))
        elif each == path:
            groups.append(group)
            group = []
    return groups


class _Reader:
    def __init__(self) -> None:
        self.elements: list[tuple[str, str]] = []
        self._open: list[tuple[str, list[str]]] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if len(self._open) == DEEPEST:
            raise S3Error("MalformedXML")
        self._open.append((name, []))

    def text(self, text: str) -> None:
        self._open[-1][1].append(text)

    def end(self, _name: str) -> None:
        path = "/".join(name for name, _ in self._open)
        self.elements.append((path, "".join(self._open.pop()[1])))
