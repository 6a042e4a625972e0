"""Finished pictures, so that none is painted twice: a retry, a link fetched again, a prompt asked for again."""

from collections import OrderedDict

from stubs.ai.pictures import Picture, Render

ROOM = 64 * 1024 * 1024
"""Bytes of pictures that a gallery keeps, unless told otherwise."""


class Gallery:
    """Keeps the pictures that were asked for last; their bytes depend on nothing else, so none ever goes stale."""

    def __init__(self, render: Render, room: int = ROOM) -> None:
        """Keep what `render` makes, up to `room` bytes."""
        self._render, self._room = render, room
        self._held: OrderedDict[Picture, bytes] = OrderedDict()
        self._size = 0

    async def show(self, picture: Picture) -> bytes:
        """Give the picture's bytes, made only if they are not held."""
        if picture in self._held:
            self._held.move_to_end(picture)
            return self._held[picture]
        data = await self._render(picture)
        self._hold(picture, data)
        return data

    def _hold(self, picture: Picture, data: bytes) -> None:
        # Another request may have made the same picture while this one waited for its own.
        self._size += len(data) - len(self._held.get(picture, b""))
        self._held[picture] = data
        while self._size > self._room:
            self._size -= len(self._held.popitem(last=False)[1])
