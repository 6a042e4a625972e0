"""Server-sent events of a generation: coarse pictures first, then the whole one (`facts/ai_and_storage.md` A2)."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFilter
from starlette.responses import StreamingResponse

from stubs.ai.neutral import Made
from stubs.ai.painter import encode
from stubs.ai.pictures import Picture
from stubs.ai.studio import Studio

COARSE = 0.08
"""Of the shorter side: how far the first picture is blurred; each further one half as far."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of one answer.

    Attributes:
        studio: who paints.
        made: what is painted.
        about: the answer's fields beside the pictures.
        event: what the events' names begin with.
        partial: how many coarse pictures come before each whole one.
    """

    studio: Studio
    made: Made
    about: dict[str, Any]
    event: str
    partial: int

    def response(self) -> StreamingResponse:
        """Give the answer that streams."""
        return StreamingResponse(self._events(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def _events(self) -> AsyncIterator[bytes]:
        fields = {key: value for key, value in self.about.items() if key not in {"created", "usage"}}
        about = fields | {"created_at": self.about["created"]}
        for picture in self.made.pictures:
            data = await self.studio.paint(self.made, picture)
            for place in range(self.partial):
                coarse = _coarse(data, picture, place)
                yield _event(f"{self.event}.partial_image", about | _shown(coarse) | {"partial_image_index": place})
            usage = {k: v for k, v in self.about["usage"].items() if k != "output_tokens_details"}
            yield _event(f"{self.event}.completed", about | _shown(data) | {"usage": usage})


def _event(name: str, fields: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps({'type': name} | fields)}\n\n".encode()


def _shown(data: bytes) -> dict[str, str]:
    return {"b64_json": base64.b64encode(data).decode()}


def _coarse(data: bytes, picture: Picture, place: int) -> bytes:
    try:
        image = Image.open(BytesIO(data)).convert("RGBA" if picture.transparent else "RGB")
    except OSError:
        return data  # told to misbehave: it is no picture
    radius = COARSE * min(image.size) / 2**place
    return encode(
        image.filter(ImageFilter.GaussianBlur(radius)),
        picture.format,
        compression=picture.compression,
        metadata={"partial": str(place), "synthetic": "true"},
    )
