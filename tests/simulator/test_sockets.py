"""What crosses when a request is sent over a socket."""

import asyncio

import pytest

from contracts.wire import HttpAnswer, HttpRequest, NotConnected, Reset, Truncated, UnknownHost, WireError
from simulator.sockets import SocketTransport
from tests.n8n.network_nodes.neighbour import Neighbour, Seen


def exchanged(
    method: str, path: str, headers: tuple[tuple[str, str], ...] = (), body: bytes = b""
) -> tuple[Seen, HttpAnswer]:
    """Send a request to a neighbour, and give it as it crossed, and its answer."""
    neighbour = Neighbour()

    async def send() -> HttpAnswer:
        transport = SocketTransport()
        try:
            return await transport.send(HttpRequest(method, f"http://127.0.0.1:{neighbour.port}{path}", headers, body))
        finally:
            await transport.close()

    try:
        answer = asyncio.run(send())
        return neighbour.seen[-1], answer
    finally:
        neighbour.close()


def failed(url: str) -> type[WireError]:
    """Give the kind of error that a request ends with."""

    async def send() -> type[WireError]:
        transport = SocketTransport()
        try:
            await transport.send(HttpRequest("GET", url))
        except WireError as error:
            return type(error)
        finally:
            await transport.close()
        raise AssertionError("It was answered")

    return asyncio.run(send())


def test_headers_cross_as_they_were_given() -> None:
    """Names keep their case and headers their order, and none is added, when the sender gives Host and length."""
    given = (("Accept", "x"), ("x-two", "2"), ("Content-Length", "2"), ("Host", "h:1"), ("Connection", "close"))
    seen, _ = exchanged("POST", "/echo", given, b"hi")
    assert [tuple(each) for each in seen.headers] == list(given)


def test_delete_without_a_body_says_nothing_of_its_length() -> None:
    """A DELETE without a body has no Content-Length."""
    seen, _ = exchanged("DELETE", "/echo", (("Host", "h"),))
    assert seen.headers == [["Host", "h"]]


def test_phrase_beside_the_status_is_told() -> None:
    """An answer has the phrase that the server sent."""
    _, answer = exchanged("GET", "/object")
    assert answer.reason == "Reason"


@pytest.mark.parametrize(("path", "kind"), [("/reset", Reset), ("/half", Truncated)])
def test_broken_connections_are_told_apart(path: str, kind: type[WireError]) -> None:
    """A connection that was cut, and an answer that broke off, are errors of their own."""
    neighbour = Neighbour()
    try:
        assert failed(f"http://127.0.0.1:{neighbour.port}{path}") is kind
    finally:
        neighbour.close()


@pytest.mark.parametrize(
    ("url", "kind"), [("http://nosuch.invalid/", UnknownHost), ("http://127.0.0.1:1/", NotConnected)]
)
def test_unknown_hosts_and_refusals_are_told_apart(url: str, kind: type[WireError]) -> None:
    """A name without an address is not the same as a port without a listener."""
    assert failed(url) is kind


def test_request_on_a_connection_of_its_own_is_sent_once() -> None:
    """A GET that says `Connection: close` is not sent again when its connection is cut."""
    neighbour = Neighbour()
    url = f"http://127.0.0.1:{neighbour.port}/reset"

    async def send() -> None:
        transport = SocketTransport()
        try:
            await transport.send(HttpRequest("GET", url, (("Connection", "close"),)))
        finally:
            await transport.close()

    try:
        with pytest.raises(Reset):
            asyncio.run(send())
        assert len(neighbour.seen) == 1
    finally:
        neighbour.close()
