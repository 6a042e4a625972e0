"""Odoo's client of file storage, against the storage stub over real sockets and against transports that misbehave."""

import asyncio
import hashlib
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from contracts import correlation
from contracts.clauses.base import Context
from contracts.clauses.storing import PUT
from contracts.kit.object_storage import TIMEOUT_SECONDS, StorageRefused, StorageUnavailable
from contracts.runtime import Clock
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
from simulator.sockets import SocketTransport
from stubs.odoo.filestore import S3FileStore
from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.runtimes import FixedRuntime, fixed_runtime
from tests.serving import served

Result = TypeVar("Result")
KEYS = ["2026/11/0b1c/1-ab.png", "a b+c~d.png", "ü/猫?&#%.png", "a//b"]
DATA = b"\x89PNG image"
SHA256 = hashlib.sha256(DATA).hexdigest()


@dataclass
class Recording:
    """A transport that notes what passes, and may send it to another address."""

    inner: Transport
    to: tuple[str, str] = ("", "")
    requests: list[HttpRequest] = field(default_factory=list)

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.requests.append(request)
        url = request.url.replace(*self.to) if self.to[0] else request.url
        return await self.inner.send(HttpRequest(request.method, url, request.headers, request.body))


@dataclass
class Answering:
    """A transport that gives one answer, or raises, or is silent."""

    outcome: HttpAnswer | WireError | None

    async def send(self, request: HttpRequest) -> HttpAnswer:
        if self.outcome is None:
            await asyncio.Event().wait()
        if isinstance(self.outcome, HttpAnswer):
            return self.outcome
        raise self.outcome or AssertionError


def file_store(
    transport: Transport,
    clock: Clock,
    endpoint: str = "http://storage",
    secret_key: str = "",
    bucket: str = "imageflow",
) -> S3FileStore:
    keys = ("imageflow", secret_key or StorageSettings().secret_key)
    return S3FileStore(endpoint, *keys, "us-east-1", bucket, transport, clock)


@pytest.fixture
def runtime() -> FixedRuntime:
    return fixed_runtime()


@pytest.fixture
def stub(runtime: FixedRuntime) -> StorageStub:
    return StorageStub(StorageSettings(), runtime)


@pytest.fixture
def url(stub: StorageStub) -> Iterator[str]:
    with served(stub.app, stub) as url:
        yield url


async def over_sockets(use: Callable[[Transport], Awaitable[Result]]) -> Result:
    transport = SocketTransport()
    try:
        return await use(transport)
    finally:
        await transport.close()


@pytest.mark.parametrize("key", KEYS)
def test_an_object_goes_there_and_back(stub: StorageStub, url: str, runtime: FixedRuntime, key: str) -> None:
    """Bytes that were put are got under the same key, with their metadata, and gone when deleted, twice over."""
    request_id = runtime.entropy.uuid()

    async def use(transport: Transport) -> None:
        store = file_store(transport, runtime.clock, url)
        await store.put(key, DATA, "image/png", sha256=SHA256, request_id=request_id)
        info = stub.store.info("imageflow", key)
        assert info.headers["content-type"] == "image/png"
        assert info.headers["x-amz-meta-sha256"] == SHA256
        assert info.headers["x-amz-meta-request-id"] == request_id
        assert await store.get(key) == DATA
        await store.delete(key)
        await store.delete(key)
        with pytest.raises(StorageRefused, match="404 NoSuchKey: The specified key does not exist"):
            await store.get(key)

    asyncio.run(over_sockets(use))


def test_a_put_keeps_its_contract(url: str, runtime: FixedRuntime) -> None:
    """The clause of I09 finds nothing wrong with a put, and correlates it by its headers."""
    request_id = runtime.entropy.uuid()

    async def use(transport: Transport) -> HttpRequest:
        recording = Recording(transport)
        store = file_store(recording, runtime.clock, url)
        await store.put(KEYS[0], DATA, "image/png", sha256=SHA256, request_id=request_id)
        return recording.requests[0]

    request = asyncio.run(over_sockets(use))
    reading = PUT.read_request(request, Context(None, runtime.clock.now()))
    assert reading.faults == []
    assert reading.correlation_id == request_id
    assert reading.facts["key"] == KEYS[0]
    assert set(correlation.headers_of(request_id)) <= set(request.headers)


def test_a_signature_holds_behind_a_proxy(url: str, runtime: FixedRuntime) -> None:
    """Whoever connects elsewhere and leaves the Host header alone does not break the signature."""

    async def use(transport: Transport) -> bytes:
        named = "http://storage.example:9000"
        store = file_store(Recording(transport, (named, url)), runtime.clock, f"{named}/")
        await store.put("k", DATA, "image/png", sha256=SHA256, request_id=runtime.entropy.uuid())
        return await store.get("k")

    assert asyncio.run(over_sockets(use)) == DATA


def test_signatures_bear_the_time_of_the_run(url: str, runtime: FixedRuntime) -> None:
    """Client and stub agree on the run's clock, however far it is from the machine's."""
    runtime.clock.move_on(3600 * 24 * 365)

    async def use(transport: Transport) -> None:
        await file_store(transport, runtime.clock, url).delete("k")
        with pytest.raises(StorageRefused, match="RequestTimeTooSkewed"):
            await file_store(transport, fixed_runtime().clock, url).delete("k")

    asyncio.run(over_sockets(use))


@pytest.mark.parametrize(
    ("given", "code"), [({"secret_key": "another"}, "SignatureDoesNotMatch"), ({"bucket": "missing"}, "NoSuchBucket")]
)
def test_a_final_no_is_told_by_its_code(url: str, runtime: FixedRuntime, given: dict[str, str], code: str) -> None:
    """What storage refuses for good is StorageRefused, names S3's code and no secret."""

    async def use(transport: Transport) -> None:
        store = file_store(transport, runtime.clock, url, **given)
        with pytest.raises(StorageRefused, match=code) as refused:
            await store.put("k", DATA, "image/png", sha256=SHA256, request_id="r")
        assert "another" not in str(refused.value)

    asyncio.run(over_sockets(use))


def test_bytes_that_are_not_what_their_hash_says_are_not_stored(
    stub: StorageStub, url: str, runtime: FixedRuntime
) -> None:
    """The hash is signed, so storage refuses bytes that changed on their way."""

    async def use(transport: Transport) -> None:
        store = file_store(transport, runtime.clock, url)
        with pytest.raises(StorageRefused, match="XAmzContentSHA256Mismatch"):
            await store.put("k", b"changed", "image/png", sha256=SHA256, request_id="r")

    asyncio.run(over_sockets(use))
    assert stub.store.bucket("imageflow").keys == []


@pytest.mark.parametrize("kind", [NotConnected, Interrupted, TimedOut])
def test_no_answer_is_worth_another_try(runtime: FixedRuntime, kind: type[WireError]) -> None:
    """Whatever kept the answer away, StorageUnavailable says why."""
    store = file_store(Answering(kind("the wire is cut")), runtime.clock)
    with pytest.raises(StorageUnavailable, match="the wire is cut"):
        asyncio.run(store.get("k"))


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
def test_later_is_worth_another_try(runtime: FixedRuntime, status: int) -> None:
    """A status that goes away by itself is StorageUnavailable, also without a document."""
    with pytest.raises(StorageUnavailable, match=f"answered GET with {status}"):
        asyncio.run(file_store(Answering(HttpAnswer(status, (), b"<Code>SlowDown")), runtime.clock).get("k"))


@pytest.mark.parametrize("status", [301, 307, 400, 403, 404, 405, 412])
def test_what_will_not_change_is_final(runtime: FixedRuntime, status: int) -> None:
    """Redirects and refusals are StorageRefused."""
    body = b"<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>"
    with pytest.raises(StorageRefused, match=f"{status} AccessDenied: Access Denied"):
        asyncio.run(file_store(Answering(HttpAnswer(status, (), body)), runtime.clock).get("k"))


def test_too_large_an_object_is_final(runtime: FixedRuntime) -> None:
    """It will not be smaller the next time."""
    with pytest.raises(StorageRefused, match="larger"):
        asyncio.run(file_store(Answering(AnswerTooLarge("The answer is larger.")), runtime.clock).get("k"))


def test_silence_ends_by_the_clock_of_the_run(runtime: FixedRuntime) -> None:
    """A storage that never answers is given up after a minute."""

    async def use() -> None:
        asking = asyncio.create_task(file_store(Answering(None), runtime.clock).get("k"))
        for _ in range(5):
            await asyncio.sleep(0)
        runtime.clock.move_on(TIMEOUT_SECONDS)
        with pytest.raises(StorageUnavailable, match="within 60 s"):
            await asking

    asyncio.run(use())


def test_botocore_is_imported_when_it_is_needed() -> None:
    """To import the client costs nothing of botocore, which takes long."""
    script = "import sys, stubs.odoo.filestore; print('botocore' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )


def test_a_refusal_arrives_while_a_large_body_is_still_sent(url: str, runtime: FixedRuntime) -> None:
    """Storage refuses by the headers alone; the client reads that answer rather than a broken connection."""
    data = bytes(8 * 1024 * 1024)

    async def use(transport: Transport) -> None:
        store = file_store(transport, runtime.clock, url, secret_key="another")
        for _ in range(5):
            with pytest.raises(StorageRefused, match="SignatureDoesNotMatch"):
                await store.put("k", data, "image/png", sha256=hashlib.sha256(data).hexdigest(), request_id="r")

    asyncio.run(over_sockets(use))
