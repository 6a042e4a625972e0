"""Every thing the painter can draw, by the name that words give it."""

from collections.abc import Callable

from stubs.ai.painter.colour import Ink
from stubs.ai.painter.pen import Pen
from stubs.ai.painter.sprites import animals, buildings, people, plants, things, vehicles, wildlife

Draw = Callable[[Pen, Ink | None], None]

_PLAIN: dict[str, Draw] = {
    "owl": wildlife.owl,
    "bird": wildlife.bird,
    "horse": wildlife.horse,
    "fish": wildlife.fish,
    "whale": wildlife.whale,
    "butterfly": wildlife.butterfly,
    "tree": plants.tree,
    "palm": plants.palm,
    "flower": plants.flower,
    "cactus": plants.cactus,
    "house": buildings.house,
    "castle": buildings.castle,
    "lighthouse": buildings.lighthouse,
    "car": vehicles.car,
    "boat": vehicles.boat,
    "balloon": vehicles.balloon,
    "rocket": vehicles.rocket,
    "robot": people.robot,
    "planet": things.planet,
    "heart": things.heart,
    "bottle": things.bottle,
    "shoe": things.shoe,
    "cup": things.cup,
    "apple": things.apple,
    "lamp": things.lamp,
    "book": things.book,
    "watch": things.watch,
}


def draw(pen: Pen, name: str, tint: Ink | None, look: int) -> None:
    """Draw the thing of that name in its own colours or tinted; `look` (0…15) tells one person from another.

    Raises:
        KeyError: no thing has that name.
    """
    if name in animals.COATS:
        animals.seated(pen, name, tint)
    elif name == "person":
        people.person(pen, tint, look)
    else:
        _PLAIN[name](pen, tint)


NAMES = frozenset({*animals.COATS, "person", *_PLAIN})
