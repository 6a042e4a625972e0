"""Forms of browsers (`multipart/form-data`): the fields, and the file that ends them."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart import MultipartParser
from python_multipart.exceptions import MultipartParseError

from stubs.storage.bodies.payloads import Payload
from stubs.storage.bodies.pieces import Pieces
from stubs.storage.errors import S3Error

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

BOUNDARY = re.compile(r'multipart/form-data\s*;.*?boundary="?([^";,\s]{1,70})"?', re.IGNORECASE)
PARAMETER = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
LARGEST_FIELDS = 20 * 1024


@dataclass(slots=True)
class Form:
    """A form: its fields by name in lower case, and its file, None when there was none."""

    fields: dict[str, str] = field(default_factory=dict)
    filename: str = ""
    file: Payload | None = None


def is_form(content_type: str) -> bool:
    """Tell whether a body is a form with files."""
    return BOUNDARY.match(content_type) is not None


def read_form(content_type: str, payload: Payload) -> Form:
    """Take a form apart; raises `S3Error` (MalformedPOSTRequest, MaxMessageLengthExceeded)."""
    found = BOUNDARY.match(content_type)
    if not found:
        raise S3Error("MalformedPOSTRequest")
    reader = _Reader()
    parser = MultipartParser(found[1].encode("latin-1"), reader.callbacks())
    try:
        for piece in payload.pieces:
            parser.write(piece)
        parser.finalize()
    except MultipartParseError:
        raise S3Error("MalformedPOSTRequest") from None
    if not reader.finished:
        raise S3Error("MalformedPOSTRequest")
    return reader.form


class _Reader:
    """What the parser calls; what follows the file is ignored, as S3 does."""

    def __init__(self) -> None:
        self.form, self.finished = Form(), False
        self._header: list[bytes] = []
        self._headers: dict[str, str] = {}
        self._disposition: dict[str, str] = {}
        self._value: list[bytes] = []
        self._file: Pieces | None = None
        self._fields_size = 0

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._take_header,
            "on_header_value": self._take_header_value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._end_headers,
            "on_part_data": self._take,
            "on_part_end": self._end,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        self._headers, self._header, self._name, self._value = {}, [], b"", []
        self._disposition, self._file = {}, None

    def _take_header(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _take_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header.append(data[start:end])

    def _end_header(self) -> None:
        value = b"".join(self._header).decode("utf-8", "replace")
        self._headers[self._name.decode("latin-1").lower()] = value
        self._header, self._name = [], b""

    def _end_headers(self) -> None:
        self._disposition = dict(PARAMETER.findall(self._headers.get("content-disposition", "")))
        if self._disposition.get("name", "").lower() == "file":
            self._file = Pieces()

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self.form.file is not None:
            return
        if self._file is not None:
            self._file.add(data[start:end])
            return
        self._fields_size += end - start
        if self._fields_size > LARGEST_FIELDS:
            why = "Your POST request fields preceding the upload file were too large."
            raise S3Error("MaxMessageLengthExceeded", why, MaxMessageLengthBytes=str(LARGEST_FIELDS))
        self._value.append(data[start:end])

    def _end(self) -> None:
        if self.form.file is not None:
            return
        if self._file is not None:
            self.form.filename = self._disposition.get("filename", "").replace("\\", "/").rpartition("/")[2]
            self.form.file = Payload(self._file.give(), self._file.size)
        elif name := self._disposition.get("name", "").lower():
            self.form.fields[name] = b"".join(self._value).decode("utf-8", "replace")

    def _finish(self) -> None:
        self.finished = True
