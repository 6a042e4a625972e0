"""Objects in a folder outlive the stub, and a crash leaves none by halves."""

import os
from pathlib import Path

import pytest

from stubs.storage.errors import S3Error
from stubs.storage.settings import StorageSettings
from stubs.storage.store.folder import Folder
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo
from stubs.storage.stub import StorageStub
from tests.runtimes import NOON, FixedRuntime
from tests.serving import served
from tests.storage.raw import signed
from tests.storage.service import Service


def store(root: Path) -> ObjectStore:
    return ObjectStore(Folder(root), NOON)


def bytes_of(kept: ObjectStore, key: str) -> bytes:
    return b"".join(kept.read("imageflow", kept.info("imageflow", key)))


def info(key: str, size: int) -> ObjectInfo:
    return ObjectInfo(key, size, "etag", NOON, {"content-type": "image/png", "x-amz-meta-a": "b"})


def test_an_object_is_there_after_a_restart(tmp_path: Path, runtime: FixedRuntime) -> None:
    """What one stub was given another on the same folder gives: bytes, type, metadata, ETag, date, checksum."""
    folder = tmp_path / "made" / "here"
    answers: list[list[object]] = []
    for _ in range(2):
        stub = StorageStub(StorageSettings(), runtime, Folder(folder))
        with served(stub.app, stub) as url:
            client = Service(url, stub, runtime).client()
            if not answers:
                client.put_object(
                    Bucket="imageflow", Key="ü/1", Body=b"line\nbytes", ContentType="image/png", Metadata={"a": "b"}
                )
                client.create_bucket(Bucket="second")
            got = client.get_object(Bucket="imageflow", Key="ü/1")
            names = ("ContentType", "Metadata", "ETag", "LastModified", "ChecksumCRC32")
            answers.append([got["Body"].read(), *(got[name] for name in names)])
            assert [each["Name"] for each in client.list_buckets()["Buckets"]] == ["imageflow", "second"]
            client.close()
        runtime.clock.move_on(60)
    assert answers[0] == answers[1]


@pytest.mark.parametrize("killed_in", ["fsync", "replace"])
def test_a_kill_while_writing_leaves_the_old_object_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    """Before the rename nothing has happened: the old bytes are there, a new key is not, and the rest is swept up."""
    first = store(tmp_path)
    first.create("imageflow", NOON)
    first.put("imageflow", info("old", 3), [b"old"])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os if killed_in == "fsync" else Path, killed_in, killed)
        for key in ("old", "new"):
            with pytest.raises(KeyboardInterrupt):
                first.put("imageflow", info(key, 7), [b"newer!!"])
    assert list(tmp_path.rglob("*.part"))
    second = store(tmp_path)
    assert second.bucket("imageflow").keys == ["old"]
    assert bytes_of(second, "old") == b"old"
    assert not list(tmp_path.rglob("*.part"))


def test_deletions_last_as_well(tmp_path: Path) -> None:
    """A removed object and a removed bucket stay away."""
    first = store(tmp_path)
    for name in ("one", "two"):
        first.create(f"bucket-{name}", NOON)
    first.put("bucket-one", info("k", 1), [b"x"])
    first.delete("bucket-one", "k")
    (tmp_path / "bucket-one" / "foreign").touch()
    first.drop("bucket-one")
    second = store(tmp_path)
    assert [each.name for each in second.buckets()] == ["bucket-two"]
    second.create("bucket-one", NOON)
    assert second.bucket("bucket-one").keys == []


@pytest.mark.parametrize(
    "key", ["../../outside", "/etc/passwd", "..", ".", "a/../../b", "x" * 1024, "C:\\x", "a\x01\n"]
)
def test_no_key_is_a_path(tmp_path: Path, key: str) -> None:
    """Whatever a key says, its file lies in its bucket's folder; keys that differ by case are two."""
    root = tmp_path / "root"
    kept = store(root)
    kept.create("imageflow", NOON)
    kept.put("imageflow", info(key, 1), [b"x"])
    kept.put("imageflow", info(key.swapcase() + "K", 1), [b"y"])
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {root / "imageflow"}
    assert bytes_of(store(root), key) == b"x"


def test_a_damaged_file_is_no_object(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that was cut short or that is foreign is told of in the log and is not served."""
    kept = store(tmp_path)
    kept.create("imageflow", NOON)
    for key in ("short", "torn", "whole"):
        kept.put("imageflow", info(key, 5), [b"hello"])
    files = list((tmp_path / "imageflow").glob("*.object"))
    short, torn = (next(each for each in files if key in each.read_text()) for key in ("short", "torn"))
    short.write_bytes(short.read_bytes()[:-1])
    torn.write_bytes(torn.read_bytes()[:20])
    (tmp_path / "imageflow" / "foreign.object").write_bytes(b"[1]\n\xff")
    (tmp_path / "stray").mkdir()
    assert store(tmp_path).bucket("imageflow").keys == ["whole"]
    assert caplog.text.count("left alone") == 3


def test_a_full_disk_is_told(tmp_path: Path, runtime: FixedRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the folder can't be written the answer is 503 with a sentence, and the object does not exist."""
    stub = StorageStub(StorageSettings(), runtime, Folder(tmp_path))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with served(stub.app, stub) as url:
        service = Service(url, stub, runtime)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            answer = signed(service, "PUT", "/imageflow/k", {}, b"x")
        assert (answer.status, answer.code) == (503, "ServiceUnavailable")
        assert signed(service, "GET", "/imageflow/k").code == "NoSuchKey"


def test_a_bucket_of_no_name_is_refused_before_the_folder_is_touched(tmp_path: Path) -> None:
    """A name that climbs is InvalidBucketName."""
    kept = store(tmp_path / "root")
    for name in ("../up", "..", "a/b", ""):
        with pytest.raises(S3Error, match="InvalidBucketName"):
            kept.create(name, NOON)
    assert list(tmp_path.iterdir()) == [tmp_path / "root"]
