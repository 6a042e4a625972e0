"""Where an outcome's images come from: the message itself, or a link that is fetched with care (I09)."""

import base64
from dataclasses import dataclass

from contracts import correlation
from contracts.kit.download import DownloadPolicy
from contracts.kit.pictures import Picture, inspect
from contracts.messages.callback import ImageData, ImageLink
from contracts.runtime import Clock
from contracts.wire import Transport
from stubs.odoo.download import Resolve, download


@dataclass(frozen=True, slots=True)
class Fetched:
    """An image's bytes as the AI service sent them, and what they were found to be."""

    data: bytes
    facts: Picture


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Gets images and refuses what is none."""

    policy: DownloadPolicy
    to_ai: Transport
    clock: Clock
    resolve: Resolve

    async def get(self, image: ImageData | ImageLink, request_id: str) -> Fetched:
        """Give a checked image; raises `DownloadRefused`."""
        if isinstance(image, ImageData):
            data, declared = base64.b64decode(image.b64_json), None
        else:
            data, declared = await self._download(image, request_id), image.media_type
        return Fetched(data, inspect(data, max_pixels=self.policy.max_pixels, declared=declared))

    async def _download(self, link: ImageLink, request_id: str) -> bytes:
        return await download(
            link.url,
            policy=self.policy,
            transport=self.to_ai,
            resolve=self.resolve,
            clock=self.clock,
            sha256=link.sha256,
            headers=correlation.headers_of(request_id),
        )
