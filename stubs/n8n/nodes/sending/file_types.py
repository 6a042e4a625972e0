"""Types of files: by name, by their first bytes, and the usual extension of a type."""

import mimetypes

_KNOWN = mimetypes.MimeTypes(filenames=())
_EXTENSIONS = {
    "application/octet-stream": "bin",
    "image/jpeg": "jpeg",
    "text/plain": "txt",
    "audio/mpeg": "mpga",
    "application/gzip": "gz",
    "image/webp": "webp",
}
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
