"""Gemini's endpoints: content in, content out, and refusals that are answers."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from stubs.ai.access import check_key
from stubs.ai.dialects.gemini import requests
from stubs.ai.neutral import Job, Kind, Made, Refused
from stubs.ai.speaking import Answered, Speaker
from stubs.ai.studio import Studio
from stubs.serving.bodies import read_body
from stubs.serving.routes import Answers, Endpoint

BASES: Final = ("/v1beta/models", "/v1/models")
KEY: Final = "x-goog-api-key"
GENERATE, STREAM = "generateContent", "streamGenerateContent"
MODELS: Final = ("gemini-2.5-flash-image", "gemini-3-pro-image-preview")
IMAGE_TOKENS: Final = 1290
BYTES_A_TOKEN: Final = 4
SECURED: Final[dict[str, Any]] = {"security": [{"google": []}]}
REFUSALS: dict[Kind, tuple[int, str, str]] = {
    Kind.AUTH: (400, "INVALID_ARGUMENT", "API_KEY_INVALID"),
    Kind.FORBIDDEN: (403, "PERMISSION_DENIED", ""),
    Kind.NO_CREDIT: (429, "RESOURCE_EXHAUSTED", ""),
    Kind.RATE_LIMITED: (429, "RESOURCE_EXHAUSTED", ""),
    Kind.INVALID: (400, "INVALID_ARGUMENT", ""),
    Kind.BLOCKED: (400, "INVALID_ARGUMENT", ""),
    Kind.NOT_FOUND: (404, "NOT_FOUND", ""),
    Kind.NOT_ALLOWED: (405, "METHOD_NOT_ALLOWED", ""),
    Kind.TOO_LARGE: (413, "INVALID_ARGUMENT", ""),
    Kind.UNSUPPORTED: (415, "INVALID_ARGUMENT", ""),
    Kind.ERROR: (500, "INTERNAL", ""),
    Kind.UNAVAILABLE: (503, "UNAVAILABLE", ""),
    Kind.TIMEOUT: (504, "DEADLINE_EXCEEDED", ""),
}
"""Status, its word, and a reason, by kind. A blocked prompt is no error here: it is answered with 200."""


@dataclass(frozen=True)
class Gemini:
    """Limitations: pictures alone: no chat, tools, files, caching or safety settings.

    One candidate, in one piece also when it is streamed; text is never answered with text.
    """

    studio: Studio
    name: ClassVar[str] = "gemini"
    prefixes: ClassVar[tuple[str, ...]] = ("/v1beta/",)

    async def generate_content(self, request: Request) -> Response:
        """Answer 200 with a picture, or with the reason why there is none; raises `Refused`."""
        self._check_key(request)
        model, _, method = request.path_params["model"].partition(":")
        self._find(model)
        if method not in {GENERATE, STREAM}:
            raise Refused(Kind.NOT_FOUND, f"models/{model} has no method {method}: use {GENERATE}.")
        body = await read_body(request, self.studio.settings.upload_cap)
        job = requests.job_of(requests.ContentRequest.read(body), model)
        answer = await self._answered(request, job)
        return _streamed(answer, request) if method == STREAM else JSONResponse(answer)

    async def list_gemini_models(self, request: Request) -> Response:
        """Give all models."""
        self._check_key(request)
        return JSONResponse({"models": [_model(name) for name in MODELS]})

    async def show_gemini_model(self, request: Request) -> Response:
        """Give one model."""
        self._check_key(request)
        return JSONResponse(_model(self._find(request.path_params["model"])))

    async def _answered(self, request: Request, job: Job) -> dict[str, Any]:
        about = {"modelVersion": job.model, "responseId": self.studio.runtime.entropy.token(12)}
        try:
            made = await self.studio.take(request, self.name, job)
        except Refused as refused:
            if refused.kind is not Kind.BLOCKED:
                raise
            feedback = {"blockReason": "PROHIBITED_CONTENT"}
            return {"promptFeedback": feedback, "usageMetadata": _usage(job, 0), **about}
        return {
            "candidates": [await self._candidate(made)],
            "usageMetadata": _usage(job, len(made.pictures)),
            **about,
        }

    async def _candidate(self, made: Made) -> dict[str, Any]:
        if made.filtered or not made.pictures:
            why = "Unable to show the generated image: it may not be shown."
            return {"finishReason": "IMAGE_SAFETY", "finishMessage": why, "index": 0}
        picture = made.pictures[0]
        shown = {"mimeType": picture.media_type, "data": await self.studio.paint_text(made, picture)}
        content = {"role": "model", "parts": [{"inlineData": shown}]}
        return {"content": content, "finishReason": "STOP", "index": 0}

    def refusal(self, refused: Refused) -> Response:
        """Give `{"error": {"code", "message", "status", "details"}}`."""
        status, word, reason = REFUSALS[refused.kind]
        error: dict[str, Any] = {"code": status, "message": str(refused), "status": word}
        if details := _details(refused, reason):
            error["details"] = details
        return JSONResponse({"error": error}, status, refused.headers)

    def dress(self, answered: Answered) -> None:
        """Add how long it took, in the run's time."""
        took = (self.studio.runtime.clock.now() - answered.began).total_seconds()
        answered.answer.headers["server-timing"] = f"gfet4t7; dur={int(took * 1000)}"

    def add_to(self, speaker: Speaker) -> None:
        """Serve the endpoints."""
        refusals = dict.fromkeys((400, 403, 404, 413, 429), "Refused: error with code, message, status")
        answers: Answers = {200: "Content, or the reason why there is none", **refusals}
        known: Answers = {200: "Models", 400: "The key is refused", 403: "There is no key", 404: "No such model"}
        for base in BASES:
            version, path, takes = base.split("/")[1], f"{base}/{{model}}", requests.ContentRequest
            summary, endpoint = f"Paint (Gemini, {version})", self._painting(version)
            speaker.add(self, "POST", path, endpoint, summary=summary, takes=takes, answers=answers, **SECURED)
        base, show, list_ = BASES[0], self.show_gemini_model, self.list_gemini_models
        speaker.add(self, "GET", base, list_, summary="List the models (Gemini)", answers=known, **SECURED)
        one = f"{base}/{{model}}"
        speaker.add(self, "GET", one, show, summary="Show a model (Gemini)", answers=known, **SECURED)

    def _painting(self, version: str) -> Endpoint:
        async def paint(request: Request) -> Response:
            return await self.generate_content(request)

        paint.__name__ = f"generate_content_{version}"
        return paint

    def _check_key(self, request: Request) -> None:
        given = request.headers.get(KEY) or request.query_params.get("key", "")
        if not given:
            text = "Method doesn't allow unregistered callers: send your API key as x-goog-api-key."
            raise Refused(Kind.FORBIDDEN, text)
        try:
            check_key(given, self.studio.settings.api_key)
        except Refused:
            raise Refused(Kind.AUTH, "API key not valid. Please pass a valid API key.") from None

    def _find(self, name: str) -> str:
        if name not in MODELS:
            text = f"models/{name} is not found for API version v1beta: use one of {', '.join(MODELS)}."
            raise Refused(Kind.NOT_FOUND, text)
        return name


def _model(name: str) -> dict[str, Any]:
    return {
        "name": f"models/{name}",
        "version": "1.0",
        "displayName": name,
        "inputTokenLimit": 32768,
        "outputTokenLimit": 32768,
        "supportedGenerationMethods": [GENERATE, STREAM],
    }


def _usage(job: Job, n: int) -> dict[str, Any]:
    prompt = -(-len(job.prompt.encode()) // BYTES_A_TOKEN) + IMAGE_TOKENS * (job.source is not None)
    usage: dict[str, Any] = {"promptTokenCount": prompt, "totalTokenCount": prompt + n * IMAGE_TOKENS}
    if n:
        usage["candidatesTokenCount"] = n * IMAGE_TOKENS
        usage["candidatesTokensDetails"] = [{"modality": "IMAGE", "tokenCount": n * IMAGE_TOKENS}]
    return usage


def _details(refused: Refused, reason: str) -> list[dict[str, Any]]:
    google = "type.googleapis.com/google.rpc."
    if reason:
        return [{"@type": f"{google}ErrorInfo", "reason": reason, "domain": "googleapis.com"}]
    if refused.faults:
        faults = [{"field": fault.path, "description": fault.message} for fault in refused.faults]
        return [{"@type": f"{google}BadRequest", "fieldViolations": faults}]
    seconds = refused.headers.get("retry-after", "")
    if seconds.isdecimal():
        return [{"@type": f"{google}RetryInfo", "retryDelay": f"{seconds}s"}]
    return []


def _streamed(answer: dict[str, Any], request: Request) -> Response:
    """Give the answer in one piece, as events or as the elements of a list."""
    if request.query_params.get("alt") != "sse":
        return JSONResponse([answer])

    async def events() -> AsyncIterator[bytes]:
        yield f"data: {json.dumps(answer)}\r\n\r\n".encode()

    return StreamingResponse(events(), media_type="text/event-stream")
