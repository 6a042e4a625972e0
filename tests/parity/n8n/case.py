"""What a case of the parity suite is made of: workflows, what calls them, what they call, and nothing that varies."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

Document = dict[str, Any]
Headers = dict[str, str]

SERVER = "http://server.test"
"""Stands for the scripted server's address, in workflows and recordings."""
N8N = "http://n8n.test"
"""Stands for n8n's address."""
JSON: Headers = {"content-type": "application/json"}


@dataclass(frozen=True)
class Reply:
    """An answer of the scripted server.

    Attributes:
        body: a string as it is, bytes, or anything else as JSON.
        delay: seconds before it answers.
        fault: `reset` to break the connection in place of an answer.
    """

    body: Any = ""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    delay: float = 0
    fault: str = ""

    def content(self) -> tuple[Headers, bytes]:
        """Give headers and body as they are sent."""
        if isinstance(self.body, bytes):
            return self.headers, self.body
        if isinstance(self.body, str):
            return self.headers, self.body.encode()
        return JSON | self.headers, json.dumps(self.body, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Call:
    """A request from outside.

    Attributes:
        path: below n8n's address. `resume` stands for the resume address that a workflow told last, to whomever.
        body: a string as it is, bytes, None for none, or anything else as JSON.
    """

    path: str
    body: Any = None
    method: str = "POST"
    headers: Headers = field(default_factory=dict)

    def content(self) -> tuple[Headers, bytes]:
        """Give headers and body as they are sent."""
        if self.body is None:
            return self.headers, b""
        if isinstance(self.body, bytes):
            return self.headers, self.body
        if isinstance(self.body, str):
            return self.headers, self.body.encode()
        return JSON | self.headers, json.dumps(self.body, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Case:
    """One recording.

    Attributes:
        name: also of its file.
        workflows: in n8n's export format; those that others call come first. `workflow:NAME` stands for an id.
        calls: made one after the other, each when the executions of the one before have settled.
        server: method and path to the answers that the scripted server gives in turn; the last one again and again.
        credentials: name to type and data. `credential:NAME` stands for an id in a workflow.
        unordered: requests of one node may arrive in any order.
        fires: executions that come by themselves; only so many are looked at.
    """

    name: str
    workflows: tuple[Document, ...]
    calls: tuple[Call, ...] = ()
    server: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    credentials: dict[str, tuple[str, Document]] = field(default_factory=dict)
    unordered: bool = False
    fires: int = 0

    def digest(self) -> str:
        """Tell this case from what it was when it was recorded."""
        text = json.dumps(asdict(self), sort_keys=True, default=repr)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
