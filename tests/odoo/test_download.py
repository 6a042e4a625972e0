"""The download as a whole: against a transport that is watched, and against hosts on loopback that misbehave."""

import asyncio
import contextlib
import hashlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from contracts import correlation
from contracts.kit.download import DownloadPolicy, DownloadRefused
from contracts.wire import (
    AnswerTooLarge,
    HttpAnswer,
    HttpRequest,
    Interrupted,
    NotConnected,
    TimedOut,
    Transport,
    WireError,
)
from simulator.clock import RunClock
from simulator.sockets import SocketTransport
from stubs.odoo.download import Resolve, download, resolve_by_system

REQUEST_ID = "0b8f6a52-1111-4222-8333-444455556666"
PUBLIC = "8.8.8.8"
BODY = b"the bytes of a picture"
LINK = "https://good.example/a.png?sig=hunter2"


@dataclass
class Recorder:
    """A transport that notes what it is asked for and answers from a table of URLs."""

    answers: dict[str, HttpAnswer | WireError]
    asked: list[HttpRequest] = field(default_factory=list)

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.asked.append(request)
        answer = self.answers[request.url]
        if isinstance(answer, WireError):
            raise answer
        return answer


class Silence:
    """A transport that never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.asked.set()
        return await asyncio.get_running_loop().create_future()


def resolving(*addresses: str) -> Resolve:
    async def resolve(host: str, port: int) -> list[str]:
        return list(addresses)

    return resolve


def policy_of(*hosts: str, **limits: Any) -> DownloadPolicy:
    return DownloadPolicy(allowed_hosts=frozenset(hosts), **limits)


async def fetch(url: str, transport: Transport, policy: DownloadPolicy, resolve: Resolve, **options: Any) -> bytes:
    clock = options.pop("clock", None) or RunClock()
    return await download(url, policy=policy, transport=transport, resolve=resolve, clock=clock, **options)


def got(answer: HttpAnswer | WireError, **options: Any) -> bytes:
    resolve = options.pop("resolve", resolving(PUBLIC))
    policy = options.pop("policy", policy_of("good.example", max_bytes=100))
    return asyncio.run(fetch(LINK, Recorder({LINK: answer}), policy, resolve, **options))


def refused(work: Callable[[], Any]) -> DownloadRefused:
    with pytest.raises(DownloadRefused) as caught:
        work()
    assert "hunter2" not in str(caught.value)
    return caught.value


async def refusal(work: Awaitable[bytes]) -> DownloadRefused:
    with pytest.raises(DownloadRefused) as caught:
        await work
    return caught.value


def test_request_on_the_wire() -> None:
    """The checked address is connected to, under the URL's own name, with the request's id and no credentials."""
    transport = Recorder({LINK: HttpAnswer(200, body=BODY)})
    headers = correlation.headers_of(REQUEST_ID)
    resolve = resolving("2606:4700::1111", PUBLIC)
    assert asyncio.run(fetch(LINK, transport, policy_of("good.example"), resolve, headers=headers)) == BODY
    (asked,) = transport.asked
    assert (asked.method, asked.url, asked.address, asked.body) == ("GET", LINK, PUBLIC, b"")
    assert asked.body_limit == policy_of().max_bytes
    names = {name for name, _ in asked.headers}
    assert names == {"x-imageflow-request-id", "traceparent", "accept", "accept-encoding"}
    assert asked.header("accept-encoding") == "identity"


def test_resolved_once() -> None:
    """A name is resolved once a hop, so a second answer (rebinding) is never asked for."""
    calls: list[tuple[str, int]] = []

    async def resolve(host: str, port: int) -> list[str]:
        calls.append((host, port))
        return [PUBLIC] if len(calls) == 1 else ["127.0.0.1"]

    assert got(HttpAnswer(200, body=BODY), resolve=resolve) == BODY
    assert calls == [("good.example", 443)]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["64:ff9b::7f00:1"]], ids=" ".join)
def test_forbidden_address_is_never_asked(addresses: list[str]) -> None:
    """When any address of the host is forbidden, the transport is not even called."""
    transport = Recorder({})
    work = fetch(LINK, transport, policy_of("good.example"), resolving(*addresses))
    assert refused(lambda: asyncio.run(work)).code == "address_forbidden"
    assert transport.asked == []


def test_forbidden_host_is_never_resolved() -> None:
    """A host that isn't listed is not even looked up, for a look-up tells its owner something too."""

    async def resolve(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    assert refused(lambda: got(HttpAnswer(200), resolve=resolve, policy=policy_of())).code == "host_not_allowed"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (NotConnected(LINK), ("not_connected", True)),
        (Interrupted(LINK), ("interrupted", True)),
        (TimedOut(LINK), ("timed_out", True)),
        (AnswerTooLarge(LINK), ("too_large", False)),
        (WireError(LINK), ("interrupted", True)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_wire_errors(error: WireError, expected: tuple[str, bool]) -> None:
    """What goes wrong on the wire is tried again, except an answer that is too large; none tells the link's secret."""
    found = refused(lambda: got(error))
    assert (found.code, found.retryable) == expected


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")], ids=["dns", "idna"])
def test_unresolved(error: Exception) -> None:
    """A resolver that fails may do better later."""

    async def resolve(host: str, port: int) -> list[str]:
        raise error

    found = refused(lambda: got(HttpAnswer(200), resolve=resolve))
    assert (found.code, found.retryable) == ("unresolved", True)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (HttpAnswer(404), "not_found"),
        (HttpAnswer(503), "unavailable"),
        (HttpAnswer(200, (("Content-Encoding", "gzip"),), BODY), "encoded"),
        (HttpAnswer(200, (("content-length", "999"),), BODY), "interrupted"),
        (HttpAnswer(200, body=bytes(101)), "too_large"),
        (HttpAnswer(302, (("location", LINK),)), "redirected"),
    ],
)
def test_answers(answer: HttpAnswer, code: str) -> None:
    """An answer is judged by the kit, also where the transport let more through than it was asked to."""
    assert refused(lambda: got(answer)).code == code


def test_hash() -> None:
    """The callback's hash has to be that of the bytes."""
    assert got(HttpAnswer(200, body=BODY), sha256=hashlib.sha256(BODY).hexdigest()) == BODY
    assert refused(lambda: got(HttpAnswer(200, body=BODY), sha256="0" * 64)).code == "wrong_hash"


def sent_on(location: str) -> HttpAnswer:
    return HttpAnswer(302, (("location", location),))


def test_redirects_allowed() -> None:
    """A policy may follow redirects, each resolved and checked like the link itself."""
    onward = {LINK: sent_on("/b"), "https://good.example/b": sent_on("https://files.example/c")}
    transport = Recorder(onward | {"https://files.example/c": HttpAnswer(200, body=BODY)})
    policy = policy_of("good.example", "files.example", max_redirects=2)
    assert asyncio.run(fetch(LINK, transport, policy, resolving(PUBLIC))) == BODY
    assert [asked.address for asked in transport.asked] == [PUBLIC] * 3


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/", "host_not_allowed"),
        ("http://good.example/", "host_not_allowed"),
        ("//evil.example/", "host_not_allowed"),
        ("https://good.example@evil.example/", "bad_url"),
        ("file:///etc/passwd", "bad_url"),
        (LINK, "redirected"),
    ],
    ids=["loopback", "downgrade", "other host", "user info", "file", "loop"],
)
def test_redirects_refused(location: str, code: str) -> None:
    """A redirect that leads off the list, or round and round, is refused; nothing off the list is asked."""
    transport = Recorder({LINK: sent_on(location)})
    work = fetch(LINK, transport, policy_of("good.example", max_redirects=3), resolving(PUBLIC))
    assert refused(lambda: asyncio.run(work)).code == code
    assert {asked.url for asked in transport.asked} == {LINK}
    assert len(transport.asked) <= 4


def test_time_out_is_total() -> None:
    """A host that says nothing is given up once the policy's time has passed on the run's clock."""

    async def story() -> DownloadRefused:
        clock, silence = RunClock(), Silence()
        policy = policy_of("good.example", timeout=3600)
        task = asyncio.create_task(fetch(LINK, silence, policy, resolving(PUBLIC), clock=clock))
        await silence.asked.wait()
        await clock.move_on(3599)
        await asyncio.sleep(0)
        assert not task.done()
        await clock.move_on(2)
        return await refusal(task)

    found = asyncio.run(story())
    assert (found.code, found.retryable) == ("timed_out", True)


Host = tuple[str, list[bytes]]
Script = Callable[[asyncio.StreamWriter], Coroutine[Any, Any, None]]


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


@contextlib.asynccontextmanager
async def host(script: Script) -> AsyncIterator[Host]:
    """Run a host on loopback that reads a request and then does as its script says; give its origin and requests."""
    heads: list[bytes] = []
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            heads.append(b"")
            heads[-1] = await reader.readuntil(b"\r\n\r\n")
            await script(writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heads
    for writer in writers:
        writer.transport.abort()  # the client may have gone while the script was still writing
    await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)


@contextlib.asynccontextmanager
async def sockets() -> AsyncIterator[SocketTransport]:
    transport = SocketTransport()
    try:
        yield transport
    finally:
        await transport.close()


async def fetch_from(script: Script, **limits: Any) -> bytes:
    async with host(script) as (origin, _), sockets() as transport:
        policy = policy_of(origin, **({"max_bytes": 1000} | limits))
        return await fetch(f"{origin}/a.png", transport, policy, resolve_by_system)


def says(*parts: bytes) -> Script:
    async def script(writer: asyncio.StreamWriter) -> None:
        writer.write(b"".join(parts))

    return script


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(head("Transfer-Encoding: chunked"))
    while True:
        writer.write(b"40\r\n" + b"x" * 64 + b"\r\n")
        await writer.drain()


REAL = {
    "endless chunks": (endless, "too_large"),
    "overstated length": (says(head("Content-Length: 500"), BODY), "interrupted"),
    "huge length": (says(head("Content-Length: 99999999999"), bytes(2000)), "too_large"),
    "no answer": (says(), "interrupted"),
    "not HTTP": (says(b"SSH-2.0-OpenSSH\r\n"), "interrupted"),
    "encoded": (says(head("Content-Encoding: gzip", "Content-Length: 22"), BODY), "encoded"),
    "redirect": (says(head("Location: /b", "Content-Length: 0", status="307 Temporary Redirect")), "redirected"),
    "gone": (says(head("Content-Length: 0", status="410 Gone")), "expired"),
}


@pytest.mark.parametrize(("script", "code"), REAL.values(), ids=REAL.keys())
def test_misbehaving_host(script: Script, code: str) -> None:
    """Over real sockets each misbehaviour ends in its code."""
    assert asyncio.run(refusal(fetch_from(script))).code == code


def test_understated_length() -> None:
    """What comes behind the length that a host gave never becomes part of the image."""
    try:
        data = asyncio.run(fetch_from(says(head("Content-Length: 3"), BODY)))
    except DownloadRefused as found:
        assert found.code == "interrupted"  # noqa: PT017 - whether the client sees the rest in time is the network's
    else:
        assert data == BODY[:3]


def test_hangs_after_headers() -> None:
    """A host that sends its headers and then nothing is given up as well."""

    async def story() -> DownloadRefused:
        clock, spoke = RunClock(), asyncio.Event()

        async def hang(writer: asyncio.StreamWriter) -> None:
            writer.write(head("Content-Length: 10") + b"x")
            spoke.set()
            await gone.wait()

        gone = asyncio.Event()
        async with host(hang) as (origin, _), sockets() as transport:
            work = fetch(f"{origin}/a.png", transport, policy_of(origin), resolve_by_system, clock=clock)
            task = asyncio.create_task(work)
            await spoke.wait()
            await clock.move_on(60)
            found = await refusal(task)
            gone.set()
        return found

    assert asyncio.run(story()).code == "timed_out"


def test_name_stays_and_address_is_pinned() -> None:
    """A test origin named otherwise is reached at the resolved address, and asked for by its own name."""

    async def story() -> tuple[bytes, list[bytes]]:
        async with host(says(head(f"Content-Length: {len(BODY)}"), BODY)) as (origin, heads), sockets() as transport:
            named = origin.replace("127.0.0.1", "ai.invalid")
            return await fetch(f"{named}/a", transport, policy_of(named), resolving("127.0.0.1")), heads

    data, (asked,) = asyncio.run(story())
    assert data == BODY
    assert b"host: ai.invalid:" in asked.lower()
    assert b"cookie" not in asked.lower()
    assert b"authorization" not in asked.lower()
