"""Chance that a picture owns: the same prompt and seed always roll the same dice."""

from hashlib import sha256

from numpy.random import PCG64, Generator


class Chance:
    """Streams of random numbers, one a purpose, so that what one part draws never moves another part."""

    def __init__(self, prompt: str, seed: int) -> None:
        self._root = sha256(f"{prompt}|{seed}".encode("utf-8", "surrogatepass"))

    def stream(self, purpose: str) -> Generator:
        """Give the purpose's own generator, at its beginning."""
        digest = self._root.copy()
        digest.update(f"|{purpose}".encode())
        return Generator(PCG64(int.from_bytes(digest.digest(), "big")))
