"""List prices of one image of about a megapixel, in dollars, and where each is from; a hint, never a bill.

Source: `facts/ai_and_storage.md` A2 and A3, as of 2026-11-22; what is not there is unknown, and said to be.
"""

from contracts.ports.ai import Estimate, ImageJob

AS_OF = "2026-11-22"
DOLLARS = {
    "core": 0.03,
    "ultra": 0.08,
    "sd3.5-large": 0.065,
    "sd3.5-large-turbo": 0.04,
    "sd3.5-medium": 0.035,
    "black-forest-labs/flux-schnell": 0.003,
}
TOKENS = {"low": 272, "auto": 1056, "medium": 1056, "high": 4160}
DOLLARS_A_TOKEN = 40 / 1_000_000
"""What gpt-image-1 took for an output token; that of its successors is not verified, so they are estimated by it."""
OWN_MACHINE = "automatic1111"


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
    if model in DOLLARS:
        return Estimate(round(DOLLARS[model] * job.n, 4), f"list price of {AS_OF}")
    return Estimate(None, f"no price of {model} is known")
