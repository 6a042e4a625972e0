"""A dry estimate of a job by list price (`contracts.prices`), and in words where the price is from."""

from contracts.ports.ai import Estimate, ImageJob
from contracts.prices import AS_OF, LIST_DOLLARS, OWN_MACHINE

TOKENS = {"low": 272, "auto": 1056, "medium": 1056, "high": 4160}
DOLLARS_A_TOKEN = 40 / 1_000_000
"""What gpt-image-1 took for an output token; that of its successors is not verified, so they are estimated by it."""


def estimate(dialect: str, model: str, job: ImageJob) -> Estimate:
    """Estimate a job; unknown prices are said to be unknown."""
    if dialect == OWN_MACHINE:
        return Estimate(0.0, "one's own machine charges nothing")
    if dialect == "openai" and "gpt-image" in model:
        pixels = job.size[0] * job.size[1] / 1024**2
        dollars = TOKENS[job.quality] * pixels * DOLLARS_A_TOKEN * job.n
        return Estimate(
            round(dollars, 4), f"by the tokens of gpt-image-1, {AS_OF}: {model}'s own price is not verified"
        )
    if model in LIST_DOLLARS:
        return Estimate(round(LIST_DOLLARS[model] * job.n, 4), f"list price of {AS_OF}")
    return Estimate(None, f"no price of {model} is known")
