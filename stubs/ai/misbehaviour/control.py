"""The control routes: tell the service to misbehave, and see what was charged. No provider has them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.messages.base import Message
from stubs.ai.access import SECURED, check_bearer
from stubs.ai.misbehaviour.asked import Misbehaviour, Standing
from stubs.ai.misbehaviour.menu import WHAT, read
from stubs.ai.studio import Studio
from stubs.serving.bodies import read_body
from stubs.serving.routes import Answers, add_route

MISBEHAVIOUR, ACCOUNT = "/imageflow/misbehaviour", "/imageflow/account"
CAP = 10_000


class Wanted(Message):
    """`PUT /imageflow/misbehaviour`: what to do (`rate_limited=600`), how often, and in which dialect."""

    misbehave: Annotated[str, Field(min_length=1, max_length=100)]
    times: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    dialect: Literal["openai", "stability", "replicate", "automatic1111", "gemini"] | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """The control routes; they take the stub's API key as a bearer token."""

    api_key: str
    misbehaviour: Misbehaviour
    studio: Studio

    async def show_misbehaviour(self, request: Request) -> Response:
        """Tell what stands, and what there is."""
        check_bearer(request, self.api_key)
        standing = self.misbehaviour.standing
        now = standing and {"misbehave": standing.wrong.name, "times": standing.times, "dialect": standing.dialect}
        return JSONResponse({"now": now, "menu": WHAT})

    async def set_misbehaviour(self, request: Request) -> Response:
        """Misbehave from now on."""
        check_bearer(request, self.api_key)
        wanted = Wanted.read(await read_body(request, CAP))
        self.misbehaviour.standing = Standing(read(wanted.misbehave), wanted.times, wanted.dialect)
        return Response(status_code=204)

    async def end_misbehaviour(self, request: Request) -> Response:
        """Behave again."""
        check_bearer(request, self.api_key)
        self.misbehaviour.standing = None
        return Response(status_code=204)

    async def show_charges(self, request: Request) -> Response:
        """Tell what was charged, in all and by model."""
        check_bearer(request, self.api_key)
        charges = self.studio.charges
        models = {each.model: 0 for each in charges}
        for each in charges:
            models[each.model] += each.n
        spent = round(sum(each.dollars for each in charges), 6)
        images = sum(models.values())
        return JSONResponse(
            {"images": images, "dollars": spent, "credit": self.studio.accounts.credit, "by_model": models}
        )

    def add_to(self, app: FastAPI) -> None:
        """Serve the routes."""
        refused = "The key is refused, or what is asked for is unknown"
        done: Answers = {204: "Done", 400: refused, 401: refused, 413: refused}
        shown: Answers = {200: "As it stands", 401: refused}
        add_route(app, "GET", MISBEHAVIOUR, self.show_misbehaviour, summary="The menu", answers=shown, **SECURED)
        add_route(
            app, "PUT", MISBEHAVIOUR, self.set_misbehaviour, summary="Misbehave", takes=Wanted, answers=done, **SECURED
        )
        add_route(app, "DELETE", MISBEHAVIOUR, self.end_misbehaviour, summary="Behave", answers=done, **SECURED)
        add_route(app, "GET", ACCOUNT, self.show_charges, summary="What was charged", answers=shown, **SECURED)
