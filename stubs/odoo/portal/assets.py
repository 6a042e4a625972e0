"""The portal's own files: read once, served by name, and nothing else from the disk."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page: its bytes, media type and ETag."""

    data: bytes
    media_type: str
    tag: str


def load_assets() -> dict[str, Asset]:
    """Read the files of the shared page and those of this portal's frame, by name."""
    folders = (files(package) / "static" for package in ("contracts.portal", "stubs.odoo.portal"))
    return {file.name: _asset(file.name, file.read_bytes()) for folder in folders for file in folder.iterdir()}


def _asset(name: str, data: bytes) -> Asset:
    digest = hashlib.sha256(data).hexdigest()[:32]
    return Asset(data, TYPES[name[name.rindex(".") :]], f'"{digest}"')
