"""31 to 43: files that are no picture, or more than one, or cost too much to look at.

What is taken is taken byte for byte: nothing is re-encoded, turned or stripped (`contracts.kit.pictures`).
"""

import zlib
from collections.abc import Callable

from PIL import Image

from tests.attacks.attack import Attack, codes, served
from tests.kit.painted import archive, chunk, frames, png, saved
from tests.odoo_addon.core.hosts import Script

TAKEN = ""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
BOMB = zlib.compress(bytes(20_000_000), 9)
ANIMATION = chunk(b"acTL", (10_000).to_bytes(4, "big") + bytes(4))


def _turned_at_a_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return saved("JPEG", exif=exif)


FILES: dict[tuple[int, str], tuple[Callable[[], bytes], str]] = {
    (31, "a page named .png"): (lambda: b"<!doctype html><script>alert(1)</script>", "not_an_image"),
    (32, "SVG with a script"): (lambda: SVG, "not_an_image"),
    (32, "SVG behind an XML declaration"): (lambda: b"<?xml version='1.0'?>" + SVG, "not_an_image"),
    (33, "PNG with a ZIP behind it"): (lambda: saved() + archive(), TAKEN),
    (33, "JPEG with a page behind it"): (lambda: saved("JPEG") + b"<script>alert(1)</script>", TAKEN),
    (33, "a page with a PNG behind it"): (lambda: b"<html>" + saved(), "not_an_image"),
    (34, "400 megapixels"): (lambda: png(20_000, 20_000, pixels=bytes(2_501 * 20_000)), "bad_dimensions"),
    (35, "100 megapixels"): (lambda: png(10_000, 10_000), "bad_dimensions"),
    (36, "APNG of 10,000 frames"): (lambda: png(8, 8, ANIMATION, pixels=bytes(16)), "animated"),
    (36, "GIF"): (lambda: frames("GIF", 3), "not_an_image"),
    (36, "WebP that moves"): (lambda: frames("WEBP", 3), "animated"),
    (37, "zTXt"): (lambda: png(8, 8, chunk(b"zTXt", b"k\0\0" + BOMB), pixels=bytes(16)), "damaged"),
    (37, "iCCP"): (lambda: png(8, 8, chunk(b"iCCP", b"k\0\0" + BOMB), pixels=bytes(16)), "damaged"),
    (38, "EPS"): (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n", "not_an_image"),
    (38, "PSD"): (lambda: b"8BPS\x00\x01" + bytes(40), "not_an_image"),
    (38, "PDF"): (lambda: b"%PDF-1.7\n", "not_an_image"),
    (38, "TIFF"): (lambda: saved("TIFF"), "not_an_image"),
    (39, "CMYK"): (lambda: saved("JPEG", "CMYK"), TAKEN),
    (39, "16 bits"): (lambda: saved(mode="I;16"), TAKEN),
    (39, "palette and alpha"): (lambda: saved(mode="P", transparency=0), TAKEN),
    (40, "no pixels"): (lambda: png(0, 0), "damaged"),
    (40, "one column, 65,535 high"): (lambda: png(1, 65_535), "bad_dimensions"),
    (41, "EXIF with a place"): (_turned_at_a_place, TAKEN),
    (43, "AVIF"): (lambda: saved("AVIF"), "not_an_image"),
    (43, "HEIC"): (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), "not_an_image"),
}
DECLARED = {"image/png": TAKEN, "image/jpeg": "wrong_type", "text/html": "wrong_type"}


def _serving(content: Callable[[], bytes]) -> Callable[[int], Script]:
    return lambda _: served(content(), "Content-Type: image/png")


CONTENTS = [
    *(
        Attack(number, name, codes(code), play=_serving(content), limits={"max_bytes": 1_000_000})
        for (number, name), (content, code) in FILES.items()
    ),
    *(
        Attack(42, f"PNG declared as {declared}", codes(code), play=_serving(saved), promised={"media_type": declared})
        for declared, code in DECLARED.items()
    ),
]
