"""Gemini: content in, content out, and prompts that are refused in a 200."""

from typing import Any

from contracts.ports.ai import Generated, GenerationFailed, ImageJob
from real_adapters.ai.artifacts import artifacts_of, from_text
from real_adapters.ai.dialects.dialect import Way
from real_adapters.ai.errors import Row, failure_of, protocol
from real_adapters.ai.shapes import nearest_ratio
from real_adapters.ai.wire import Answer

MODELS = "/v1beta/models"
RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
ERRORS = (
    Row(400, "API_KEY_INVALID", "auth"),
    Row(400, "FAILED_PRECONDITION", "quota"),
    Row(429, "RESOURCE_EXHAUSTED", "rate_limited", retryable=True),
    Row(503, "UNAVAILABLE", "upstream", retryable=True),
)
"""By the reason in `details`, else by `status` (`facts/ai_and_storage.md` A1)."""


class Gemini:
    """A request for each picture: the format has one candidate."""

    model = "gemini-2.5-flash-image"
    probe = MODELS

    def headers(self, api_key: str) -> dict[str, str]:
        """Give the API key in Google's own header."""
        return {"x-goog-api-key": api_key}

    def generate(self, way: Way, job: ImageJob) -> Generated:
        """Have pictures made, one after the other; when a later one fails, the earlier ones were charged."""
        pictures: list[bytes] = []
        usage: dict[str, Any] = {}
        for place in range(job.n):
            try:
                answer = way.wire.send("POST", f"{MODELS}/{way.model}:generateContent", job=job, json=_body(job, place))
                pictures.append(_picture(answer))
            except GenerationFailed as failed:
                if pictures and failed.charged == "no":
                    failed.charged = "yes"
                raise
            usage = answer.document().get("usageMetadata") or {}
        request_id = answer.document().get("responseId") or answer.request_id
        return Generated(artifacts_of(answer, job, pictures), usage, request_id, "yes")


def _body(job: ImageJob, place: int) -> dict[str, Any]:
    prompt = job.prompt if not job.negative_prompt else f"{job.prompt}\n\nAvoid: {job.negative_prompt}."
    config: dict[str, Any] = {
        "responseModalities": ["IMAGE"],
        "imageConfig": {"aspectRatio": nearest_ratio(job.size, RATIOS)},
    }
    if job.seed is not None:
        config["seed"] = (job.seed + place) % 2**31
    return {"contents": [{"role": "user", "parts": [{"text": prompt}]}], "generationConfig": config}


def _picture(answer: Answer) -> bytes:
    document = answer.document()
    if answer.status != 200:
        error = document.get("error")
        error = error if isinstance(error, dict) else {}
        raise failure_of(answer, ERRORS, _code(error), str(error.get("message") or ""))
    blocked = document.get("promptFeedback", {}).get("blockReason")
    if blocked:
        raise _withheld(answer, str(blocked), "no")
    candidate: dict[str, Any] = next(iter(document.get("candidates") or []), {})
    for part in candidate.get("content", {}).get("parts") or []:
        if data := part.get("inlineData", {}).get("data"):
            return from_text(answer, data)
    reason = candidate.get("finishReason")
    if reason and reason != "STOP":
        raise _withheld(answer, str(reason), "unknown")
    raise protocol(answer, "gave no picture: is it a model that paints?", "unknown")


def _code(error: dict[str, Any]) -> str | None:
    for detail in error.get("details") or []:
        if isinstance(detail, dict) and detail.get("reason"):
            return str(detail["reason"])
    status = error.get("status")
    return str(status) if status else None


def _withheld(answer: Answer, reason: str, charged: Any) -> GenerationFailed:
    return GenerationFailed(
        "blocked",
        f"{answer.host} gives no picture of this: {reason}.",
        charged=charged,
        status=answer.status,
        code=reason,
        provider_request_id=answer.request_id,
    )
