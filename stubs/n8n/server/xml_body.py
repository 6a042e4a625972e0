"""An XML body as the Webhook node gives it: tags in lower case, attributes under `$`, text under `_` beside others."""

from typing import Any, NoReturn
from xml.parsers import expat

DEEPEST = 200


class BadXml(ValueError):
    """A text is no XML that is taken; the message says why."""


def read_xml(text: str, *, lower: bool = True) -> Any:
    """Read an XML document; an empty one is null.

    Args:
        text: the document.
        lower: whether tags are put in lower case.

    Raises:
        BadXml: not well-formed, nested too deeply, or it declares entities.
    """
    if not text.strip():
        return None
    reader = _Reader(lower)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise BadXml(_words(error)) from None
    return reader.root


def _refuse_entity(*_declared: Any) -> NoReturn:
    raise BadXml("Entities are not taken")


def _words(error: expat.ExpatError) -> str:
    mismatched = error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
    what = "Unexpected close tag" if mismatched else expat.ErrorString(error.code).capitalize()
    return f"{what}\nLine: {error.lineno - 1}\nColumn: {error.offset + 1}\nChar: >"


class _Reader:
    """Builds the value while the parser goes through the document."""

    def __init__(self, lower: bool) -> None:
        self._lower = lower
        self.root: dict[str, Any] = {}
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise BadXml("The XML is nested too deeply")
        self._open.append((name.lower() if self._lower else name, {"$": attributes} if attributes else {}, []))

    def characters(self, text: str) -> None:
        self._open[-1][2].append(text)

    def end(self, _name: str) -> None:
        name, inner, texts = self._open.pop()
        text = " ".join("".join(texts).split())
        value: Any = (inner | {"_": text} if text else inner) if inner else text
        place = self._open[-1][1] if self._open else self.root
        if name not in place:
            place[name] = value
        elif isinstance(place[name], list):
            place[name].append(value)
        else:
            place[name] = [place[name], value]
