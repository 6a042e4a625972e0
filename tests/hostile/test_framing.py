"""HTTP itself broken: a 4xx or a closed connection, never a hang, and the stub goes on."""

import socket
from contextlib import ExitStack

import pytest

from contracts.participants import System
from tests.hostile.conftest import Target
from tests.hostile.raw import connect, exchange
from tests.hostile.sending import ENDPOINTS, PUT, Endpoint

pytestmark = pytest.mark.usefixtures("unharmed")
each_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
each_system = pytest.mark.parametrize("system", list(System))
CHUNKED = {"content-length": "", "transfer-encoding": "chunked"}


def chunks(body: bytes, size: int = 7) -> bytes:
    """Give a body in small chunks."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def head(target: Target, endpoint: Endpoint, headers: dict[str, str]) -> bytes:
    """Give the request of the good body without it."""
    return target.octets(endpoint, headers=headers).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def survives(target: Target, endpoint: Endpoint, octets: bytes, *, half_closed: bool = True) -> None:
    """Send what is broken: a clear refusal or a closed connection is right."""
    answer = exchange(endpoint.url(target.stage.sandbox), octets, half_closed=half_closed)
    assert answer is None or endpoint.refused(answer), (octets[:80], answer)


@each_endpoint
def test_a_body_in_chunks_is_taken(target: Target, endpoint: Endpoint) -> None:
    """Chunks are HTTP/1.1's own; storage alone asks for a length, as S3 does."""
    octets = head(target, endpoint, CHUNKED) + chunks(target.good(endpoint))
    answer = exchange(endpoint.url(target.stage.sandbox), octets)
    assert answer is not None
    assert answer.status == (411 if endpoint is PUT else endpoint.taken), answer


@each_endpoint
def test_half_a_body_changes_nothing(target: Target, endpoint: Endpoint) -> None:
    """A sender that stops in the middle of a body, by length or in chunks, is not taken at its half word."""
    good = target.good(endpoint)
    whole = target.octets(endpoint)
    for octets in (
        whole[: -len(good) // 2],
        whole[: -len(good)],
        whole[:-1],
        head(target, endpoint, CHUNKED) + chunks(good)[: len(good) // 2],
        head(target, endpoint, CHUNKED) + chunks(good).removesuffix(b"0\r\n\r\n"),
        head(target, endpoint, CHUNKED) + chunks(good).removesuffix(b"\r\n"),
    ):
        survives(target, endpoint, octets)


@each_endpoint
def test_a_connection_cut_off_changes_nothing(target: Target, endpoint: Endpoint) -> None:
    """A sender that resets the connection in the middle of a body leaves no trace."""
    with connect(endpoint.url(target.stage.sandbox)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        connection.sendall(target.octets(endpoint)[:-3])


@each_endpoint
def test_a_length_that_is_none_is_refused(target: Target, endpoint: Endpoint) -> None:
    """A length that is too short, no number, or contradicts itself or the chunks is never guessed at."""
    good = target.good(endpoint)
    for length in ("-1", "+5", "0x10", "1e3", "9" * 30, "9" * 5000, "5, 6", "²", " ", str(2**63), str(len(good) - 1)):
        survives(target, endpoint, head(target, endpoint, {"content-length": length}) + good)
    doubled = head(target, endpoint, {}).replace(b"\r\n\r\n", b"\r\ncontent-length: 3\r\n\r\n")
    survives(target, endpoint, doubled + good)
    both = {"transfer-encoding": "chunked", "content-length": "3"}
    survives(target, endpoint, head(target, endpoint, both) + chunks(good)[:-5])


@each_endpoint
def test_chunks_that_are_none_are_refused(target: Target, endpoint: Endpoint) -> None:
    """A chunk with a size that is no number, too large or wrong is never guessed at."""
    for body in (
        b"x\r\nabc\r\n0\r\n\r\n",
        b"-1\r\n",
        b"f" * 40 + b"\r\n",
        b"2\r\nabc\r\n0\r\n\r\n",
        b"\r\n\r\n",
        b"3\nabc\n0\n\n",
    ):
        survives(target, endpoint, head(target, endpoint, CHUNKED) + body)
    for coding in ("chunked, gzip", "nonsense", "chunked, chunked", "xchunked"):
        headers = {"content-length": "", "transfer-encoding": coding}
        survives(target, endpoint, head(target, endpoint, headers) + chunks(target.good(endpoint))[:-5])


@each_endpoint
def test_a_length_beyond_all_bounds_is_refused_at_once(target: Target, endpoint: Endpoint) -> None:
    """A body announced as a petabyte is refused before it is sent."""
    survives(target, endpoint, head(target, endpoint, {"content-length": str(10**15)}), half_closed=False)


GARBAGE = {
    "nothing": b"",
    "a blank line": b"\r\n\r\n",
    "zeros": b"\x00" * 5000,
    "noise": bytes(range(256)) * 50,
    "TLS": bytes.fromhex("16030100c8010000c40303") + b"\x07" * 200,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00",
    "HTTP/0.9": b"GET /\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nhost: a\r\n\r\n",
    "an unknown method": b"FROBNICATE / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    "no target": b"POST  HTTP/1.1\r\nhost: a\r\n\r\n",
    "a blank in the target": b"GET /a b HTTP/1.1\r\nhost: a\r\n\r\n",
    "a NUL in the target": b"GET /a\x00b HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    "octets in the target": b"GET /\xff\xfe HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    "a header without colon": b"GET / HTTP/1.1\r\nhost: a\r\nnonsense\r\n\r\n",
    "a header without name": b"GET / HTTP/1.1\r\n: a\r\n\r\n",
    "a blank before the colon": b"GET / HTTP/1.1\r\nhost : a\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nhost: a\r\n b\r\n\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nhost: a\x00b\r\n\r\n",
    "a lone carriage return": b"GET / HTTP/1.1\r\nhost: a\rx: b\r\n\r\n",
    "a megabyte of target": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    "a megabyte of header": b"GET /none HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx: "
    + b"a" * 1_000_000
    + b"\r\n\r\n",
    "ten thousand headers": b"GET /none HTTP/1.1\r\nhost: a\r\nconnection: close\r\n" + b"x: a\r\n" * 10_000 + b"\r\n",
    "headers that don't end": b"GET / HTTP/1.1\r\nhost: a\r\n" + b"x: a\r\n" * 1000,
    "an address as target": b"GET http://other.example/none HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    "a tunnel": b"CONNECT other.example:443 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    "an upgrade": b"GET /none HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade, close\r\n\r\n",
}


@each_system
def test_what_is_no_http_harms_nothing(target: Target, system: System) -> None:
    """Noise, other protocols and broken heads get a 4xx (501 from storage) or a closed connection."""
    for what, octets in GARBAGE.items():
        answer = exchange(target.stage.sandbox.addresses[system], octets, half_closed=True)
        assert answer is None or answer.status < 500 or (system is System.STORAGE and answer.status == 501), (
            what,
            answer,
        )


@each_system
def test_slow_senders_keep_nobody_waiting(target: Target, system: System) -> None:
    """Fifty connections that never end their heads leave the stub free to answer others."""
    with ExitStack() as slow:
        for count in range(50):
            connection = slow.enter_context(connect(target.stage.sandbox.addresses[system]))
            connection.sendall(
                (b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\nx-slow: " + b"y" * count)[: 20 + 2 * count]
            )
        for endpoint in (each for each in ENDPOINTS if each.system is system):
            assert target.send(endpoint).status == endpoint.taken


@each_endpoint
def test_requests_in_one_row_are_each_answered(target: Target, endpoint: Endpoint) -> None:
    """A second request sent before the first answer came is answered after it, and none is lost."""
    row = target.octets(endpoint, headers={"connection": "keep-alive"}) + target.octets(endpoint)
    with connect(endpoint.url(target.stage.sandbox)) as connection:
        connection.sendall(row)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert received.count(b"HTTP/1.1 %d " % endpoint.taken) == 2


@each_endpoint
def test_who_asks_first_is_told_to_go_on(target: Target, endpoint: Endpoint) -> None:
    """`Expect: 100-continue` is answered before the body is sent."""
    octets = target.octets(endpoint, headers={"expect": "100-continue"})
    good = target.good(endpoint)
    with connect(endpoint.url(target.stage.sandbox)) as connection:
        connection.sendall(octets.removesuffix(good))
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(good)
        assert connection.recv(65536).startswith(b"HTTP/1.1 %d " % endpoint.taken)
