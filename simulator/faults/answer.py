"""Answer in place of the system, which never hears of the request."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

from contracts.runtime import Clock
from contracts.wire import Headers, HttpAnswer, HttpRequest, Transport, find_header
from simulator.faults.plan import Site
from simulator.faults.values import choose, read_seconds
from simulator.settings import SettingsError

JSON: Final[Headers] = (("content-type", "application/json"),)
HTML: Final[Headers] = (("content-type", "text/html; charset=utf-8"),)
CODE: Final = "made_by_a_fault"
_PHRASES: Final = {each.value: each.phrase for each in HTTPStatus}
_SAFE: Final = " /:,+?&'\"(){}[]!*"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_VALUE: Final = re.compile(r"[\x20-\x7e\xa0-\xff]*")


def _quoted(value: bytes) -> str:
    """Write a value so that it reads the same; blanks at a line's end are nobody's."""
    text = quote_from_bytes(value, _SAFE)
    return f"{text[:-1]}%20" if text.endswith(" ") else text


@dataclass(frozen=True, slots=True)
class AnswerInPlace:
    """Gives a fixed answer.

    Attributes:
        status: from 200 to 599.
        headers: `retry-after: +7s` is sent as the date of seven seconds later; JSON is the type when none is named.
        body: a refusal in JSON that each neighbour reads when None.
        code: of that refusal.
    """

    status: int
    headers: Headers = ()
    body: bytes | None = None
    code: str = CODE

    @classmethod
    def read(cls, value: str, options: dict[str, str]) -> "AnswerInPlace":
        """Read a status or the name of a form; the options are `status`, `code`, `body`, and any header."""
        headers = {name: text for name, text in options.items() if name not in {"status", "code", "body"}}
        body = unquote_to_bytes(options["body"]) if "body" in options else None
        code = _decoded(options.get("code", CODE))
        given = tuple((_named(name), _decoded(text)) for name, text in headers.items())
        if value.isdecimal():
            return cls(_status(value), given, body, code)
        form = FORMS[choose(value, FORMS, "status from 200 to 599 nor a known answer")]
        status = _status(options["status"]) if "status" in options else form.status
        return cls(status, form.headers + given, form.body)

    @property
    def name(self) -> str:
        """What the journal calls it."""
        form = self._form()
        return f"answer {self.status}{f' ({WORDS[form]})' if form else ''} in place of the system"

    @property
    def spec(self) -> str:
        """How it is written."""
        form = self._form()
        known = FORMS[form] if form else None
        options = [] if known is None or known.status == self.status else [("status", str(self.status))]
        options += [("code", self.code)] if self.code != CODE and self.body is None else []
        options += [each for each in self.headers if known is None or each not in known.headers]
        written = "".join(f";{name}={_quoted(text.encode('latin-1'))}" for name, text in options)
        if self.body is not None and form is None:
            written += f";body={_quoted(self.body)}"
        return f"answer={form or self.status}{written}"

    def _form(self) -> str | None:
        fits = (name for name, known in FORMS.items() if (known.body, known.headers) == (self.body, self.headers[:1]))
        return next(fits, None)

    def around(self, _inner: Transport, site: Site) -> Transport:
        """Never reach the inner transport."""
        return _Answering(self, site.clock)


@dataclass(frozen=True, slots=True)
class _Answering:
    answer: AnswerInPlace
    clock: Clock

    async def send(self, _request: HttpRequest) -> HttpAnswer:
        fixed = self.answer
        headers = tuple((name, self._dated(name, value)) for name, value in fixed.headers)
        typed = headers if find_header(headers, "content-type") else JSON + headers
        body = _refusal(fixed.status, fixed.code) if fixed.body is None else fixed.body
        return HttpAnswer(fixed.status, typed, b"" if fixed.status in {204, 304} else body)

    def _dated(self, name: str, value: str) -> str:
        if name != "retry-after" or not value.startswith("+"):
            return value
        return format_datetime(self.clock.now() + timedelta(seconds=read_seconds(value[1:])), usegmt=True)


def _refusal(status: int, code: str) -> bytes:
    """Give a refusal that reads as OpenAI's error and as problem details alike, so that it serves every hop."""
    title = _PHRASES.get(status, "Unknown")
    error = {"message": title, "type": "fault", "param": None, "code": code}
    return json.dumps({"error": error, "type": "about:blank", "title": title, "status": status, "code": code}).encode()


def _status(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 200 <= int(text) <= 599):
        raise SettingsError(f"{text!r} is no status of an answer: use a number from 200 to 599.")
    return int(text)


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise SettingsError(f"{name!r} is no header's name: use small letters, digits and hyphens.")
    return name


def _decoded(text: str) -> str:
    value = unquote_to_bytes(text).decode("latin-1")
    if not _VALUE.fullmatch(value):
        raise SettingsError(f"{text!r} can't stand in a header: use printable characters, and %XX for ; @ and %.")
    return value


FORMS: Final[dict[str, AnswerInPlace]] = {
    "html": AnswerInPlace(502, HTML, b"<!doctype html><title>Bad Gateway</title><h1>502 Bad Gateway</h1>"),
    "malformed": AnswerInPlace(200, JSON, b"{'created': 1, 'data': [}"),
    "truncated": AnswerInPlace(200, JSON, b'{"created": 1, "data": [{"b64_json": "iVBORw0KGgo'),
    "empty": AnswerInPlace(200, JSON, b""),
}
"""Answers that have a name."""

WORDS: Final = {
    "html": "an HTML page",
    "malformed": "malformed JSON",
    "truncated": "truncated JSON",
    "empty": "an empty body",
}
