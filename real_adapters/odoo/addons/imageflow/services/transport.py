"""One HTTP exchange over a fresh connection: no proxy, no cookie, no redirect, nothing decoded.

Limitations: HTTP/1.1, no connection is kept.
"""

import http.client
import socket
import ssl
import threading
from contextlib import closing, suppress
from urllib.parse import urlsplit

from ..contracts.wire import (
    AnswerTooLarge,
    HttpAnswer,
    Interrupted,
    NotConnected,
    Reset,
    TimedOut,
    Truncated,
    UnknownHost,
)

CHUNK = 64 * 1024
PORTS = {"http": 80, "https": 443}


class _Line:
    """A connection with a time limit over all of it, however slowly the other side drips its bytes."""

    def __init__(self, seconds):
        self.socket, self.late = None, False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def _cut(self):
        self.late = True
        if self.socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)  # past TLS, which would say good-bye first

    def open(self, address, port, seconds, server_name):
        """Connect, with TLS when a server's name is given."""
        self.socket = socket.create_connection((address, port), seconds)
        if server_name:
            context = ssl.create_default_context()
            self.socket = context.wrap_socket(self.socket, server_hostname=server_name, do_handshake_on_connect=False)
            self.socket.do_handshake()
        return self.socket

    def close(self):
        """End the time limit and the connection."""
        self._timer.cancel()
        if self.socket is not None:
            self.socket.close()


def send(request, seconds):
    """Exchange one request (`contracts.wire.HttpRequest`) for its answer (`HttpAnswer`) within so many seconds.

    Raises:
        WireError: there is no answer; its kind says whether the other side may have acted.
    """
    parts = urlsplit(request.url)
    secure = parts.scheme == "https"
    port = parts.port or PORTS[parts.scheme]
    with closing(_Line(seconds)) as line:
        try:
            line.open(request.address or parts.hostname, port, seconds, parts.hostname if secure else None)
        except socket.gaierror:
            raise UnknownHost(f"{parts.hostname} leads to no address") from None
        except (OSError, UnicodeError) as error:
            if line.late or isinstance(error, TimeoutError):
                raise NotConnected(f"{parts.hostname}:{port} gave no connection in time") from None
            raise NotConnected(f"{parts.hostname}:{port} gave no connection: {error}") from None
        try:
            answer = _exchange(line.socket, request, parts)
        except (OSError, http.client.HTTPException, Truncated) as error:
            raise _meaning(error, line, seconds) from None
        if line.late:  # a cut may look like an answer's end
            raise _meaning(TimeoutError(), line, seconds)
        return answer


def _exchange(connected, request, parts):
    connection = http.client.HTTPConnection(parts.hostname)
    connection.sock = connected
    connection.putrequest(request.method, _target(parts), skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", parts.netloc.rpartition("@")[2])
    for name, value in request.headers:
        connection.putheader(name, value)
    if request.body or request.method in {"POST", "PUT"}:
        connection.putheader("Content-Length", str(len(request.body)))
    connection.endheaders(request.body or None)
    with closing(connection.getresponse()) as answer:
        body = _read(answer, request.body_limit)
        return HttpAnswer(answer.status, tuple(answer.getheaders()), body, answer.reason)


def _target(parts):
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _read(answer, limit):
    body = bytearray()
    while chunk := answer.read1(CHUNK):
        body += chunk
        if limit is not None and len(body) > limit:
            raise AnswerTooLarge(f"The answer is larger than {limit} bytes")
    if answer.length:
        raise Truncated("The connection broke in the midst of the answer")
    return bytes(body)


def _meaning(error, line, seconds):
    if line.late or isinstance(error, TimeoutError):
        return TimedOut(f"No answer came within {seconds:g} s")
    if isinstance(error, http.client.IncompleteRead | Truncated):
        return Truncated("The connection broke in the midst of the answer")
    if isinstance(error, ConnectionResetError):
        return Reset("The other side cut the connection")
    return Interrupted(f"The connection broke: {type(error).__name__}")
