"""Pictures, and what only looks like one, made byte by byte."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image


def saved(form: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (24, 16), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *extra: bytes, pixels: bytes = b"", bits: int = 1, colour: int = 0) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + body


def frames(form: str, count: int) -> bytes:
    out = io.BytesIO()
    first, *rest = [Image.new("RGB", (8, 8), (each * 40 % 256, 0, 0)) for each in range(count)]
    first.save(out, form, save_all=True, append_images=rest)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


def with_scans(count: int) -> bytes:
    """Give a progressive JPEG that repeats its last scan, each a pass over all pixels to a decoder."""
    data = saved("JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * (count - data.count(b"\xff\xda")) + b"\xff\xd9"
