"""Steps that speak to file storage as Odoo does: S3 over path-style URLs, each call through the tap in front."""

import base64
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from PIL import Image
from pytest_bdd import given, parsers, then, when

from contracts.kit.object_storage import object_headers
from contracts.participants import System
from features.world import World
from simulator.entropy import RunEntropy

MOST_PIXELS = 255
REQUEST = "7b6c1d2e-0000-4000-8000-000000000001"


def picture(shade: int) -> bytes:
    """Give a small picture."""
    data = io.BytesIO()
    Image.new("RGB", (64, 64), (shade % MOST_PIXELS, 90, 160)).save(data, "PNG")
    return data.getvalue()


@dataclass
class Shelf:
    """One key of the bucket that nobody else uses, and what the storage said last.

    Attributes:
        key: it is noted before anything is put under it, and removed at the end.
        data: what was put first.
        status: of the last answer that the scenario is about.
        why: what storage said with it.
    """

    world: World
    key: str = field(default_factory=lambda: f"imageflow-verify/{RunEntropy().token(8)}.png")
    data: bytes = b""
    status: int = 0
    why: str = ""
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, who: str = "odoo") -> Any:
        """Give a client: Odoo's own, one with another secret key (`other`), or one without any (`stranger`)."""
        if who not in self._clients:
            settings = self.world.stage.sandbox.settings
            signing = {"signature_version": UNSIGNED} if who == "stranger" else {}
            self._clients[who] = boto3.client(
                "s3",
                endpoint_url=self.world.stage.sandbox.fronts[System.STORAGE],
                aws_access_key_id=settings.storage_access_key,
                aws_secret_access_key=settings.storage_secret_key if who == "odoo" else "another-secret-key",
                region_name=settings.storage_region,
                config=Config(
                    s3={"addressing_style": "path"},
                    connect_timeout=10,
                    read_timeout=60,
                    retries={"total_max_attempts": 1},
                    proxies={},
                    request_checksum_calculation="when_required",
                    **signing,
                ),
            )
        return self._clients[who]

    def call(self, operation: str, who: str = "odoo", **arguments: Any) -> Any:
        """Call storage about the key, and keep what it answered; nothing when it refused."""
        bucket = self.world.stage.sandbox.settings.storage_bucket
        try:
            found = getattr(self.client(who), operation)(Bucket=bucket, Key=self.key, **arguments)
        except ClientError as refusal:
            self.status = int(refusal.response["ResponseMetadata"]["HTTPStatusCode"])
            self.why = str(refusal.response["Error"].get("Code", ""))
            return None
        except BotoCoreError as error:
            raise AssertionError(f"{operation} got no answer that S3 gives: {type(error).__name__}") from None
        self.status = int(found["ResponseMetadata"]["HTTPStatusCode"])
        return found

    def put(self, data: bytes, who: str = "odoo", **arguments: Any) -> None:
        """Put an object as Odoo does; it is in the cleanup ledger before."""
        if not self.data:
            self.data = data
            self.world.note_object(self.key)
        told = dict(object_headers("image/png", hashlib.sha256(data).hexdigest(), REQUEST, data))
        as_odoo = {
            "ContentType": told["content-type"],
            "ContentMD5": told["content-md5"],
            "ChecksumSHA256": told["x-amz-checksum-sha256"],
            "Metadata": {"sha256": told["x-amz-meta-sha256"], "request-id": REQUEST},
        }
        self.call("put_object", who, Body=data, **as_odoo | arguments)

    def get(self) -> Any:
        """Give the object as it is there now; None when it is not. What storage said before is kept."""
        status, why = self.status, self.why
        found = self.call("get_object")
        try:
            body = found["Body"].read() if found else None
        except (BotoCoreError, OSError) as error:
            raise AssertionError(
                f"other bytes came back than storage itself announces: {type(error).__name__}"
            ) from None
        found_status, self.status, self.why = self.status, status, why
        assert found is not None or found_status == 404, f"storage answers {found_status} when an object is asked for"
        return None if found is None else found | {"Body": body}


@pytest.fixture
def shelf(world: World) -> Iterator[Shelf]:
    """The scenario's own key."""
    made = Shelf(world)
    yield made
    for client in made._clients.values():  # noqa: SLF001 - its own
        client.close()


@given("storage is spoken to as Odoo does")
def spoken_to(world: World) -> None:
    world.fronted = frozenset({System.STORAGE})


@when("a picture is put")
def picture_is_put(shelf: Shelf) -> None:
    shelf.put(picture(10))


@when("the same picture is put again")
def put_again(shelf: Shelf) -> None:
    shelf.put(shelf.data)


@when(parsers.parse("{count:d} bytes are put"))
def bytes_are_put(shelf: Shelf, count: int) -> None:
    shelf.put(picture(20).ljust(count, b"\0"))


@when("another picture is put under its key unless there is one")
def put_unless_there(shelf: Shelf) -> None:
    shelf.put(picture(30), IfNoneMatch="*")


@when("a picture is put with the checksum of another")
def put_damaged(shelf: Shelf) -> None:
    digest = hashlib.md5(b"another", usedforsecurity=False).digest()
    wrong = {"ContentMD5": digest, "ChecksumSHA256": hashlib.sha256(b"another").digest()}
    shelf.put(picture(40), **{name: base64.b64encode(each).decode() for name, each in wrong.items()})


@when("a picture is put with a signature by another key")
def put_by_another(shelf: Shelf) -> None:
    shelf.put(picture(50), "other")


@when("a stranger asks for a picture that is there")
def stranger_asks(shelf: Shelf) -> None:
    shelf.put(picture(60))
    shelf.call("get_object", "stranger")


@when("a picture that was never put is asked for")
def asks_for_nothing(shelf: Shelf) -> None:
    shelf.call("get_object")


@when("it is removed")
@when("it is removed again")
def removed(shelf: Shelf) -> None:
    shelf.call("delete_object")


@then("storage took it")
def took_it(shelf: Shelf) -> None:
    assert 200 <= shelf.status < 300, f"storage answered {shelf.status} {shelf.why}".rstrip()


@then(parsers.parse("storage refuses it with {status:d}"))
def refuses_it(shelf: Shelf, status: int) -> None:
    assert shelf.status == status, f"storage answered {shelf.status} {shelf.why}".rstrip()


@then("it is given back byte for byte")
@then("the first picture is still there")
def given_back(shelf: Shelf) -> None:
    found = shelf.get()
    assert found is not None, "it is not there"
    assert hashlib.sha256(found["Body"]).hexdigest() == hashlib.sha256(shelf.data).hexdigest(), "other bytes came back"


@then(parsers.parse('it bears the media type "{media_type}"'))
def bears_type(shelf: Shelf, media_type: str) -> None:
    assert shelf.get()["ContentType"] == media_type


@then("it bears its request and its hash")
def bears_metadata(shelf: Shelf) -> None:
    told = {"sha256": hashlib.sha256(shelf.data).hexdigest(), "request-id": REQUEST}
    assert {name.lower(): value for name, value in shelf.get()["Metadata"].items()} == told


@then("there is no such object")
def no_such_object(shelf: Shelf) -> None:
    assert shelf.get() is None, "it is there"
