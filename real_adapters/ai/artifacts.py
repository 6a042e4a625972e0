"""Pictures as they come: decoded once to know what they are, hashed, and counted."""

import base64
import binascii
import hashlib
from collections.abc import Sequence

from contracts.kit.download import DownloadRefused
from contracts.kit.pictures import inspect
from contracts.ports.ai import Artifact, ImageJob
from real_adapters.ai.errors import protocol
from real_adapters.ai.wire import Answer

MOST_PIXELS = 40_000_000


def from_text(answer: Answer, text: object) -> bytes:
    """Decode base64; raises `GenerationFailed` when it is none."""
    try:
        return base64.b64decode(text if isinstance(text, str) else "%", validate=True)
    except (binascii.Error, ValueError):
        raise protocol(answer, "what should be a picture is no base64.", "yes") from None


def artifacts_of(answer: Answer, job: ImageJob, pictures: Sequence[bytes]) -> tuple[Artifact, ...]:
    """Give the pictures of a job; raises `GenerationFailed` when one is none, or when they are not as many as asked."""
    if len(pictures) < job.n:
        raise protocol(answer, f"gave {len(pictures)} pictures of {job.n}.", "yes")
    return tuple(_artifact(answer, data) for data in pictures)


def _artifact(answer: Answer, data: bytes) -> Artifact:
    try:
        picture = inspect(data, max_pixels=MOST_PIXELS)
    except DownloadRefused as refused:
        raise protocol(answer, f"a picture of it can't be used: {refused}", "yes") from None
    return Artifact(data, picture.media_type, picture.width, picture.height, hashlib.sha256(data).hexdigest())
