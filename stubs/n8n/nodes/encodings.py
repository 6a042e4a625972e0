"""Text to bytes and back, by the names that n8n has for encodings."""

import codecs

from stubs.n8n.engine.errors import NodeOperationError

_NAMES = {"utf8": "utf-8", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "ucs2": "utf-16-le", "binary": "latin-1"}
_MARK = "\ufeff"


def encoded(text: str, encoding: str | None, *, mark: bool = False) -> bytes:
    """Give a text's bytes, with a byte order mark if asked; raises `NodeOperationError`."""
    name = _codec(encoding or "utf8")
    has_mark = mark and name.startswith("utf")
    return (_MARK + text if has_mark else text).encode(name, "replace")


def decoded(content: bytes, encoding: str | None, *, keep_mark: bool = False) -> str:
    """Give the text of bytes; without a name it is UTF-8, else Western. Raises `NodeOperationError`."""
    if encoding:
        text = content.decode(_codec(encoding), "replace")
    else:
        try:
            text = content.decode()
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return text if keep_mark else text.removeprefix(_MARK)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(_NAMES.get(name.lower(), name)).name
    except LookupError:
        raise NodeOperationError(f"Encoding not recognized: '{name}' (searched as: '{name.lower()}')") from None
