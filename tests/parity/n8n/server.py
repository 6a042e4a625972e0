"""The server that workflows call: it answers as a case's script says, and notes each request as it crossed."""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import Any

from tests.parity.n8n.case import SERVER, Reply

NO_ROUTE = Reply({"error": "no such route"}, 404)


@dataclass(frozen=True)
class Seen:
    """A request, its header names and their order as they were sent."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes


class ScriptedServer:
    """Listens on loopback until it is closed."""

    def __init__(self) -> None:
        """Listen; nothing is scripted yet."""
        self.seen: list[Seen] = []
        self._script: dict[str, list[Reply]] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.netloc = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def play(self, script: dict[str, Reply | list[Reply]]) -> None:
        """Take a new script and forget what was seen."""
        self.seen = []
        self._script = {place: list(each) if isinstance(each, list) else [each] for place, each in script.items()}

    def close(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._meet, args=(peer,), daemon=True).start()

    def _meet(self, peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError, ValueError), peer.makefile("rb") as lines:
            while request := _read(lines):
                self.seen.append(request)
                if not _send(peer, request, self._reply(request), self.netloc):
                    return

    def _reply(self, request: Seen) -> Reply:
        path = request.target.partition("?")[0]
        replies = self._script.get(f"{request.method} {path}") or [NO_ROUTE]
        return replies.pop(0) if len(replies) > 1 else replies[0]


def _read(lines: Any) -> Seen | None:
    first = lines.readline().decode("latin-1").split(" ")
    if len(first) < 3:
        return None
    headers: list[tuple[str, str]] = []
    while line := lines.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(": ")
        headers.append((name, value))
    found = {name.lower(): value for name, value in headers}
    if found.get("transfer-encoding") == "chunked":
        body = b"".join(iter(lambda: _chunk(lines), b""))
    else:
        body = lines.read(int(found.get("content-length", 0)))
    return Seen(first[0], first[1], headers, body)


def _chunk(lines: Any) -> bytes:
    found: bytes = lines.read(int(lines.readline(), 16))
    lines.readline()
    return found


def _send(peer: socket.socket, request: Seen, reply: Reply, netloc: str) -> bool:
    time.sleep(reply.delay)
    if reply.fault == "reset":
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    headers, body = reply.content()
    body = body.replace(SERVER.encode(), f"http://{netloc}".encode())
    lines = [f"HTTP/1.1 {reply.status} Answer"]
    lines += [f"{name}: {value}".replace(SERVER, f"http://{netloc}") for name, value in headers.items()]
    if reply.status not in {204, 304}:
        lines.append(f"content-length: {len(body)}")
    head = "\r\n".join([*lines, "", ""]).encode()
    peer.sendall(head + (b"" if request.method == "HEAD" or reply.status in {204, 304} else body))
    return True
