"""In front of a system, a fault is felt on the caller's own connection."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from contracts.evidence import Entry
from contracts.participants import System
from simulator.faults.text import read_fault
from simulator.stage import Stage

ASK = b"GET /v1/models HTTP/1.1\r\nHost: ai\r\nAuthorization: Bearer sk-imageflow\r\n\r\n"
SECONDS = 10.0
"""After which a test that hangs fails."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """A sandbox whose AI service stands behind a tap."""
    with Stage(fronted=[System.AI], seed=1) as made:
        yield made


@pytest.fixture
def connection(stage: Stage) -> Iterator[socket.socket]:
    """A connection to the tap in front of the AI service, and no fault planned yet."""
    stage.sandbox.faults.clear()
    with connect(stage) as opened:
        yield opened


def connect(stage: Stage) -> socket.socket:
    parts = urlsplit(stage.sandbox.public(System.AI))
    return socket.create_connection((parts.hostname or "", parts.port or 0), SECONDS)


def plan(stage: Stage, text: str) -> None:
    stage.sandbox.faults.add(read_fault(text))


def exchange(connection: socket.socket) -> tuple[int, bytes]:
    """Ask, and give the length that the answer's head promises and the body that came, all of it or what there was.

    Raises:
        ConnectionResetError: the connection was reset before a whole head had come.
    """
    connection.sendall(ASK)
    received, length = b"", -1
    while length < 0 or len(received.partition(b"\r\n\r\n")[2]) < length:
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            if length < 0:
                raise
            break
        assert piece, "closed, and not reset"
        received += piece
        head, whole, _ = received.partition(b"\r\n\r\n")
        if whole:
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
            length = int(fields[b"content-length"])
    return length, received.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("fault", ["refuse", "reset=before", "kill=0s"])
def test_what_never_reached_the_system_is_a_reset(stage: Stage, connection: socket.socket, fault: str) -> None:
    """No byte of an answer comes, as no gateway would do it."""
    plan(stage, f"n8n-ai:{fault}")
    with pytest.raises(ConnectionResetError):
        exchange(connection)
    stage.wait_for(lambda entry: entry.fault is not None)


def test_a_reset_in_the_middle_comes_after_half_the_body(stage: Stage, connection: socket.socket) -> None:
    """The head promises more than comes."""
    whole = exchange(connection)
    plan(stage, "n8n-ai:reset=during")
    length, body = exchange(connection)
    assert (length, body) == (whole[0], whole[1][: whole[0] // 2])


def test_a_reset_after_the_answer_is_met_by_the_next_one(stage: Stage, connection: socket.socket) -> None:
    """The answer came whole, and its connection is dead when it is used again."""
    plan(stage, "n8n-ai:reset=after")
    length, body = exchange(connection)
    assert len(body) == length
    with pytest.raises(ConnectionResetError):
        exchange(connection)


def test_other_connections_live_on(stage: Stage, connection: socket.socket) -> None:
    """A reset is one connection's."""
    plan(stage, "n8n-ai:reset=before@2")
    assert exchange(connection)[0] > 0
    with connect(stage) as other, pytest.raises(ConnectionResetError):
        exchange(other)
    assert exchange(connection)[0] > 0


@pytest.mark.parametrize("fault", ["silence", "drop", "delay=1h"])
def test_silence_ends_when_the_caller_goes(stage: Stage, connection: socket.socket, fault: str) -> None:
    """Nothing of the exchange is left behind, and the journal says that it was given up."""
    plan(stage, f"n8n-ai:{fault}")
    before = len(stage.sandbox.journal.entries())

    def new(entry: Entry) -> bool:
        return entry in stage.sandbox.journal.entries()[before:]

    connection.sendall(ASK)
    stage.wait_for(lambda entry: new(entry) and entry.fault is not None)
    connection.close()
    entry = stage.wait_for(lambda entry: new(entry) and entry.error is not None)
    assert (entry.error or "").startswith("given up")


@pytest.mark.parametrize("wrong", [b"reset", b"truncated"])
def test_what_breaks_off_behind_the_tap_is_felt_before_it(connection: socket.socket, wrong: bytes) -> None:
    """A service that breaks its answer off is not made a bad gateway of."""
    head, _, body = ASK.partition(b"\r\n\r\n")
    connection.sendall(head + b"\r\nx-imageflow-misbehave: " + wrong + b"\r\n\r\n" + body)
    try:
        assert connection.recv(65536) == b""
    except ConnectionResetError:
        return


def test_a_missing_answer_that_no_fault_asked_for_is_a_bad_gateway(stage: Stage, connection: socket.socket) -> None:
    """The system is really down: the caller is told so in a sentence."""
    stage.run(stage.sandbox.stop(System.AI))
    try:
        connection.sendall(ASK)
        assert connection.recv(65536).startswith(b"HTTP/1.1 502 ")
    finally:
        stage.run(stage.sandbox.start(System.AI))
