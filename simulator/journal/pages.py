"""Bytes that are many, alike, and read seldom: packed together a page at a time."""

import zlib
from array import array
from itertools import pairwise

LEAVES = 128
"""On a page: enough of them to find what they share, few enough to unpack for the sake of one."""
LEVEL = 1


class Page:
    """Some byte strings; the page packs itself once it is full, and goes with the last one who holds a leaf of it."""

    __slots__ = ("_ends", "_leaves", "_packed")

    def __init__(self) -> None:
        """Start empty."""
        self._leaves: list[bytes] = []
        self._ends = array("I", [0])
        self._packed = b""

    @property
    def full(self) -> bool:
        """Whether no leaf fits any more."""
        return bool(self._packed)

    def add(self, leaf: bytes) -> int:
        """Take a byte string; gives its place."""
        self._leaves.append(leaf)
        self._ends.append(self._ends[-1] + len(leaf))
        if len(self._leaves) == LEAVES:
            self._packed = zlib.compress(b"".join(self._leaves), LEVEL)
            self._leaves = []
        return len(self._ends) - 2

    def leaves(self) -> list[bytes]:
        """Give all byte strings in their order."""
        if not self.full:
            return self._leaves
        whole = zlib.decompress(self._packed)
        return [whole[begin:end] for begin, end in pairwise(self._ends)]


class Book:
    """Pages, of which the last one is written to, and the one that was last read lies open."""

    def __init__(self) -> None:
        """Start with an empty page."""
        self._last = Page()
        self._open: tuple[Page | None, list[bytes]] = (None, [])

    def keep(self, leaf: bytes) -> tuple[Page, int]:
        """Take a byte string; gives its page and its place there."""
        if self._last.full:
            self._last = Page()
        return self._last, self._last.add(leaf)

    def read(self, page: Page, place: int) -> bytes:
        """Give a byte string that was kept."""
        if not page.full:
            return page.leaves()[place]
        if self._open[0] is not page:
            self._open = (page, page.leaves())
        return self._open[1][place]
