"""Forms with files (`multipart/form-data`): fields as text, files as bytes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, create_form_parser
from starlette.requests import Request

from stubs.ai.neutral import Kind, Refused
from stubs.serving.bodies import read_body

MULTIPART = re.compile(r"\s*multipart/form-data\s*;.*boundary=", re.IGNORECASE)
MOST_PARTS = 100
WHOLE = re.compile(r"-?[0-9]{1,15}")
DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


@dataclass(slots=True)
class Form:
    """A form, in the order of its parts."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    sent: list[tuple[str, bytes]] = field(default_factory=list)

    def values(
        self, *, numbers: Iterable[str] = (), flags: Iterable[str] = (), decimals: Iterable[str] = ()
    ) -> dict[str, Any]:
        """Give the fields as JSON has them: what is a number or a truth value as such, all else as text."""
        values: dict[str, Any] = dict(self.parts)
        for name in numbers:
            if WHOLE.fullmatch(values.get(name, "")):
                values[name] = int(values[name])
        for name in decimals:
            if DECIMAL.fullmatch(values.get(name, "")):
                values[name] = float(values[name])
        for name in flags:
            if values.get(name, "").lower() in {"true", "false"}:
                values[name] = values[name].lower() == "true"
        return values

    def files(self, *names: str) -> list[bytes]:
        """Give the files of these names that are not empty."""
        return [data for name, data in self.sent if name in names and data]


async def read_form(request: Request, cap: int) -> Form:
    """Read the form of a request.

    Raises:
        Refused: it is none, or is broken off.
        BodyTooLarge: it is larger than the cap.
    """
    content_type = request.headers.get("content-type", "")
    if not MULTIPART.match(content_type):
        raise Refused(Kind.UNSUPPORTED, "The body must be a form: send it as multipart/form-data.")
    form = Form()
    body = await read_body(request, cap)

    def take_field(part: Field) -> None:
        form.parts.append((_text(part.field_name), _text(part.value)))

    def take_file(part: File) -> None:
        part.file_object.seek(0)
        form.sent.append((_text(part.field_name), part.file_object.read()))
        part.close()

    # In memory, whatever its size: the cap was held already, and a file on disk is one to be tidied away.
    limits = {"MAX_MEMORY_FILE_SIZE": cap + 1, "MAX_FIELDS": MOST_PARTS}
    try:
        parser = create_form_parser({"Content-Type": content_type.encode("latin-1")}, take_field, take_file, limits)
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError):
        raise Refused(Kind.INVALID, "The form can't be read: send every part whole, and the end.") from None
    return form


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")
