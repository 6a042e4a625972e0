"""Links to pictures that expire: signed as blob stores sign theirs, judged by the run's clock."""

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache

from fastapi import FastAPI
from itsdangerous import Signer
from starlette.requests import Request
from starlette.responses import Response

from contracts.ports.ai import LINKS
from contracts.runtime import Clock
from stubs.ai.link_store import LinkStore
from stubs.ai.pictures import Picture, Render
from stubs.serving.routes import add_route

XML = '<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'


class LinkRefused(Exception):
    """A link that gives no picture, whatever the reason a 403: a blob store's code, and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        """Take the parts of the answer."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links and serves what they point to."""

    store: LinkStore
    clock: Clock
    lifetime_seconds: float
    render: Render

    def path_to(self, picture: Picture, *, since: float | None = None) -> str:
        """Give the path of a picture, good for the lifetime from a moment (seconds since the epoch), or from now."""
        now = self.clock.now().timestamp()
        expires_at = (now if since is None else since) + self.lifetime_seconds
        # Named after what it shows: a seeded run that is repeated on one data folder finds its own pictures again.
        parameters = picture.as_json()
        picture_id = hashlib.sha256(parameters.encode()).hexdigest()[:32]
        self.store.keep(picture_id, parameters, expires_at, now)
        return f"{LINKS}/{self._sign(f'{picture_id}.{int(expires_at * 1000)}').decode()}"

    def picture_of(self, token: str) -> Picture:
        """Give the picture of a link.

        Raises:
            LinkRefused: it was changed, or it has expired.
        """
        value = token.rpartition(".")[0]
        # Signed again and compared as text: decoding a signature would let its spare bits be changed.
        if not hmac.compare_digest(self._sign(value), token.encode()):
            text = "The link was changed or is not from here: use it exactly as it was given."
            raise LinkRefused("SignatureDoesNotMatch", text)
        picture_id, _, expires_ms = value.partition(".")
        parameters = self.store.find(picture_id)
        if parameters is None or self.clock.now().timestamp() * 1000 > int(expires_ms):
            raise LinkRefused("AccessDenied", "The link has expired: ask for the picture again.")
        return Picture.from_json(parameters)

    async def show_picture(self, request: Request) -> Response:
        """Give the picture's bytes, or a refusal as a blob store words it."""
        try:
            picture = self.picture_of(request.path_params["token"])
        except LinkRefused as error:
            text = XML.format(code=error.code, message=error)
            return Response(text, 403, media_type="application/xml")
        headers = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
        return Response(await self.render(picture), 200, headers, picture.media_type)

    def add_to(self, app: FastAPI) -> None:
        """Serve the links."""
        answers = {200: "The picture's bytes", 403: "Expired, or changed (XML)"}
        add_route(
            app,
            "GET",
            f"{LINKS}/{{token}}",
            self.show_picture,
            summary="Fetch a picture by its link (I09)",
            answers=answers,
            parameters=[{"name": "token", "in": "path", "required": True, "schema": {"type": "string"}}],
        )

    def _sign(self, value: str) -> bytes:
        return _signer(self.store.signing_key).sign(value)


@lru_cache(maxsize=16)
def _signer(key: str) -> Signer:
    return Signer(key, salt="imageflow.links", digest_method=hashlib.sha256)
