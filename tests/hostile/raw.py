"""Octets over a socket, as no client library would send them."""

import http.client
import io
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

HANG_SECONDS = 15


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Octets:
    """What `http.client` reads an answer from."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._octets)


def connect(address: str) -> socket.socket:
    """Open a connection; whoever waits on it too long fails by a time-out."""
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), HANG_SECONDS)


def exchange(address: str, octets: bytes, *, half_closed: bool = False) -> Answer | None:
    """Send octets and give the first answer, None when the connection was closed without one.

    Args:
        address: of the stub.
        octets: a whole request that asks for the connection to be closed, or something broken.
        half_closed: whether to say that no more will be sent.

    Raises:
        TimeoutError: it hangs.
    """
    with connect(address) as connection:
        received = b""
        try:
            connection.sendall(octets)
            if half_closed:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass
    return _parsed(received, octets.partition(b" ")[0].decode("latin-1")) if received else None


def _parsed(received: bytes, method: str) -> Answer:
    response = http.client.HTTPResponse(_Octets(received), method=method)  # type: ignore[arg-type]  # all that it asks of a socket
    response.begin()
    with response:
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())
