"""What is a picture, and what only looks like one; most of it made here byte by byte."""

import hashlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from contracts.kit.download import DownloadRefused
from contracts.kit.pictures import MAX_SCANS, MAX_SIDE, Picture, inspect
from tests.kit.painted import archive, chunk, frames, png, saved, with_scans

MAX_PIXELS = 40_000_000


def inspected(data: bytes, declared: str | None = None) -> Picture:
    return inspect(data, max_pixels=MAX_PIXELS, declared=declared)


def refusal_of(data: bytes, declared: str | None = None) -> DownloadRefused:
    with pytest.raises(DownloadRefused) as caught:
        inspected(data, declared)
    assert caught.value.about_content
    assert not caught.value.retryable
    return caught.value


ONE_FRAME = (
    chunk(b"acTL", struct.pack(">II", 1, 0)),
    chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 8, 8, 0, 0, 1, 1, 0, 0)),
)

TAKEN = {
    "png": (saved(), "image/png"),
    "png grey": (saved(mode="L"), "image/png"),
    "png 1 bit": (saved(mode="1"), "image/png"),
    "png 16 bit": (saved(mode="I;16"), "image/png"),
    "png palette": (saved(mode="P"), "image/png"),
    "png palette and alpha": (saved(mode="P", transparency=0), "image/png"),
    "png alpha": (saved(mode="RGBA"), "image/png"),
    "jpeg": (saved("JPEG"), "image/jpeg"),
    "jpeg grey": (saved("JPEG", "L"), "image/jpeg"),
    "jpeg CMYK": (saved("JPEG", "CMYK"), "image/jpeg"),
    "jpeg progressive": (saved("JPEG", progressive=True), "image/jpeg"),
    "jpeg of many scans": (with_scans(MAX_SCANS), "image/jpeg"),
    "webp": (saved("WEBP"), "image/webp"),
    "webp lossless": (saved("WEBP", "RGBA", lossless=True), "image/webp"),
    "apng of one frame": (png(8, 8, *ONE_FRAME, pixels=bytes(16)), "image/png"),
    "several phone pictures in one": (frames("MPO", 2), "image/jpeg"),
}

NOT_IMAGES = {
    "empty": b"",
    "html": b"<!doctype html><script>alert(1)</script>",
    "html that sends on": b"<meta http-equiv='refresh' content='0;url=http://127.0.0.1/'>",
    "svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "access denied": b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    "json": b'{"error": "expired"}',
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
    "pdf": b"%PDF-1.7\n",
    "psd": b"8BPS\x00\x01" + bytes(40),
    "gif": saved("GIF", "P"),
    "tiff": saved("TIFF"),
    "bmp": saved("BMP"),
    "ico": saved("ICO", size=(16, 16)),
    "avif": saved("AVIF"),
    "zip": archive(),
    "png behind a blank": b" " + saved(),
    "html before a png": b"<html>" + saved(),
    "another RIFF": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(16),
    "half a signature": b"\x89PNG",
}

TOO_LARGE = {
    "pixel bomb": (20_000, 20_000),
    "between Pillow's warning and its error": (10_000, 10_000),
    "one row over": (8_000, 5_001),
    "one column, endless": (1, 65_535),
    "one row, endless": (MAX_SIDE + 1, 1),
    "largest that can be written": (2**31 - 1, 2**31 - 1),
}

DAMAGED = {
    "png header alone": saved()[:33],
    "png half": saved()[: len(saved()) // 2],
    "png without its end": saved()[:-12],
    "jpeg half": saved("JPEG", size=(200, 200))[:-900],
    "jpeg signature alone": b"\xff\xd8\xff\xe0",
    "webp half": saved("WEBP", size=(200, 200))[:-90],
    "webp signature alone": b"RIFF\x04\x00\x00\x00WEBP",
    "zTXt bomb": png(8, 8, chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(20_000_000), 9)), pixels=bytes(16)),
    "iTXt bomb": png(8, 8, chunk(b"iTXt", b"k\0\1\0\0\0" + zlib.compress(bytes(20_000_000), 9)), pixels=bytes(16)),
    "iCCP bomb": png(8, 8, chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(20_000_000), 9)), pixels=bytes(16)),
    "no pixels": png(8, 8),
    "too few pixels": png(8, 8, pixels=bytes(9)),
    "png without a header": b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    "unknown colour type": png(8, 8, pixels=bytes(16), colour=7),
    "jpeg of too many scans": with_scans(MAX_SCANS + 1),
}


@pytest.mark.parametrize(("data", "media_type"), TAKEN.values(), ids=TAKEN.keys())
def test_taken(data: bytes, media_type: str) -> None:
    """A still PNG, JPEG or WebP of any colour mode is taken, and told by its bytes."""
    found = inspected(data)
    assert found.media_type == media_type
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert (found.width, found.height) in {(24, 16), (8, 8)}


@pytest.mark.parametrize("data", NOT_IMAGES.values(), ids=NOT_IMAGES.keys())
def test_not_an_image(data: bytes) -> None:
    """Whatever does not begin as one of the three formats is never handed to a decoder."""
    assert refusal_of(data, "image/png").code == "not_an_image"


def test_markup_is_named() -> None:
    """A storage that answers 200 with an error in XML is named as such."""
    assert "a storage's error" in str(refusal_of(NOT_IMAGES["access denied"]))


@pytest.mark.parametrize("size", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_too_many_pixels(size: tuple[int, int]) -> None:
    """Too many pixels are refused before decoding: these files hold none, which decoding would have found first."""
    assert refusal_of(png(*size)).code == "bad_dimensions"


def test_whole_pixel_bomb() -> None:
    """The real thing, 400 million pixels in less than a tenth of a megabyte, is refused as well."""
    bomb = png(20_000, 20_000, pixels=bytes(2_501 * 20_000))
    assert len(bomb) < 100_000
    assert refusal_of(bomb).code == "bad_dimensions"


def test_webp_canvas() -> None:
    """A WebP's canvas counts, however small the frame on it; the codec itself may be the first to say so."""
    header = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + (16_000).to_bytes(3, "little") * 2
    data = b"WEBP" + header + b"ANIM" + struct.pack("<I", 6) + bytes(6) + saved("WEBP")[12:]
    assert refusal_of(b"RIFF" + struct.pack("<I", len(data)) + data).code in {"bad_dimensions", "damaged"}


@pytest.mark.parametrize("size", [(0, 0), (0, 5), (5, 0)])
def test_no_pixels(size: tuple[int, int]) -> None:
    """A picture without pixels is none, as its codec says itself."""
    assert refusal_of(png(*size)).code == "damaged"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_limit_itself(form: str) -> None:
    """The limit is the last number of pixels that is taken, in every format."""
    data = saved(form, size=(24, 16))
    assert inspect(data, max_pixels=24 * 16).width == 24
    with pytest.raises(DownloadRefused) as caught:
        inspect(data, max_pixels=24 * 16 - 1)
    assert caught.value.code == "bad_dimensions"


@pytest.mark.parametrize(
    "data",
    [
        frames("PNG", 3),
        frames("WEBP", 3),
        png(8, 8, chunk(b"acTL", struct.pack(">II", 10_000, 0)), pixels=bytes(16)),
    ],
    ids=["APNG", "WebP", "APNG that says 10,000"],
)
def test_animated(data: bytes) -> None:
    """An animation is no picture that anyone asked for, and each of its frames costs as much as one."""
    assert refusal_of(data).code == "animated"


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged(data: bytes) -> None:
    """What begins as a picture and is not whole is refused, whatever its decoder trips over."""
    assert refusal_of(data).code == "damaged"


def test_every_prefix_of_a_png() -> None:
    """No cut of a PNG passes for it, unless all it lacks is the checksum of the empty end mark."""
    data = saved(size=(5, 4))
    for end in range(len(data) - 4):
        refusal_of(data[:end])


def test_every_flipped_byte_of_a_png() -> None:
    """No byte of a PNG's chunks can change unnoticed, for the checksums that decoding skips are read before it."""
    data = saved(size=(5, 4))
    for position in range(len(data) - 12):
        refusal_of(data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :])


@pytest.mark.parametrize(
    ("declared", "fits"),
    [
        (None, True),
        ("image/png", True),
        ("Image/PNG; charset=binary", True),
        ("image/jpeg", False),
        ("text/html", False),
        ("", False),
    ],
)
def test_declared(declared: str | None, fits: bool) -> None:
    """A media type that the callback named has to be the one that the bytes tell."""
    if fits:
        assert inspected(saved(), declared).media_type == "image/png"
    else:
        assert refusal_of(saved(), declared).code == "wrong_type"


def test_jpg() -> None:
    """The common misspelling of JPEG's type is understood."""
    assert inspected(saved("JPEG"), "image/jpg").media_type == "image/jpeg"


@pytest.mark.parametrize("tail", [archive(), b"<script>alert(1)</script>", b"%PDF-1.7\n"], ids=["zip", "html", "pdf"])
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_polyglot(form: str, tail: bytes) -> None:
    """The stated rule: a picture that is also something else further on is taken, as what its first bytes make it."""
    data = saved(form) + tail
    assert inspected(data).sha256 == hashlib.sha256(data).hexdigest()


def test_metadata_stays() -> None:
    """A turned JPEG with a place in its EXIF is told as it is stored: not turned, nothing stripped."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    found = inspected(saved("JPEG", size=(30, 10), exif=exif))
    assert (found.width, found.height) == (30, 10)


@given(
    form=st.sampled_from(["PNG", "JPEG", "WEBP"]),
    cuts=st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=6)), min_size=1, max_size=8),
)
def test_any_damage(form: str, cuts: list[tuple[int, bytes]]) -> None:
    """However a picture is damaged, it is taken or refused by a code; no decoder's own error gets out."""
    data = bytearray(saved(form))
    for position, junk in cuts:
        start = position % len(data)
        data[start : start + len(junk)] = junk
    try:
        assert inspected(bytes(data)).width > 0
    except DownloadRefused as refusal:
        assert refusal.about_content  # noqa: PT017 - either way out is right
