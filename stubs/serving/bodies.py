"""Reading a request's body under a cap, whatever its sender claims about its length."""

from starlette.requests import ClientDisconnect, Request


class BodyTooLarge(Exception):  # noqa: N818 - said of the body
    """The body passed the cap; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        """Name the cap."""
        super().__init__(f"The body is larger than {limit} bytes: send less.")
        self.limit = limit


class BodyCutShort(Exception):  # noqa: N818 - said of the body
    """The sender went away before its body was whole; nobody is left to answer."""


async def read_body(request: Request, limit: int) -> bytes:
    """Give the raw body.

    Raises:
        BodyTooLarge: more than `limit` bytes were announced or sent; what came was dropped.
        BodyCutShort: the sender closed the connection first.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise BodyTooLarge(limit)
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise BodyTooLarge(limit)
            chunks.append(chunk)
    except ClientDisconnect:
        raise BodyCutShort("The connection closed before the body was whole.") from None
    return b"".join(chunks)
