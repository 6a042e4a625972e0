"""Bodies of `multipart/form-data`, as n8n's form writer lays them out."""

from collections.abc import Sequence
from dataclasses import dataclass

from stubs.n8n.engine.items import Binary


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a form: a text, or a file."""

    name: str
    value: str | Binary


def boundary(token: str) -> str:
    """Give the line that parts a form, of 24 hexadecimal digits."""
    return "-" * 26 + token


def written(parts: Sequence[Part], line: str) -> bytes:
    """Write a form."""
    pieces: list[bytes] = []
    for part in parts:
        pieces += [
            f"--{line}\r\n".encode(),
            _head(part).encode("utf-8", "replace"),
            b"\r\n\r\n",
            _content(part),
            b"\r\n",
        ]
    return b"".join([*pieces, f"--{line}--\r\n".encode()])


def _head(part: Part) -> str:
    head = f'Content-Disposition: form-data; name="{_quoted(part.name)}"'
    if isinstance(part.value, str):
        return head
    return f'{head}; filename="{_quoted(part.value.file_name or "file")}"\r\nContent-Type: {part.value.mime_type}'


def _quoted(text: str) -> str:
    return text.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")


def _content(part: Part) -> bytes:
    return part.value.encode("utf-8", "replace") if isinstance(part.value, str) else part.value.content
