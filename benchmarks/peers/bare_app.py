"""The application of `benchmarks.peers.bare`: validates, notes what came and what went, and answers."""

from collections import deque
from time import time
from typing import Annotated, Any

import msgspec  # installed by `benchmarks.peers.bare`

from benchmarks.call import ANSWER


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a request that this server knows."""

    prompt: Annotated[str, msgspec.Meta(min_length=1, max_length=32000)]
    model: str = "gpt-image-1.5"
    n: Annotated[int, msgspec.Meta(ge=1, le=10)] = 1
    size: Annotated[str, msgspec.Meta(pattern="^[1-9][0-9]{1,3}x[1-9][0-9]{1,3}$")] = "1024x1024"
    quality: str = "auto"


DECODER = msgspec.json.Decoder(Asked)
ENCODER = msgspec.json.Encoder()
JOURNAL: deque[dict[str, Any]] = deque(maxlen=100_000)


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve one request."""
    if scope["type"] != "http":
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    status, answer = _answer(body)
    JOURNAL.append(
        {
            "at": time(),
            "path": scope["path"],
            "headers": scope["headers"],
            "body": body,
            "status": status,
            "answer": answer,
        }
    )
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


def _answer(body: bytes) -> tuple[int, bytes]:
    try:
        asked = DECODER.decode(body)
    except msgspec.DecodeError as error:
        return 400, ENCODER.encode({"error": {"message": str(error)}})
    return 200, ENCODER.encode({**ANSWER, "size": asked.size, "quality": asked.quality})
