"""A body as it comes in: small pieces become large ones, so that none is held twice."""

from stubs.storage.store.medium import PIECE


class Pieces:
    """Collects octets into pieces of about a mebibyte."""

    def __init__(self) -> None:
        """Start empty."""
        self.size = 0
        self._whole: list[bytes] = []
        self._open: list[bytes] = []
        self._open_size = 0

    def add(self, octets: bytes) -> None:
        """Take some more."""
        self.size += len(octets)
        self._open.append(octets)
        self._open_size += len(octets)
        if self._open_size >= PIECE:
            self._close()

    def give(self) -> tuple[bytes, ...]:
        """Give all that was collected."""
        if self._open_size:
            self._close()
        return tuple(self._whole)

    def _close(self) -> None:
        self._whole.append(self._open[0] if len(self._open) == 1 else b"".join(self._open))
        self._open, self._open_size = [], 0
