"""The run's entropy: the machine's by default, a seed's when the run must repeat."""

import base64
import random
import string
import uuid

from contracts.kit.signing import make_secret

SECRET_CHARACTERS = string.ascii_letters + string.digits


class RunEntropy:
    """Ids, secrets and chance. With a seed all of them repeat: fit for a sandbox, and for nothing else."""

    def __init__(self, seed: int | None = None, stream: str = "") -> None:
        """Draw from the machine, or from a seed; streams of one seed are independent of each other."""
        source = f"{stream} {seed}" if stream else seed
        self._random = random.SystemRandom() if seed is None else random.Random(source)  # noqa: S311 - a seed repeats

    def uuid(self) -> str:
        """Give a UUID (version 4)."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def token(self, size: int = 32) -> str:
        """Give a URL-safe secret of so many random bytes."""
        return base64.urlsafe_b64encode(self._random.randbytes(size)).rstrip(b"=").decode()

    def uniform(self, low: float, high: float) -> float:
        """Give a number between both."""
        return self._random.uniform(low, high)

    def webhook_secret(self) -> str:
        """Give a signing secret as the contract wants it."""
        return make_secret("".join(self._random.choices(SECRET_CHARACTERS, k=40)))
