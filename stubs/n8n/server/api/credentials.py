"""`/api/v1/credentials`."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from stubs.n8n.server.api.bodies import json_body
from stubs.n8n.server.api.credential_types import check_data, schema_of
from stubs.n8n.server.api.pages import page_of
from stubs.n8n.server.api.refusals import NOT_FOUND, Refused, respond
from stubs.n8n.server.api.shapes import OBJECT, STRING, Shape
from stubs.n8n.server.api.views import credential_view, listed_credential
from stubs.n8n.server.library import Credential, Library

NEW = Shape({"name": STRING, "type": STRING, "data": OBJECT}, required=("name", "type", "data"), strict=False)
CHANGE = Shape({"name": STRING, "type": STRING, "data": OBJECT}, strict=False)


@dataclass(frozen=True, slots=True)
class Credentials:
    """The endpoints of credentials; their data goes in and never out."""

    library: Library

    async def create(self, request: Request) -> Response:
        """Keep a new credential."""
        body = await json_body(request)
        NEW(body, "request/body")
        check_data(body["type"], body["data"])
        return respond(credential_view(self.library.keep_credential(body["name"], body["type"], body["data"])))

    async def list(self, request: Request) -> Response:
        """List credentials, newest first."""
        return respond(page_of(request, self.library.credentials(), listed_credential))

    async def get(self, request: Request) -> Response:
        """Give a credential without its data."""
        return respond(credential_view(self._found(request, "Credential not found")))

    async def update(self, request: Request) -> Response:
        """Change a credential; data that is given replaces all that was there."""
        found = self._found(request, "Credential not found")
        body = await json_body(request)
        CHANGE(body, "request/body")
        kind = body.get("type", found.type)
        data = body.get("data") or self.library.secrets_of(found.id) or {}
        check_data(kind, data)
        return respond(
            credential_view(self.library.keep_credential(body.get("name", found.name), kind, data, found.id))
        )

    async def delete(self, request: Request) -> Response:
        """Forget a credential."""
        found = self._found(request, NOT_FOUND)
        self.library.remove_credential(found.id)
        return respond(credential_view(found) | {"usageScope": "project"})

    async def schema(self, request: Request) -> Response:
        """Give the fields of a type."""
        schema = schema_of(request.path_params["type"])
        if schema is None:
            raise Refused(404, NOT_FOUND)
        return respond(schema)

    def _found(self, request: Request, otherwise: str) -> Credential:
        found = self.library.credential(request.path_params["id"])
        if found is None:
            raise Refused(404, otherwise)
        return found
