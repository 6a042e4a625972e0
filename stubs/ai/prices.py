"""What pictures cost, in dollars: estimates of list prices, and never money.

Source: `facts/ai_and_storage.md` A2, A3; where a provider charges for tokens, the price is worked out from them.
"""

from collections.abc import Mapping

from stubs.ai.neutral import Job

DOLLARS: Mapping[str, float] = {
    "gpt-image-1-mini": 0.011,
    "gpt-image-1.5": 0.034,
    "core": 0.03,
    "ultra": 0.08,
    "sd3.5-large": 0.065,
    "sd3.5-large-turbo": 0.04,
    "sd3.5-medium": 0.035,
    "black-forest-labs/flux-schnell": 0.003,
    "black-forest-labs/flux-dev": 0.025,
    "stability-ai/sdxl": 0.004,
    "gemini-2.5-flash-image": 0.039,
    "gemini-3-pro-image-preview": 0.134,
    "imageflow-link-1": 0.01,
}
"""Of one picture of about a megapixel, by model."""
OTHER = 0.042
MEGAPIXEL = 1024 * 1024
FREE = frozenset({"automatic1111"})
"""Dialects of one's own machine."""


def price_of(dialect: str, job: Job, n: int) -> float:
    """Give what `n` pictures of a job cost; larger ones cost by their pixels."""
    if dialect in FREE:
        return 0.0
    pixels = max(job.size[0] * job.size[1], MEGAPIXEL) / MEGAPIXEL
    return round(DOLLARS.get(job.model, OTHER) * pixels * n, 6)
