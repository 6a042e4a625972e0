"""The adapters of storage: each image put once, read back, and nothing removed that was another's."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from contracts.ports.storage import KeyTaken, StorageFailed, StoragePort
from contracts.ports.system import CouldNotCheck
from real_adapters.storage.adapter import RealStorage
from real_adapters.storage.folder import LocalFolder
from stubs.storage.settings import StorageSettings
from stubs.storage.store.medium import Memory
from stubs.storage.stub import StorageStub
from tests.runtimes import fixed_runtime
from tests.serving import served

PICTURE = b"\x89PNG and so on"
KEY = "2026/11/a-request/1-abcdef.png"
Wrap = Callable[[ASGIApp], ASGIApp]


def refusing_conditions(app: ASGIApp) -> ASGIApp:
    """Give a server that knows no conditional put, as Swift does not."""
    body = b"<Error><Code>NotImplemented</Code><Message>No.</Message></Error>"

    async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and b"if-none-match" in dict(scope["headers"]):
            while (await receive()).get("more_body"):
                continue
            headers = [(b"content-type", b"application/xml"), (b"content-length", str(len(body)).encode())]
            await send({"type": "http.response.start", "status": 501, "headers": headers})
            await send({"type": "http.response.body", "body": body})
            return
        await app(scope, receive, send)

    return refusing


@contextmanager
def s3(folder: Path, wrap: Wrap = lambda app: app, **changes: Any) -> Iterator[RealStorage]:
    """Give an adapter of a served stub."""
    stub = StorageStub(StorageSettings(), fixed_runtime_now(), Memory())
    with served(wrap(stub.app), stub) as url:
        given = {"access_key": "imageflow", "secret_key": "imageflow-secret", "bucket": "imageflow"} | changes
        yield RealStorage(given.pop("address", url), region="us-east-1", ledgers=folder / "ledgers", **given)


def fixed_runtime_now() -> Any:
    """Give a runtime whose clock stands at this moment: clients sign with the machine's own."""
    return fixed_runtime(moment=datetime.now(UTC))


@pytest.fixture(params=["s3", "folder"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoragePort]:
    """Give each adapter in turn."""
    if request.param == "folder":
        yield LocalFolder(tmp_path / "objects")
        return
    with s3(tmp_path) as adapter:
        yield adapter


def run(work: Any) -> Any:
    """Await."""
    return asyncio.run(work)


def test_an_image_is_put_once_and_read_back(storage: StoragePort) -> None:
    """The second time it is there already; bytes, type, hash and request come back."""
    assert run(storage.ready())
    assert run(storage.put_if_absent(KEY, PICTURE, "image/png", "a-request")) == "stored"
    assert run(storage.put_if_absent(KEY, PICTURE, "image/png", "a-request")) == "there already"
    found = run(storage.get(KEY))
    assert (found.data, found.media_type) == (PICTURE, "image/png")
    assert found.sha256 == found.metadata["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    assert found.metadata["request-id"] == "a-request"


def test_other_bytes_are_never_overwritten(storage: StoragePort) -> None:
    """A key that holds something else is told, and stays as it is."""
    run(storage.put_if_absent(KEY, PICTURE, "image/png"))
    with pytest.raises(KeyTaken, match="other bytes"):
        run(storage.put_if_absent(KEY, b"others", "image/png"))
    assert run(storage.get(KEY)).data == PICTURE


def test_only_what_was_put_is_removed(storage: StoragePort) -> None:
    """`withdraw` takes what this adapter put, and leaves what was there."""
    assert run(storage.get(KEY)) is None
    run(storage.put_if_absent(KEY, PICTURE, "image/png"))
    run(storage.withdraw())
    assert run(storage.get(KEY)) is None
    run(storage.withdraw())


def test_of_many_who_put_at_once_one_wins(storage: StoragePort) -> None:
    """Ten writers of ten different pictures: one has stored, nine are told, and the one's bytes are there."""
    run(storage.conditions())

    def put(number: int) -> str:
        try:
            return str(run(storage.put_if_absent(KEY, PICTURE + bytes([number]), "image/png")))
        except KeyTaken:
            return "taken"

    with ThreadPoolExecutor(10) as pool:
        came = list(pool.map(put, range(10)))
    assert sorted(came) == ["stored"] + ["taken"] * 9
    assert run(storage.get(KEY)).data == PICTURE + bytes([came.index("stored")])


@pytest.mark.parametrize("found", ["honoured", "ignored", "refused"])
def test_what_becomes_of_a_conditional_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str) -> None:
    """It is tried and read back, not believed; and whatever it is, other bytes stay as they are."""
    if found == "ignored":  # as several servers do that call themselves S3
        monkeypatch.setattr("stubs.storage.objects.writing.check_writing", lambda _headers, _there: None)
    with s3(tmp_path, refusing_conditions if found == "refused" else lambda app: app) as storage:
        assert run(storage.conditions()) == found
        assert run(storage.put_if_absent(KEY, PICTURE, "image/png")) == "stored"
        assert run(storage.put_if_absent(KEY, PICTURE, "image/png")) == "there already"
        with pytest.raises(KeyTaken):
            run(storage.put_if_absent(KEY, b"others", "image/png"))
        assert run(storage.get(KEY)).data == PICTURE


def test_the_ledger_knows_before_the_server_does(tmp_path: Path) -> None:
    """What was put stands in a file until it is removed, and what another put does not."""
    with s3(tmp_path) as storage:
        run(storage.put_if_absent(KEY, PICTURE, "image/png"))
        (ledger,) = (tmp_path / "ledgers").iterdir()
        assert KEY in ledger.read_text()
        other = RealStorage(
            storage.address, "imageflow", "imageflow-secret", "us-east-1", "imageflow", tmp_path / "others"
        )
        assert run(other.put_if_absent(KEY, PICTURE, "image/png")) == "there already"
        run(other.withdraw())
        assert run(storage.get(KEY)).data == PICTURE
        run(storage.withdraw())
        assert not list((tmp_path / "ledgers").iterdir())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"access_key": "nobody"}, "IMAGEFLOW_STORAGE_ACCESS_KEY"),
        ({"secret_key": "wrong-secret"}, "IMAGEFLOW_STORAGE_SECRET_KEY"),
        ({"bucket": "nothing-here"}, "IMAGEFLOW_STORAGE_BUCKET"),
    ],
)
def test_what_to_set_is_said(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    """A wrong key, secret or bucket is one sentence that names the variable, and no secret."""
    with s3(tmp_path, **changes) as storage:
        with pytest.raises(CouldNotCheck, match=said) as told:
            run(storage.ready())
        with pytest.raises(StorageFailed, match=said):
            run(storage.put_if_absent(KEY, PICTURE, "image/png"))
    assert "wrong-secret" not in str(told.value) + repr(storage)


def test_a_clock_that_is_wrong(tmp_path: Path) -> None:
    """A server whose clock is an hour off refuses, and that is what is said."""
    runtime = fixed_runtime_now()
    runtime.clock.move_on(3600)
    stub = StorageStub(StorageSettings(), runtime, Memory())
    with served(stub.app, stub) as url:
        storage = RealStorage(url, "imageflow", "imageflow-secret", "us-east-1", "imageflow", tmp_path)
        with pytest.raises(CouldNotCheck, match="clock"):
            run(storage.ready())


def test_nobody_there(tmp_path: Path) -> None:
    """No listener, and a listener that is no S3 server, are one sentence each."""
    for address in ("http://127.0.0.1:1", "https://127.0.0.1:1"):
        storage = RealStorage(address, "a", "b", "us-east-1", "imageflow", tmp_path)
        with pytest.raises(StorageFailed, match="does not answer"):
            run(storage.get(KEY))


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../up", "a/../b", "a//b", "a/.hidden", "a\x00b", "x" * 600, "a.json"]
)
def test_a_folder_takes_no_key_that_leads_out_of_it(tmp_path: Path, key: str) -> None:
    """Keys are plain names between slashes, whatever is asked for."""
    folder = LocalFolder(tmp_path / "objects")
    with pytest.raises(StorageFailed, match="no key"):
        run(folder.put_if_absent(key, PICTURE, "image/png"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """What is in the way is told."""
    (tmp_path / "file").touch()
    with pytest.raises(CouldNotCheck, match="name another folder"):
        run(LocalFolder(tmp_path / "file").ready())
