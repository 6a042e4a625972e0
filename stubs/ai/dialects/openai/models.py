"""The models and what each can do, as data (`facts/ai_and_storage.md` A2); and the list that `/v1/models` gives."""

from dataclasses import dataclass
from typing import Any

from contracts.messages.common import SIDE_LIMITS
from stubs.ai.neutral import Kind, Refused


@dataclass(frozen=True, slots=True)
class FixedSizes:
    """A model that paints some sizes alone."""

    sizes: tuple[tuple[int, int], ...]

    def allows(self, width: int, height: int) -> bool:
        """Tell whether a size is one of them."""
        return (width, height) in self.sizes

    def __str__(self) -> str:
        """List them."""
        return ", ".join(("auto", *(f"{width}x{height}" for width, height in self.sizes)))


@dataclass(frozen=True, slots=True)
class FreeSizes:
    """A model that paints any size within bounds.

    Attributes:
        step: both sides are multiples of it.
        longest: pixels of the longer side.
        most_pixels: pixels of the picture.
        steepest: times that the longer side is the shorter one.
    """

    step: int
    longest: int
    most_pixels: int
    steepest: float

    def allows(self, width: int, height: int) -> bool:
        """Tell whether a size keeps all bounds."""
        short, long = sorted((width, height))
        within = SIDE_LIMITS[0] <= short and long <= self.longest and width * height <= self.most_pixels
        return within and long <= short * self.steepest and width % self.step == height % self.step == 0

    def __str__(self) -> str:
        """Say the bounds."""
        return (
            f"auto, or WxH with sides of {SIDE_LIMITS[0]} to {self.longest} in multiples of {self.step}, "
            f"at most {self.steepest:g}:1 and {self.most_pixels} pixels"
        )


@dataclass(frozen=True, slots=True)
class Model:
    """One model.

    Attributes:
        name: its id.
        sizes: what it paints.
        links: whether it answers with links instead of data; gpt-image models never do.
        finest: whether it has the qualities above `high`.
    """

    name: str
    sizes: FixedSizes | FreeSizes
    links: bool = False
    finest: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give it as `/v1/models` lists it; when a model was made is nothing that a stub knows."""
        return {"id": self.name, "object": "model", "created": 0, "owned_by": "imageflow-sandbox"}


_CLASSIC = FixedSizes(((1024, 1024), (1536, 1024), (1024, 1536)))
_LARGE = FreeSizes(step=16, longest=3840, most_pixels=3840 * 2160, steepest=3)
_ANY = FreeSizes(step=1, longest=SIDE_LIMITS[1], most_pixels=SIDE_LIMITS[1] ** 2, steepest=SIDE_LIMITS[1])

MODELS = {
    model.name: model
    for model in (
        Model("gpt-image-1.5", _CLASSIC),
        Model("gpt-image-1-mini", _CLASSIC),
        Model("gpt-image-2", _LARGE),
        Model("gpt-image-2-2026-04-21", _LARGE),
        Model("gpt-image-2.5-sunburst", _LARGE, finest=True),
        Model("gpt-image-2.5-sunburst-2026-09-08", _LARGE, finest=True),
        Model("gpt-image-2.5-flare", _LARGE, finest=True),
        Model("gpt-image-2.5-flare-2026-09-08", _LARGE, finest=True),
        Model("gpt-image-2.6-sunburst", _LARGE, finest=True),
        Model("gpt-image-2.6-flare", _LARGE, finest=True),
        Model("chatgpt-image-latest", _CLASSIC),
        Model("imageflow-link-1", _ANY, links=True),
    )
}
RETIRED = frozenset({"dall-e-2", "dall-e-3", "gpt-image-1"})


def find(name: str, param: str | None = None) -> Model:
    """Give a model by its id.

    Raises:
        Refused: `not_found`; the service's own wording for a retired model is not known.
    """
    if name in MODELS:
        return MODELS[name]
    why = "has been retired" if name in RETIRED else "does not exist"
    text = f"The model '{name}' {why}: use one of {', '.join(MODELS)}."
    raise Refused(Kind.NOT_FOUND, text, param=param)
