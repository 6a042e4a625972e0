"""The gallery: no picture is painted twice while there is room for it, and its room is bounded."""

import asyncio
from dataclasses import replace

import pytest

from stubs.ai.gallery import Gallery
from stubs.ai.pictures import Picture

FOX = Picture("a fox", 1, 64, 64, "png", None, False, "gpt-image-2")
OTHERS = [replace(FOX, seed=seed) for seed in range(2, 6)]


class Painter:
    """Paints ten bytes that tell the pictures apart, and takes note of each."""

    def __init__(self) -> None:
        self.painted: list[int] = []

    async def render(self, picture: Picture) -> bytes:
        self.painted.append(picture.seed)
        await asyncio.sleep(0)
        return bytes([picture.seed]) * 10


@pytest.fixture
def painter() -> Painter:
    return Painter()


def shown(gallery: Gallery, *pictures: Picture) -> list[bytes]:
    async def all_in_turn() -> list[bytes]:
        return [await gallery.show(picture) for picture in pictures]

    return asyncio.run(all_in_turn())


def test_a_picture_is_painted_once(painter):
    """The second time a picture is asked for, its bytes are there."""
    assert shown(Gallery(painter.render), FOX, replace(FOX)) == [bytes([1]) * 10] * 2
    assert painter.painted == [1]


def test_any_other_parameter_is_another_picture(painter):
    """A picture that differs in any value is painted by itself."""
    changes = {"prompt": "x", "width": 65, "height": 65, "format": "webp", "compression": 1, "transparent": True}
    others = [replace(FOX, **{name: value}) for name, value in changes.items()]
    shown(Gallery(painter.render), FOX, *others, replace(FOX, model="x"))
    assert len(painter.painted) == 2 + len(changes)


def test_what_was_not_asked_for_longest_makes_room(painter):
    """Of a full gallery the picture whose last request lies furthest back is let go."""
    gallery = Gallery(painter.render, room=20)
    shown(gallery, FOX, OTHERS[0], FOX, OTHERS[1], FOX, OTHERS[0])
    assert painter.painted == [1, 2, 3, 2]


def test_a_picture_larger_than_the_room_is_still_shown(painter):
    """A gallery without room shows every picture and keeps none."""
    assert shown(Gallery(painter.render, room=9), FOX, FOX) == [bytes([1]) * 10] * 2
    assert painter.painted == [1, 1]


def test_two_at_once_count_once(painter):
    """Two requests for one picture at a time take its room once, so that another still fits beside it."""
    gallery = Gallery(painter.render, room=20)

    async def together() -> None:
        await asyncio.gather(gallery.show(FOX), gallery.show(FOX))

    asyncio.run(together())
    shown(gallery, OTHERS[0], FOX)
    assert painter.painted == [1, 1, 2]
