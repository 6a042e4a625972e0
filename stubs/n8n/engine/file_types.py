"""What n8n says of a file: its type by name or first bytes, the extension of a type, the size in words."""

import mimetypes
from typing import Any

from stubs.n8n.engine.items import Binary

UNKNOWN_TYPE = "text/plain"
"""What n8n says when it knows nothing; without a name it then gives no extension."""
_KNOWN = mimetypes.MimeTypes(filenames=())
_EXTENSIONS = {
    "application/octet-stream": "bin",
    "image/jpeg": "jpeg",
    "text/plain": "txt",
    "audio/mpeg": "mpga",
    "application/gzip": "gz",
    "image/webp": "webp",
}
_KINDS = (
    ("application/json", "json"),
    ("text/html", "html"),
    ("image/", "image"),
    ("audio/", "audio"),
    ("video/", "video"),
    ("text/", "text"),
    ("application/javascript", "text"),
    ("application/pdf", "pdf"),
)
"""How the types begin that n8n has a word for."""
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
)


def type_of_name(name: str) -> str | None:
    """Give the type that a file's name tells."""
    return _KNOWN.guess_type(name, strict=False)[0]


def extension_of(mime: str) -> str | None:
    """Give the usual extension of a type, without its dot."""
    known = _EXTENSIONS.get(mime)
    if known:
        return known
    found = _KNOWN.guess_extension(mime, strict=False)
    return found[1:] if found else None


def sniffed(content: bytes) -> str | None:
    """Give the type that the first bytes tell."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _STARTS if content.startswith(start)), None)


def facts_of(file: Binary) -> dict[str, Any]:
    """Say of a file what n8n says beside its content, in n8n's order; what is not known is left out."""
    if file.bare:
        return {"mimeType": file.mime_type}
    _, dot, extension = (file.file_name or "").rpartition(".")
    found = {
        "mimeType": file.mime_type,
        "fileType": next((kind for start, kind in _KINDS if file.mime_type.startswith(start)), None),
        "fileExtension": extension if dot and extension else _usual_extension(file),
        "fileName": file.file_name,
        "fileSize": size_text(len(file.content)),
        "bytes": len(file.content),
    }
    return {name: value for name, value in found.items() if value is not None}


def _usual_extension(file: Binary) -> str | None:
    nothing_known = file.file_name is None and file.mime_type == UNKNOWN_TYPE
    return None if nothing_known else extension_of(file.mime_type)


def size_text(size: int) -> str:
    """Write a size as n8n does: `73 B`, `1.2 kB`."""
    value, units = float(size), ["B", "kB", "MB", "GB"]
    while value >= 1000 and len(units) > 1:
        value /= 1000
        units.pop(0)
    return f"{value:.3g} {units[0]}"
