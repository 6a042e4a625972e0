"""Where an outcome's images come from: the message itself, or a link that is fetched with care (I09)."""

import base64
from dataclasses import dataclass

from ..contracts import correlation
from ..contracts.kit.pictures import Picture, inspect
from ..contracts.messages.callback import ImageData
from .download import download


@dataclass(frozen=True, slots=True)
class Fetched:
    """An image's bytes as the AI service sent them, and what they were found to be."""

    data: bytes
    facts: Picture


def fetch(image, request_id, policy):
    """Give a checked image; raises `DownloadRefused`."""
    if isinstance(image, ImageData):
        data, declared = base64.b64decode(image.b64_json), None
    else:
        headers = correlation.headers_of(request_id)
        data, declared = download(image.url, policy=policy, sha256=image.sha256, headers=headers), image.media_type
    return Fetched(data, inspect(data, max_pixels=policy.max_pixels, declared=declared))
