"""The `sdapi` endpoints: one's own machine, without a key, and answers with JSON inside JSON."""

import base64
import binascii
import hmac
import json
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.messages.base import Message
from stubs.ai import latency
from stubs.ai.dialects.automatic1111.lists import LISTS, info_of
from stubs.ai.dialects.automatic1111.progress import Progress
from stubs.ai.dialects.automatic1111.requests import (
    CHECKPOINTS,
    Wanted,
    WantedOfImage,
    job_of,
    picture_of,
)
from stubs.ai.neutral import Kind, Refused
from stubs.ai.retouching import opened
from stubs.ai.speaking import Answered, Speaker
from stubs.ai.studio import Studio
from stubs.serving.bodies import read_body
from stubs.serving.routes import Answers

BASE: Final = "/sdapi/v1"
MOST_SEED: Final = 2**32 - 1
REFUSALS: dict[Kind, tuple[int, str]] = {
    Kind.AUTH: (401, "Incorrect username or password"),
    Kind.FORBIDDEN: (403, "Forbidden"),
    Kind.NO_CREDIT: (402, "Payment Required"),
    Kind.RATE_LIMITED: (429, "Too Many Requests"),
    Kind.INVALID: (422, ""),
    Kind.BLOCKED: (422, ""),
    Kind.NOT_FOUND: (404, ""),
    Kind.NOT_ALLOWED: (405, "Method Not Allowed"),
    Kind.TOO_LARGE: (413, ""),
    Kind.UNSUPPORTED: (422, ""),
    Kind.ERROR: (500, ""),
    Kind.UNAVAILABLE: (503, "Service Unavailable"),
    Kind.TIMEOUT: (504, "Gateway Timeout"),
}
"""Status and the words that stand for all that is said, by kind."""
FORMATS: Final = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}


class PngInfo(Message):
    """`POST /sdapi/v1/png-info`."""

    image: str


@dataclass(frozen=True)
class Automatic1111:
    """Limitations: no scripts, extensions, LoRA, upscaling or training; steps, samplers and cfg_scale change nothing.

    A picture that is interrupted is the whole one. Nothing is moderated, as on one's own machine.
    """

    studio: Studio
    options: dict[str, Any] = field(
        default_factory=lambda: {"sd_model_checkpoint": CHECKPOINTS[0], "samples_format": "png", "sd_vae": "Automatic"}
    )
    name: ClassVar[str] = "automatic1111"
    prefixes: ClassVar[tuple[str, ...]] = ("/sdapi/",)
    progress: Progress = field(init=False)

    def __post_init__(self) -> None:
        """Begin idle."""
        object.__setattr__(self, "progress", Progress(self.studio.runtime.clock))

    async def txt2img(self, request: Request) -> Response:
        """Answer 200 with the pictures; raises `Refused`."""
        self._check(request)
        return await self._painted(request, Wanted.read(await self._body(request)))

    async def img2img(self, request: Request) -> Response:
        """Answer 200 with pictures made of the first one that was sent; raises `Refused`."""
        self._check(request)
        return await self._painted(request, WantedOfImage.read(await self._body(request)))

    async def show_progress(self, request: Request) -> Response:
        """Tell how far the job at work is."""
        self._check(request)
        return JSONResponse(self.progress.as_json())

    async def interrupt(self, request: Request) -> Response:
        """End the job at work."""
        self._check(request)
        self.progress.interrupt()
        return JSONResponse({})

    async def show_options(self, request: Request) -> Response:
        """Give the options."""
        self._check(request)
        return JSONResponse(self.options)

    async def set_options(self, request: Request) -> Response:
        """Change options; those that nobody knows are kept as well."""
        self._check(request)
        given = _object(await self._body(request))
        _check_checkpoint(given)
        self.options.update(given)
        return JSONResponse(None)

    async def png_info(self, request: Request) -> Response:
        """Give the text that a picture bears."""
        self._check(request)
        asked = PngInfo.read(await self._body(request))
        image = opened(picture_of(asked.image), "image")
        items = {str(key): str(value) for key, value in image.info.items() if isinstance(value, str)}
        return JSONResponse({"info": items.get("prompt", ""), "items": items, "parameters": {}})

    async def _painted(self, request: Request, wanted: Wanted) -> Response:
        override = wanted.override_settings or {}
        _check_checkpoint(override)
        options = self.options | override
        entropy = self.studio.runtime.entropy
        seed = wanted.seed if wanted.seed >= 0 else int(entropy.uniform(0, MOST_SEED))
        form: Any = FORMATS.get(str(options["samples_format"]), "png")
        job = job_of(wanted, str(options["sd_model_checkpoint"]).partition(".")[0], form, seed)
        job = self.studio.checked(request, job, moderate=False)
        self.studio.admit(request, self.name, job)
        seconds = latency.drawn(self.studio.settings.latency, entropy)
        await self.progress.wait(seconds, wanted.steps)
        made = self.studio.charged(request, self.name, job)
        images = [await self.studio.paint_text(made, each) for each in made.pictures if not made.filtered]
        info = json.dumps(info_of(wanted, job, made))
        shown = images if wanted.send_images else []
        return JSONResponse({"images": shown, "parameters": wanted.model_dump(), "info": info})

    async def _body(self, request: Request) -> bytes:
        return await read_body(request, self.studio.settings.upload_cap)

    def _check(self, request: Request) -> None:
        """Let everybody pass, or those with the password: the stub's API key; raises `Refused`."""
        if self.studio.settings.open_sdapi:
            return
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        try:
            password = base64.b64decode(given, validate=True).partition(b":")[2] if scheme.lower() == "basic" else b""
        except (binascii.Error, ValueError):
            password = b""
        if not hmac.compare_digest(password, self.studio.settings.api_key.encode()):
            raise Refused(Kind.AUTH, "Incorrect username or password", headers={"www-authenticate": "Basic"})

    def refusal(self, refused: Refused) -> Response:
        """Give `{"detail": …}` as FastAPI does, or the server's own four fields for what went wrong inside it."""
        status, words = REFUSALS[refused.kind]
        if refused.kind is Kind.ERROR:
            inside = {"error": "RuntimeError", "detail": "", "body": "", "errors": str(refused)}
            return JSONResponse(inside, status, refused.headers)
        detail: Any = words or str(refused)
        if refused.kind is Kind.NOT_FOUND and refused.code == "unknown_url":
            detail = "Not Found"
        if status == 422:
            faults = [(fault.path, fault.message, fault.type) for fault in refused.faults]
            faults = faults or [(refused.param or "body", str(refused), "value_error")]
            detail = [{"type": kind, "loc": ["body", path], "msg": text} for path, text, kind in faults]
        return JSONResponse({"detail": detail}, status, refused.headers)

    def dress(self, answered: Answered) -> None:
        """Add how long it took, in the run's time."""
        took = (self.studio.runtime.clock.now() - answered.began).total_seconds()
        answered.answer.headers["x-process-time"] = f"{took:.4f}"

    def add_to(self, speaker: Speaker) -> None:
        """Serve the endpoints."""
        refusals = dict.fromkeys((401, 404, 413, 422, 429), "Refused: detail")
        painted: Answers = {200: "Pictures, parameters, info", **refusals}
        known: Answers = {200: "As it is", 401: "The password is refused"}
        for method, path, endpoint, takes, answers in (
            ("POST", "txt2img", self.txt2img, Wanted, painted),
            ("POST", "img2img", self.img2img, WantedOfImage, painted),
            ("GET", "progress", self.show_progress, None, known),
            ("POST", "interrupt", self.interrupt, None, known),
            ("GET", "options", self.show_options, None, known),
            ("POST", "options", self.set_options, None, painted),
            ("POST", "png-info", self.png_info, PngInfo, painted),
        ):
            summary = f"{path} (AUTOMATIC1111)"
            speaker.add(self, method, f"{BASE}/{path}", endpoint, summary=summary, takes=takes, answers=answers)
        for path, shown in LISTS.items():
            endpoint = self._listing(path, shown)
            speaker.add(self, "GET", f"{BASE}/{path}", endpoint, summary=f"{path} (AUTOMATIC1111)", answers=known)

    def _listing(self, path: str, shown: Any) -> Any:
        async def show(request: Request) -> Response:
            self._check(request)
            return JSONResponse(shown)

        show.__name__ = f"list_{path.replace('-', '_')}"
        return show


def _check_checkpoint(options: dict[str, Any]) -> None:
    name = options.get("sd_model_checkpoint", CHECKPOINTS[0])
    if str(name).partition(" [")[0] not in {*CHECKPOINTS, *(each.partition(".")[0] for each in CHECKPOINTS)}:
        raise Refused(Kind.NOT_FOUND, f"model {str(name)[:200]!r} not found")


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refused(Kind.INVALID, "Input should be a valid dictionary", param="body")
    return given
