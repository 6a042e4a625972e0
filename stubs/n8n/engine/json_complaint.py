"""What V8 says of a text that is no JSON: n8n passes its sentences on."""

import re

_WHITE_SPACE = " \t\n\r"
_SHOWN = 10
_WORDS = ("null", "true", "false")


def complaint(text: str, said: str, at: int) -> str:
    """Give V8's message for what Python's reader `said` of the text, and where."""
    if said.startswith("Illegal trailing comma"):
        said = "Expecting property name" if said.endswith("object") else "Expecting value"
        at += 1
    if not said.startswith("Invalid"):
        at = _skip(text, at)
    if said.startswith("Unterminated string"):
        cut = text.endswith("\\")
        return "Unexpected end of JSON input" if cut else f"Unterminated string in JSON {_where(text, len(text))}"
    if said.startswith("Expecting value"):
        return _no_value(text, at)
    for start, sentence in _SENTENCES:
        if said.startswith(start):
            at += said.startswith("Invalid \\escape")
            return f"{sentence(text, at)} {_where(text, at)}"
    return _unexpected(text, at)


def _property(text: str, at: int) -> str:
    first = text[:at].rstrip(_WHITE_SPACE).endswith("{")
    return "Expected property name or '}' in JSON" if first else "Expected double-quoted property name in JSON"


def _comma(text: str, at: int) -> str:
    if _in_object(text, at):
        return "Expected ',' or '}' after property value in JSON"
    return "Expected ',' or ']' after array element in JSON"


def _extra(text: str, at: int) -> str:
    if text[at].isdigit() and at and text[at - 1] == "0":
        return "Unexpected number in JSON"
    return "Unexpected non-whitespace character after JSON"


_SENTENCES = (
    ("Expecting property name", _property),
    ("Expecting ':'", lambda _text, _at: "Expected ':' after property name in JSON"),
    ("Expecting ','", _comma),
    ("Invalid control", lambda _text, _at: "Bad control character in string literal in JSON"),
    ("Invalid \\escape", lambda _text, _at: "Bad escaped character in JSON"),
    ("Invalid \\u", lambda _text, _at: "Bad Unicode escape in JSON"),
    ("Extra data", _extra),
)


def _no_value(text: str, at: int) -> str:
    """Say what stands where a value should; V8 names the first letter that fits no word of JSON."""
    for word in _WORDS:
        if text[at : at + 1] == word[0]:
            same = next((n for n, (a, b) in enumerate(zip(text[at:], word, strict=False)) if a != b), None)
            at = len(text) if same is None else at + same
            break
    if at >= len(text):
        return "Unexpected end of JSON input"
    if text[at] == "-":
        return f"No number after minus sign in JSON {_where(text, at + 1)}"
    if text in {"NaN", "undefined", "Infinity", "[object Object]"}:
        return f'"{text}" is not valid JSON'
    return _unexpected(text, at)


def _unexpected(text: str, at: int) -> str:
    return f"Unexpected token '{text[at : at + 1]}', {_excerpt(text, at)} is not valid JSON"


def _excerpt(text: str, at: int) -> str:
    if len(text) <= 4 * _SHOWN:
        return f'"{text}"'
    before = "..." if at > _SHOWN else ""
    after = "..." if at + _SHOWN < len(text) else ""
    return f'{before}"{text[max(0, at - _SHOWN) : at + _SHOWN]}"{after}'


def _in_object(text: str, at: int) -> bool:
    """Whether the innermost open bracket before a place is an object's."""
    open_brackets: list[str] = []
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', text[:at], re.DOTALL):
        if found[0] in "{[":
            open_brackets.append(found[0])
        elif found[0] in "}]":
            open_brackets.pop()
    return open_brackets[-1:] == ["{"]


def _where(text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return f"at position {at} (line {line} column {column})"


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _WHITE_SPACE:
        at += 1
    return at
