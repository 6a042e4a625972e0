"""Quotas, deadlines and caps of the stubs, where a run may set them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may change of the stubs' limits, and how many images a live AI service may be asked for."""

    quota: int = 50
    deadline_seconds: float = 900
    storing_seconds: float = 900
    callback_cap: int = 32 * 1024 * 1024
    image_bytes: int = 24 * 1024 * 1024
    link_seconds: float = 3600
    ai_timeout: float = 300
    ids_kept: int = 10_000
    max_images: int | None = None
