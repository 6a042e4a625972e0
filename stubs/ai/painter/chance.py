"""Chance that a picture owns: the same prompt and seed always roll the same dice."""

from hashlib import sha256
from typing import Any
from zlib import crc32

import numpy as np
from numpy.random import PCG64, Generator
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray

SETS = 32
"""How many pictures of one place there are."""


class Chance:
    """Streams of random numbers, one a purpose, so that what one part draws never moves another part.

    Attributes:
        number: 0…SETS - 1; of seeds that follow one another, so many in a row have each their own.
    """

    def __init__(self, prompt: str, seed: int) -> None:
        self._root = sha256(f"{prompt}|{seed}".encode("utf-8", "surrogatepass"))
        self.number = (crc32(prompt.encode("utf-8", "surrogatepass")) + seed) % SETS

    def stream(self, purpose: str) -> Generator:
        """Give the purpose's own generator, at its beginning."""
        digest = self._root.copy()
        digest.update(f"|{purpose}".encode())
        seed: Any = _Seed(digest.digest())  # what NumPy's types leave out and its documentation allows
        return Generator(PCG64(seed))


class _Seed(ISeedSequence):
    """A digest as it is: its bits are as good as chance, so that NumPy's own slow mixing of a seed adds nothing."""

    def __init__(self, digest: bytes) -> None:
        self._words = np.frombuffer(digest, "<u8")

    def generate_state(self, n_words: int, _dtype: Any = np.uint32) -> NDArray[np.uint64]:
        """Give the four words of 64 bits that a PCG64 starts from."""
        return self._words[:n_words].astype(np.uint64)
