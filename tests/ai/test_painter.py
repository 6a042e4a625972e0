"""The painter: the same dice give the same picture, and the words can be seen in it."""

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from contracts.kit.pictures import inspect
from stubs.ai.painter import backdrop, casting, encode, paint
from stubs.ai.painter.abstract import paint_abstract
from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.chance import SETS, Chance
from stubs.ai.painter.sprites import NAMES
from stubs.ai.painter.staging import staging_of
from stubs.ai.painter.vocabulary import HOURS, PLACES, SEASONS, SUBJECTS, WEATHERS
from stubs.ai.painter.words import Subject, read

FOX = "a red fox at dawn"
TABLES = (HOURS, PLACES, SEASONS, SUBJECTS, WEATHERS)
WORDS = sorted({word for table in TABLES for words in table.values() for word in words.split()})


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(int)


def pixel_hash(image: Image.Image) -> str:
    return sha256(image.mode.encode() + image.tobytes()).hexdigest()


def distance(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of two pictures in steps of 0…255, of what is left of them at 32 pixels a side."""
    small = [pixels(image.convert("RGB").resize((32, 32), Image.Resampling.BOX)) for image in (first, second)]
    return float(np.abs(small[0] - small[1]).mean())


@pytest.mark.parametrize("prompt", [FOX, "", "a thought", "rain over the city at night", "coffee cup", "planet"])
def test_same_dice_same_pixels(prompt):
    """The same prompt, seed and size give the same pixels, whatever was painted before."""
    first = paint(prompt, seed=7, width=96, height=64)
    paint("a cat in the snow", seed=8, width=200, height=100)
    assert pixel_hash(paint(prompt, seed=7, width=96, height=64)) == pixel_hash(first)


def test_same_pixels_in_another_process():
    """The pixels don't depend on the process, nor on Python's hash seed."""
    script = (
        "import hashlib; from stubs.ai.painter import paint\n"
        f"image = paint({FOX!r}, seed=3, width=256, height=192)\n"
        "print(hashlib.sha256(image.mode.encode() + image.tobytes()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": "."},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for hash_seed in ("1", "2")
    }
    assert hashes == {pixel_hash(paint(FOX, seed=3, width=256, height=192))}


@pytest.mark.parametrize("prompt", [FOX, "no words it knows: quux", "sea", "person", "bottle"])
def test_seeds_differ_to_the_eye(prompt):
    """Another seed gives a picture that visibly differs, not just another grain."""
    pictures = [paint(prompt, seed=seed, width=128, height=128) for seed in range(4)]
    apart = [distance(first, second) for number, first in enumerate(pictures) for second in pictures[:number]]
    assert min(apart) > 4


def test_kept_scenery_stays_clean():
    """Scenery and drawings that are kept for the next picture bear no trace of what was painted over them."""
    prompts = ["two cups", "boat on the sea in rain", "boat on the sea", "fox in fog in a meadow", "fox in a meadow"]
    once = [pixel_hash(paint(prompt, seed=1, width=64, height=64)) for prompt in prompts]
    assert [pixel_hash(paint(prompt, seed=1, width=64, height=64)) for prompt in prompts] == once
    for clear in (casting._kept, backdrop._small):
        clear.cache_clear()
    assert [pixel_hash(paint(prompt, seed=1, width=64, height=64)) for prompt in reversed(prompts)] == once[::-1]


def test_seeds_in_a_row_have_each_their_own_set():
    """So many seeds that follow one another as there are sets give as many scenes, whatever the first."""
    assert len({Chance("sea", 2**70 + step).number for step in range(SETS)}) == SETS


def test_prompts_differ():
    """Another prompt gives another picture, even when both show a fox."""
    first, second = (paint(prompt, seed=1, width=128, height=128) for prompt in (FOX, "the red fox at dawn"))
    assert distance(first, second) > 4


@pytest.mark.parametrize(
    "size", [(16, 16), (48, 16), (16, 48), (17, 31), (1024, 342), (342, 1024), (1536, 1024), (4096, 1366)], ids=str
)
@pytest.mark.parametrize("prompt", [FOX, "three cats in the city in rain at night", "flow"])
def test_any_size(prompt, size):
    """A picture has the size asked for, at any ratio from 1:3 to 3:1."""
    image = paint(prompt, seed=1, width=size[0], height=size[1])
    assert (image.size, image.mode) == (size, "RGB")


@pytest.mark.parametrize("prompt", [FOX, "a castle in the mountains", "city at night", "silk", "galaxy", "portrait"])
def test_size_does_not_change_the_composition(prompt):
    """A small picture looks like a large one of the same prompt and seed, and not like one of another seed."""
    small, large = (paint(prompt, seed=5, width=side, height=side) for side in (64, 768))
    assert distance(small, large) < min(7, distance(large, paint(prompt, seed=6, width=768, height=768)) / 2)


def shows_a_scene(word: str) -> bool:
    abstract = Canvas(48, 48, Chance(word, 2))
    paint_abstract(abstract, ())
    return read(word).pictures_something and distance(paint(word, seed=2, width=48, height=48), abstract.image) > 4


def test_known_words_show_scenes():
    """Each word of the vocabulary gives a scene that differs from the abstract picture of the same dice."""
    assert [word for word in WORDS if not shows_a_scene(word)] == []


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_each_subject_can_be_drawn_and_staged(name):
    """Each subject of the vocabulary has a drawing that fills a good part of a sheet, and a place to stand."""
    sheet = paint(name, seed=1, width=96, height=96, transparent=True)
    assert name in NAMES
    assert staging_of(Subject(name)).half > 0.2
    assert 0.12 < np.mean(pixels(sheet)[..., 3] > 200) < 0.9


def test_colour_words_tint_the_subject():
    """A blue car is bluer than a red one, which is redder."""
    red, blue = (paint(f"a {hue} car", seed=1, width=96, height=96, transparent=True) for hue in ("red", "blue"))
    (red_r, _, red_b, _), (blue_r, _, blue_b, _) = (pixels(image).mean((0, 1)) for image in (red, blue))
    assert red_r > blue_r
    assert blue_b > red_b


def test_night_is_darker_than_day():
    """The hour's word sets the light of the whole scene."""
    day, night = (pixels(paint(f"mountains, {hour}", seed=1, width=96, height=96)).mean() for hour in ("day", "night"))
    assert night < day * 0.6


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("A RED fox at dawn", ["fox"]),
        ("two cats and a dog", ["cat", "cat", "dog"]),
        ("a meadow without any fox", []),
        ("a cat. Avoid: dogs, cars.", ["cat"]),
        ("portrait of a lion", ["lion"]),
        ("portrait of a woman", ["person"]),
        ("palm trees at golden hour", ["palm"]),
        ("🦊 und 🚗", ["fox", "car"]),
        ("scatter carpets foxglove", []),
    ],
)
def test_subjects_are_read(prompt, expected):
    """Whole words name subjects, numbers repeat them, and what is to be left out doesn't count."""
    assert [subject.name for subject in read(prompt).subjects] == expected


def test_a_colour_goes_to_the_noun_after_it():
    """A colour before scenery leaves the subject its own colour; one before the subject is the subject's."""
    plain, tinted = read("blue sky over a house"), read("a yellow car in a city")
    assert plain.subjects == (Subject("house"),)
    assert len(plain.colours) == 1
    assert tinted.subjects[0].colour is not None


@given(prompt=st.text(st.characters(), max_size=60), seed=st.integers(-(2**70), 2**70))
@settings(deadline=None, max_examples=40)
def test_no_prompt_fails(prompt, seed):
    """Any Unicode text, with lone surrogates and NUL too, gives a picture and a file."""
    image = paint(prompt, seed=seed, width=16, height=16)
    for kind in ("png", "jpeg", "webp"):
        assert encode(image, kind, metadata={"prompt": prompt})


def test_longest_prompt():
    """A prompt of 32,000 characters is painted, and the PNG keeps all of it."""
    prompt = "a red fox, ünïcode 狐 " * 1600
    data = encode(paint(prompt[:32_000], seed=1, width=16, height=16), "png", metadata={"prompt": prompt[:32_000]})
    with Image.open(BytesIO(data)) as image:
        assert image.text["prompt"] == prompt[:32_000]


def test_transparent_shows_the_subject_alone():
    """A transparent fox has an opaque middle, empty corners, and turns white-grounded as JPEG."""
    image = paint(FOX, seed=1, width=128, height=96, transparent=True)
    alpha = pixels(image)[..., 3]
    assert image.mode == "RGBA"
    assert [alpha[row, column] for row in (0, -1) for column in (0, -1)] == [0, 0, 0, 0]
    assert alpha[48, 64] == 255
    with Image.open(BytesIO(encode(image, "jpeg", metadata={}))) as decoded:
        assert min(decoded.getpixel((0, 0))) > 250


def test_transparent_without_subject_has_its_corners_cut():
    """Where there is no subject, the whole picture is shown with round corners."""
    alpha = pixels(paint("waves of light", seed=1, width=64, height=64, transparent=True))[..., 3]
    assert alpha[0, 0] == 0
    assert alpha[32, 32] == 255


@pytest.mark.parametrize("transparent", [False, True])
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("compression", [None, 0, 40, 100])
def test_formats_decode(kind, compression, transparent):
    """Each format decodes to the size painted; PNG to the very pixels."""
    image = paint(FOX, seed=1, width=60, height=40, transparent=transparent)
    with Image.open(BytesIO(encode(image, kind, compression=compression, metadata={"prompt": FOX}))) as decoded:
        decoded.load()
        assert (decoded.format.lower(), decoded.size) == (kind, (60, 40))
        if kind == "png":
            assert pixel_hash(decoded) == pixel_hash(image)


@pytest.mark.parametrize("transparent", [False, True])
@pytest.mark.parametrize("size", [(16, 16), (147, 148), (148, 147), (148, 148), (127, 129), (128, 128), (300, 200)])
def test_png_of_any_size_is_whole(size, transparent):
    """Compressed or too small for that, a PNG holds the very pixels and passes the check of what is stored."""
    image, about = paint(FOX, seed=1, width=size[0], height=size[1], transparent=transparent), {"prompt": FOX}
    data = encode(image, "png", metadata=about)
    found = inspect(data, max_pixels=size[0] * size[1])
    assert (found.width, found.height, found.media_type) == (*size, "image/png")
    with Image.open(BytesIO(data)) as decoded:
        assert (pixel_hash(decoded), decoded.text) == (pixel_hash(image), about)


def test_compression_is_quality():
    """A lower quality makes a smaller JPEG and WebP."""
    image = paint(FOX, seed=1, width=128, height=128)
    for kind in ("jpeg", "webp"):
        assert len(encode(image, kind, compression=20, metadata={})) < len(
            encode(image, kind, compression=95, metadata={})
        )


def test_metadata_is_in_the_file():
    """A PNG says in text chunks what made it; the others say it in EXIF."""
    about = {"prompt": "füchse 🦊", "seed": "7", "model": "imageflow", "synthetic": "true"}
    image = paint(FOX, seed=7, width=16, height=16)
    with Image.open(BytesIO(encode(image, "png", metadata=about))) as decoded:
        assert decoded.text == about
    for kind in ("jpeg", "webp"):
        with Image.open(BytesIO(encode(image, kind, metadata=about))) as decoded:
            assert "seed=7" in decoded.getexif()[0x010E]
