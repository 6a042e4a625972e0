"""Forms with files (`multipart/form-data`)."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from stubs.n8n.engine.items import Binary


class BadForm(ValueError):
    """A body is no form."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form's fields (a list where a name is repeated), and its files by name."""

    fields: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[Binary]] = field(default_factory=dict)


async def read_form(content_type: str, body: bytes) -> Form:
    """Read a form; raises `BadForm`."""
    if b"--" not in body:
        raise BadForm("no boundary")
    parser = MultiPartParser(Headers({"content-type": content_type}), _once(body), max_part_size=len(body) + 1)
    try:
        parsed = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        raise BadForm(str(error)) from None
    form = Form()
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            await _add_file(form, name, value)
        elif name in form.fields:
            there = form.fields[name]
            form.fields[name] = [*there, value] if isinstance(there, list) else [there, value]
        else:
            form.fields[name] = value
    await parsed.close()
    return form


async def _add_file(form: Form, name: str, file: UploadFile) -> None:
    content = await file.read()
    if file.filename or content:  # a file input that was left blank is no file
        kind = file.content_type or "application/octet-stream"
        form.files.setdefault(name, []).append(Binary(content, kind, file.filename))


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
    yield b""


def named(form: Form, prefix: str | None) -> dict[str, Binary]:
    """Give the files by the property that each is put in (`prefix` is the node's option, with a number after it)."""
    found: dict[str, Binary] = {}
    for name, files in form.files.items():
        for place, file in enumerate(files):
            own = name.removesuffix("[]")
            own = (f"{own}{place}" if len(files) > 1 else own) if own.strip() else f"data{len(found)}"
            found[f"{prefix}{len(found)}" if prefix else own] = file
    return found
