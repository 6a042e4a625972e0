"""Reading a request's body under a cap, whatever its sender claims about its length."""

from starlette.requests import ClientDisconnect, Request


class BodyTooLarge(Exception):
    """The body passed the cap; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        """Name the cap."""
        super().__init__(f"The body is larger than {limit} bytes: send less.")
        self.limit = limit


class BodyCutShort(Exception):
    """The sender went away before its body was whole; nobody is left to answer."""


DRAINED = 64 * 1024 * 1024
"""Bytes read and dropped so that the sender, who reads no answer while it sends, gets to hear of the cap."""


async def read_body(request: Request, limit: int) -> bytes:
    """Give the raw body.

    Raises:
        BodyTooLarge: more than `limit` bytes were announced or sent; what came was dropped.
        BodyCutShort: the sender closed the connection first.
    """
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > DRAINED:
        raise BodyTooLarge(limit)
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > DRAINED:
                raise BodyTooLarge(limit)
            if size <= limit:
                chunks.append(chunk)
    except ClientDisconnect:
        raise BodyCutShort("The connection closed before the body was whole.") from None
    if size > limit:
        raise BodyTooLarge(limit)
    return b"".join(chunks)
