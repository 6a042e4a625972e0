"""The file storage stub: S3, its requests signed, its objects in memory or in a folder."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.runtime import Runtime
from stubs.serving.app import new_app
from stubs.serving.routes import Endpoint, add_route
from stubs.storage.addresses import read_query
from stubs.storage.bodies.forms import is_form
from stubs.storage.buckets import cors
from stubs.storage.calls import Reception, place_of
from stubs.storage.catalogue import Catalogue
from stubs.storage.front import Front
from stubs.storage.objects.posting import Posting
from stubs.storage.objects.writing import Writing
from stubs.storage.openapi import PREFLIGHT, declare_security, described
from stubs.storage.operations import BUCKET, OBJECT, SERVICE, Choice, choose, resource_of
from stubs.storage.responses import add_refusals
from stubs.storage.settings import StorageSettings
from stubs.storage.signing.signatures import Signatures
from stubs.storage.store.medium import Medium, Memory
from stubs.storage.store.objects import ObjectStore

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")


class StorageStub:
    """Limitations: one pair of keys, nothing public, no versions, locks, keys of encryption, archives or life cycles.

    What it lacks it answers as S3 does, by `NotImplemented`. A bucket can't be called `health` or `openapi.json`.
    A body is held in memory once while it is put; a large one is given piece by piece.
    """

    def __init__(self, settings: StorageSettings, runtime: Runtime, medium: Medium | None = None) -> None:
        """Build the stub, with what its medium kept (memory of its own by default) and the buckets of the settings."""
        self.settings, self._clock = settings, runtime.clock
        self.store = ObjectStore(medium or Memory(), self._clock.now().replace(microsecond=0))
        self._provision()
        self._signatures = Signatures(settings, runtime.clock)
        self._reception = Reception(settings.max_object_bytes)
        writing = Writing(self.store, runtime.clock)
        self._posting = Posting(settings, self._signatures, writing, runtime.clock)
        self._choices = Catalogue(settings, self.store, runtime).choices()
        self.app = new_app("File storage stub", "S3, by Signature Version 4.")
        self.app.add_middleware(Front, entropy=runtime.entropy, domains=settings.domains)
        add_refusals(self.app)
        add_route(self.app, "GET", "/health", _health, summary="Ready")
        for method in METHODS:
            for path in (SERVICE, BUCKET, OBJECT):
                self._add(method, path)
        self._add_preflight()
        declare_security(self.app)

    def _provision(self) -> None:
        there = {bucket.name for bucket in self.store.buckets()}
        for name in self.settings.buckets:
            if name not in there:
                self.store.create(name, self._clock.now().replace(microsecond=0))

    def _add(self, method: str, path: str) -> None:
        choices = [each for each in self._choices if (each.method, each.path) == (method, path)]
        if not choices:
            return

        async def endpoint(request: Request) -> Response:
            return await self._serve(request, choices)

        name = f"{method.lower()}_{resource_of(path).lower()}"
        add_route(self.app, method, path, _named(endpoint, name), **described(path, choices))

    async def _serve(self, request: Request, choices: list[Choice]) -> Response:
        bucket, key = place_of(request)
        if request.method == "POST" and not key and is_form(request.headers.get("content-type", "")):
            return self._told(request, bucket, await self._posting.post_object(request))
        query = read_query(request.scope["query_string"].decode("latin-1"))
        seal = self._signatures.verify(request, query)
        choice = choose(choices, [name for name, _ in query], request.headers)
        call = await self._reception.receive(request, query, seal, data=choice.data)
        return self._told(request, bucket, choice.operation(call))

    def _told(self, request: Request, bucket: str, response: Response) -> Response:
        """Tell a page of another origin that it may read an answer, if the bucket's rules say so."""
        if origin := request.headers.get("origin"):
            response.headers.update(cors.told_to_page(self._rules(bucket), request.method, origin))
        return response

    def _rules(self, bucket: str) -> str | None:
        return next((each.documents.get("cors") for each in self.store.buckets() if each.name == bucket), None)

    def _add_preflight(self) -> None:
        async def preflight(request: Request) -> Response:
            return Response(headers=cors.preflight(self._rules(place_of(request)[0]), request.headers))

        for path in (BUCKET, OBJECT):
            name = f"options_{resource_of(path).lower()}"
            add_route(self.app, "OPTIONS", path, _named(preflight, name), **PREFLIGHT)

    async def start(self) -> None:
        """Begin nothing: all work is done while a request waits for it."""

    async def stop(self) -> None:
        """Nothing to let go of: what was answered is kept already."""


def _named(endpoint: Endpoint, name: str) -> Endpoint:
    async def named(request: Request) -> Response:
        return await endpoint(request)

    named.__name__ = name
    return named


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "pass"})
