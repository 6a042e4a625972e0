"""One request as a load client repeats it, and the request that every server of the comparison is asked."""

import http.client
import json
import subprocess
from dataclasses import dataclass, field

JSON = {"content-type": "application/json"}


class CouldNotCheck(Exception):
    """Something can't be measured here; the text says in a few words why."""


TROUBLE = (CouldNotCheck, OSError, http.client.HTTPException, subprocess.SubprocessError)
"""What may go wrong with a server or a process: its row says so, and the others go on."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that may be sent again and again.

    Attributes:
        path: with its leading slash.
        status: that every answer has to have.
    """

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: dict(JSON))
    status: int = 200

    def ask(self, port: int, seconds: float = 5) -> tuple[int, bytes]:
        """Send it once to loopback and give status and body; raises `OSError` or `HTTPException` without an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
        try:
            connection.request(self.method, self.path, self.body or None, self.headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


MODEL = "imageflow-link-1"
"""Answers with a link, so that what is measured is the endpoint and not the painter."""
ASKED = {"model": MODEL, "prompt": "A red fox in the snow at dawn", "n": 1, "size": "1024x1024", "quality": "low"}
GENERATION = Call(
    "POST",
    "/v1/images/generations",
    json.dumps(ASKED).encode(),
    JSON | {"authorization": "Bearer sk-imageflow"},
)
LINK = f"http://127.0.0.1:8090/images/{'0123456789abcdef' * 9}.png"
ANSWER = {
    "created": 1790000000,
    "background": "opaque",
    "output_format": "png",
    "quality": "low",
    "size": "1024x1024",
    "usage": {"input_tokens": 8, "output_tokens": 272, "total_tokens": 280},
    "data": [{"url": LINK}],
}
"""What the peers answer: as many bytes as our stub's own answer, give or take a few."""
SCHEMA = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "model": {"type": "string", "minLength": 1},
        "prompt": {"type": "string", "minLength": 1, "maxLength": 32000},
        "n": {"type": "integer", "minimum": 1, "maximum": 10},
        "size": {"type": "string", "pattern": "^[1-9][0-9]{1,3}x[1-9][0-9]{1,3}$"},
        "quality": {"enum": ["auto", "low", "medium", "high"]},
    },
}
"""What the peers hold a request against, where they can."""
