"""The file storage stub: S3 over path-style URLs, its requests signed, its objects in memory or in a folder."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.runtime import Runtime
from stubs.serving.app import new_app
from stubs.serving.routes import add_route
from stubs.storage import listing
from stubs.storage.bucket_operations import BucketOperations
from stubs.storage.calls import Operation, Reception
from stubs.storage.front import Front
from stubs.storage.object_operations import ObjectOperations
from stubs.storage.objects import Medium, Memory, ObjectStore
from stubs.storage.openapi import ANSWERS, SECURED, body_of, declare_security, more_answers, parameters
from stubs.storage.responses import add_refusals
from stubs.storage.settings import StorageSettings
from stubs.storage.signatures import Signatures

LARGEST_DOCUMENT = 1024 * 1024
BUCKET, OBJECT = "/{bucket}", "/{bucket}/{key:path}"


class StorageStub:
    """Limitations: path-style URLs, one pair of keys, no presigned URLs, copies, multipart uploads, versions or ACLs.

    What it lacks it answers as S3 does, by `NotImplemented`. A bucket can't be called `health` or `openapi.json`.
    Verifies Signature Version 4, Content-MD5 and the checksums CRC32, SHA1 and SHA256; an object is held in memory
    while it is put or given.
    """

    def __init__(self, settings: StorageSettings, runtime: Runtime, medium: Medium | None = None) -> None:
        """Build the stub, with what its medium kept (memory of its own by default) and the buckets of the settings."""
        self.settings = settings
        self.store = ObjectStore(medium or Memory())
        self._provision(runtime)
        self._reception = Reception(Signatures(settings, runtime.clock))
        self.app = new_app("File storage stub", "S3 over path-style URLs.")
        self.app.add_middleware(Front, entropy=runtime.entropy)
        add_refusals(self.app)
        add_route(self.app, "GET", "/health", _health, summary="Ready")
        self._add_bucket_routes(BucketOperations(settings, self.store, runtime.clock))
        self._add_object_routes(ObjectOperations(self.store, runtime.clock))
        declare_security(self.app)

    def _provision(self, runtime: Runtime) -> None:
        there = {bucket.name for bucket in self.store.buckets()}
        for name in self.settings.buckets:
            if name not in there:
                self.store.create(name, runtime.clock.now().replace(microsecond=0))

    def _add_bucket_routes(self, do: BucketOperations) -> None:
        self._add("GET", "/", do.list_buckets, "List buckets")
        self._add("PUT", BUCKET, do.create_bucket, "Create a bucket")
        self._add("HEAD", BUCKET, do.head_bucket, "Tell whether a bucket is there")
        self._add("GET", BUCKET, do.get_bucket, "List objects, or locate", known=listing.KNOWN | {"location"})
        self._add("DELETE", BUCKET, do.delete_bucket, "Delete a bucket", success=204)
        self._add("POST", BUCKET, do.post_bucket, "Delete objects", known=frozenset({"delete"}))

    def _add_object_routes(self, do: ObjectOperations) -> None:
        self._add(
            "PUT",
            OBJECT,
            do.put_object,
            "Put an object",
            limit=self.settings.max_object_bytes,
            too_large="EntityTooLarge",
        )
        self._add("GET", OBJECT, do.get_object, "Get an object")
        self._add("HEAD", OBJECT, do.head_object, "Get an object's headers")
        self._add("DELETE", OBJECT, do.delete_object, "Delete an object", success=204)

    def _add(
        self,
        method: str,
        path: str,
        operation: Operation,
        summary: str,
        *,
        known: frozenset[str] = frozenset(),
        limit: int = LARGEST_DOCUMENT,
        too_large: str = "MaxMessageLengthExceeded",
        success: int = 200,
    ) -> None:
        async def endpoint(request: Request) -> Response:
            return operation(await self._reception.receive(request, known, limit, too_large))

        endpoint.__name__ = operation.__name__
        described: dict[str, Any] = {"parameters": parameters(path, known), **body_of(operation.__name__), **SECURED}
        answers = {success: "Done", **ANSWERS, **more_answers(operation.__name__)}
        add_route(self.app, method, path, endpoint, summary=summary, answers=answers, **described)

    async def start(self) -> None:
        """Begin nothing: all work is done while a request waits for it."""

    async def stop(self) -> None:
        """Nothing to let go of: what was answered is kept already."""


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "pass"})
