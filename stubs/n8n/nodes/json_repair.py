"""Reads what people write for JSON, as n8n does: other quotes, bare words, commas and brackets that are missing.

Each rule was seen on n8n: which broken texts it takes, what for, and which it refuses.
"""

import re
from typing import Any

from stubs.n8n.engine.json_text import from_text

_SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_KEY = re.compile(r"[^,\[\]{}:\n\"'`]+")
_BARE = re.compile(r"https?://[^\s,\[\]{}\"'`]*|(?:[^,\[\]{}\n\"'`/]|/(?![/*]))+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None, "undefined": None}
_QUOTES = "\"'`\u201c\u201d\u2018\u2019"
_DOUBLE = '"\u201c\u201d'
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
_UNICODE = re.compile(r"u([0-9a-fA-F]{4})")
_PLAIN = re.compile(r"[^\\\"'`\u201c\u201d\u2018\u2019,:\[\]{}\n]+")
_SINGLE = "'\u2018\u2019"
_ENDS = ",:]}"
_DELIMITERS = ",:[]{}\n"


def repaired(text: str) -> Any:
    """Give the value; raises `ValueError` when it is beyond repair."""
    reader = _Reader(text)
    try:
        value = reader.value()
    except RecursionError:
        raise ValueError("It is nested too deeply") from None
    reader.end()
    return value


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def value(self) -> Any:
        self._skip()
        sign = self._sign()
        if sign == "{":
            return self._object()
        if sign == "[":
            return self._list()
        if sign and sign in _QUOTES:
            return self._string()
        return self._bare()

    def end(self) -> None:
        """Pass brackets that are too many; refuse all else that is left."""
        self._skip()
        while self._sign() in {"}", "]"}:
            self._at += 1
            self._skip()
        if self._sign():
            raise ValueError(f"Unexpected character at position {self._at}")

    def _object(self) -> dict[str, Any]:
        self._at += 1
        found: dict[str, Any] = {}
        while True:
            self._skip()
            if self._sign() == "," and found:
                self._at += 1
                self._skip()
            if self._sign() in {"", "}", "]"}:
                break
            key = self._key()
            self._skip()
            if self._sign() == ":":
                self._at += 1
                self._skip()
            elif not self._starts_value():
                raise ValueError(f"Colon expected at position {self._at}")
            found[key] = None if self._sign() in {",", "}", ""} else self.value()
        if self._sign() == "}":
            self._at += 1
        return found

    def _list(self) -> list[Any]:
        self._at += 1
        found: list[Any] = []
        while True:
            self._skip()
            if self._sign() == ",":
                self._at += 1
                self._skip()
            if self._sign() in {"", "]", "}"}:
                break
            found.append(self.value())
        if self._sign() == "]":
            self._at += 1
        return found

    def _key(self) -> str:
        if self._sign() in _QUOTES:
            return self._string()
        found = _KEY.match(self._text, self._at)
        if found is None:
            raise ValueError(f"Object key expected at position {self._at}")
        return self._word(found)

    def _string(self, stop: int | None = None, *, at_delimiter: bool = False) -> str:
        """Read a string; `stop` or the first delimiter ends it where its own quote turned out to be missing."""
        start, opening = self._at, self._sign()
        closing = _DOUBLE if opening in _DOUBLE else "`" if opening == "`" else _SINGLE
        self._at += 1
        parts: list[str] = []
        while (sign := self._sign()) and self._at != stop and not (at_delimiter and sign in _DELIMITERS):
            if sign == "\\":
                parts.append(self._escaped())
                continue
            if sign in closing:
                if at_delimiter or self._closes():
                    self._at += 1
                    return "".join(parts)
                before = self._before(start)
                if before is not None:
                    return self._again(start, before)
            plain = _PLAIN.match(self._text, self._at)
            parts.append(plain[0] if plain else sign)
            self._at += len(parts[-1])
        before = self._before(start)
        if not sign and not at_delimiter and before is not None:
            return self._again(start, None)
        return "".join(parts).rstrip() if sign else "".join(parts)

    def _before(self, start: int) -> int | None:
        """Give where the last sign before this place stands when it is a delimiter inside the string."""
        at = self._at - 1
        while at > start and self._text[at].isspace():
            at -= 1
        return at if at > start and self._text[at] in _DELIMITERS else None

    def _again(self, start: int, before: int | None) -> str:
        """Read the string anew: its end quote was forgotten, before a comma or some other delimiter."""
        self._at = start
        if before is not None and self._text[before] == ",":
            return self._string(before)
        return self._string(at_delimiter=True)

    def _closes(self) -> bool:
        """Whether the quote here ends its string: what follows has to look like it."""
        after = _SPACE.match(self._text, self._at + 1)
        following = self._text[after.end() : after.end() + 1] if after else ""
        return not following or following in _ENDS or following in _QUOTES

    def _escaped(self) -> str:
        self._at += 1
        code = _UNICODE.match(self._text, self._at)
        if code:
            self._at = code.end()
            return chr(int(code[1], 16))
        sign = self._sign()
        self._at += 1
        return _ESCAPES.get(sign, sign)

    def _bare(self) -> Any:
        found = _BARE.match(self._text, self._at)
        if found is None:
            raise ValueError(f"Unexpected character at position {self._at}")
        word = self._word(found)
        if word in _WORDS:
            return _WORDS[word]
        return from_text(word) if _NUMBER.match(word) else word

    def _word(self, found: re.Match[str]) -> str:
        """Take a bare word, and pass the quote behind it whose partner was forgotten."""
        self._at = found.end() + (self._text[found.end() : found.end() + 1] == '"')
        return found[0].strip()

    def _starts_value(self) -> bool:
        sign = self._sign()
        return sign in {"{", "["} or bool(sign and sign in _QUOTES) or bool(_BARE.match(self._text, self._at))

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _sign(self) -> str:
        return self._text[self._at : self._at + 1]
