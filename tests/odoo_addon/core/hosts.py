"""Hosts on loopback that read a request and then do as their script says."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Script = Callable[[socket.socket], None]


@dataclass
class Host:
    """A listener; `heads` holds what each connection asked, so that none at all shows too."""

    port: int
    heads: list[bytes] = field(default_factory=list)


def head(*lines: str, status: str = "200 OK") -> bytes:
    """Write the head of an answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def says(*parts: bytes) -> Script:
    """Answer with these bytes and close."""
    return lambda connection: connection.sendall(b"".join(parts))


@contextmanager
def host(script: Script) -> Iterator[Host]:
    """Listen until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listening = Host(listener.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(listener, listening, script), daemon=True)
        thread.start()
        yield listening
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)
        assert not thread.is_alive()


def _serve(listener: socket.socket, listening: Host, script: Script) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                listening.heads.append(b"")
                listening.heads[-1] = _read_head(connection)
                script(connection)


def _read_head(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        received += (chunk := connection.recv(65536))
        if not chunk:
            break
    return received
