"""List prices of one image of about a megapixel, in dollars; hints and estimates, never a bill.

Source: `facts/ai_and_storage.md` A2 and A3, as of 2026-11-22; what is not there is unknown.
"""

from collections.abc import Mapping
from typing import Final

AS_OF: Final = "2026-11-22"
LIST_DOLLARS: Final[Mapping[str, float]] = {
    "core": 0.03,
    "ultra": 0.08,
    "sd3.5-large": 0.065,
    "sd3.5-large-turbo": 0.04,
    "sd3.5-medium": 0.035,
    "black-forest-labs/flux-schnell": 0.003,
}
"""By model."""
OWN_MACHINE: Final = "automatic1111"
"""The dialect that charges nothing."""
