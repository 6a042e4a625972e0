"""Stability's endpoints: multipart in, bytes or JSON out, and pictures that are withheld in a 200."""

import base64
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from stubs.ai.access import SECURED, check_bearer
from stubs.ai.dialects.stability import requests
from stubs.ai.forms import Form, read_form
from stubs.ai.neutral import Job, Kind, Made, Refused
from stubs.ai.retouching import opened
from stubs.ai.speaking import Answered, Speaker
from stubs.ai.studio import Studio
from stubs.serving.routes import Answers

GENERATE: Final = "/v2beta/stable-image/generate"
MODELS: Final = ("core", "ultra", "sd3")
BALANCE: Final = "/v1/user/balance"
SUCCESS, FILTERED = "SUCCESS", "CONTENT_FILTERED"
CREDITS_A_DOLLAR: Final = 100
PLENTY: Final = 1_000_000.0
"""Dollars that are left when there is no end of them."""
REFUSALS: dict[Kind, tuple[int, str]] = {
    Kind.AUTH: (401, "unauthorized"),
    Kind.FORBIDDEN: (403, "permission_denied"),
    Kind.NO_CREDIT: (402, "payment_required"),
    Kind.RATE_LIMITED: (429, "rate_limit_exceeded"),
    Kind.INVALID: (400, "bad_request"),
    Kind.BLOCKED: (403, "content_moderation"),
    Kind.NOT_FOUND: (404, "not_found"),
    Kind.NOT_ALLOWED: (405, "method_not_allowed"),
    Kind.TOO_LARGE: (413, "payload_too_large"),
    Kind.UNSUPPORTED: (400, "bad_request"),
    Kind.ERROR: (500, "internal_error"),
    Kind.UNAVAILABLE: (503, "service_unavailable"),
    Kind.TIMEOUT: (504, "gateway_timeout"),
}
"""Status and name, by kind."""
FORM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["prompt"],
    "properties": {"prompt": {"type": "string"}, "aspect_ratio": {"enum": list(requests.SIZES)}},
}


@dataclass(frozen=True)
class Stability:
    """Limitations: core, ultra and sd3 alone: no edits, upscaling, control or 3D.

    `style_preset`, the negative prompt and `cfg_scale` are taken and change nothing.
    """

    studio: Studio
    name: ClassVar[str] = "stability"
    prefixes: ClassVar[tuple[str, ...]] = ("/v2beta/", "/v1/user/")

    async def generate_stable_image(self, request: Request) -> Response:
        """Answer 200 with one picture as bytes, or in JSON when that is what `Accept` says; raises `Refused`."""
        check_bearer(request, self.studio.settings.api_key)
        model = request.path_params["model"]
        if model not in MODELS:
            raise Refused(Kind.NOT_FOUND, f"There is no {model}: use one of {', '.join(MODELS)}.")
        as_json = _wants_json(request)
        form = await self._form(request)
        wanted = requests.read(form, model)
        seed = wanted.seed or int(self.studio.runtime.entropy.uniform(1, requests.MOST_SEED))
        job = requests.job_of(wanted, form, model, seed)
        if job.source is not None:
            opened(job.source, "image")
        made = await self.studio.take(request, self.name, job)
        return await self._answer(made, job, as_json=as_json)

    async def show_balance(self, request: Request) -> Response:
        """Give what is left, in credits."""
        check_bearer(request, self.studio.settings.api_key)
        credit = self.studio.accounts.credit
        return JSONResponse({"credits": round((PLENTY if credit is None else credit) * CREDITS_A_DOLLAR, 4)})

    async def _form(self, request: Request) -> Form:
        return await read_form(request, self.studio.settings.upload_cap)

    async def _answer(self, made: Made, job: Job, *, as_json: bool) -> Response:
        picture = made.pictures[0] if made.pictures else None
        data = await self.studio.paint(made, picture) if picture and not made.filtered else b""
        reason = FILTERED if made.filtered else SUCCESS
        if as_json:
            shown = base64.b64encode(data).decode()
            return JSONResponse({"image": shown, "finish_reason": reason, "seed": job.seed})
        headers = {"finish-reason": reason, "seed": str(job.seed)}
        return Response(data, 200, headers, media_type=f"image/{job.format}")

    def refusal(self, refused: Refused) -> Response:
        """Give `{"id", "name", "errors"}`."""
        status, name = REFUSALS[refused.kind]
        errors = [f"{fault.path}: {_plain(fault.message)}" for fault in refused.faults] or [str(refused)]
        id_ = self.studio.runtime.entropy.uuid().replace("-", "")
        return JSONResponse({"id": id_, "name": name, "errors": errors}, status, refused.headers)

    def dress(self, answered: Answered) -> None:
        """Add the request's id."""
        answered.answer.headers["x-request-id"] = self.studio.runtime.entropy.uuid().replace("-", "")

    def add_to(self, speaker: Speaker) -> None:
        """Serve the endpoints."""
        refusals = dict.fromkeys((400, 401, 402, 403, 404, 413, 429), "Refused: id, name, errors")
        answers: Answers = {200: "The picture, as bytes or in JSON", **refusals}
        body: dict[str, Any] = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}}
        speaker.add(
            self,
            "POST",
            f"{GENERATE}/{{model}}",
            self.generate_stable_image,
            summary="Paint (Stability)",
            answers=answers,
            **body,
            **SECURED,
        )
        known: Answers = {200: "Credits", 401: "The key is refused"}
        speaker.add(self, "GET", BALANCE, self.show_balance, summary="Credits left", answers=known, **SECURED)


def _wants_json(request: Request) -> bool:
    accept = request.headers.get("accept", "*/*").partition(";")[0].strip().lower()
    if accept in {"image/*", "*/*", "image/png", "image/jpeg", "image/webp"}:
        return False
    if accept == "application/json":
        return True
    raise Refused(Kind.INVALID, "accept: must be one of: image/*, application/json", param="accept")


def _plain(sentence: str) -> str:
    return "is required" if sentence == "This field is required." else sentence.rstrip(".")
