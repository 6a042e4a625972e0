"""How long painting takes, in the run's time."""

from typing import Final, Literal, get_args

from contracts.runtime import Entropy

Profile = Literal["none", "fast", "typical", "slow"]
PROFILES: Final = get_args(Profile)
SECONDS: Final[dict[str, tuple[float, float]]] = {"fast": (1, 4), "typical": (8, 40), "slow": (80, 280)}
"""From and to, by profile; `slow` is what large models take (`facts/ai_and_storage.md` A2)."""


def drawn(profile: Profile, entropy: Entropy) -> float:
    """Draw the seconds that a generation takes; no chance is used up when it takes none."""
    return entropy.uniform(*SECONDS[profile]) if profile in SECONDS else 0.0
