"""What pictures cost, in dollars: estimates of list prices, and never money.

Beside the list prices that are known (`contracts.prices`) stand guesses, so that every model costs something.
"""

from collections.abc import Mapping

from contracts.prices import LIST_DOLLARS, OWN_MACHINE
from stubs.ai.neutral import Job

DOLLARS: Mapping[str, float] = {
    **LIST_DOLLARS,
    "gpt-image-1-mini": 0.011,
    "gpt-image-1.5": 0.034,
    "black-forest-labs/flux-dev": 0.025,
    "stability-ai/sdxl": 0.004,
    "gemini-2.5-flash-image": 0.039,
    "gemini-3-pro-image-preview": 0.134,
    "imageflow-link-1": 0.01,
}
"""Of one picture of about a megapixel, by model."""
OTHER = 0.042
MEGAPIXEL = 1024 * 1024


def price_of(dialect: str, job: Job, n: int) -> float:
    """Give what `n` pictures of a job cost; larger ones cost by their pixels."""
    if dialect == OWN_MACHINE:
        return 0.0
    pixels = max(job.size[0] * job.size[1], MEGAPIXEL) / MEGAPIXEL
    return round(DOLLARS.get(job.model, OTHER) * pixels * n, 6)
