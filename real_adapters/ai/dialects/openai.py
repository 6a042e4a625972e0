"""OpenAI's Images API, and all who speak like it."""

from typing import Any

from contracts.kit.download import DownloadRefused
from contracts.ports.ai import GENERATIONS, MODELS, Generated, ImageJob
from real_adapters.ai.artifacts import artifacts_of, from_text
from real_adapters.ai.dialects.dialect import Way
from real_adapters.ai.errors import Row, failure_of, protocol
from real_adapters.ai.wire import Answer

ERRORS = (
    Row(400, "moderation_blocked", "blocked"),
    Row(400, "content_policy_violation", "blocked"),
    Row(400, "billing_hard_limit_reached", "quota"),
    Row(404, "model_not_found", "not_found"),
    Row(429, "insufficient_quota", "quota"),
    Row(429, "rate_limit_exceeded", "rate_limited", retryable=True),
    Row(500, "server_error", "upstream", retryable=True, charged="unknown"),
)
"""Clients key on `code`, never on `type` or message (`facts/ai_and_storage.md` A2, A5)."""


class OpenAi:
    """One request, one answer; pictures as data, or as links from models that are not gpt-image."""

    model = "gpt-image-1.5"
    probe = MODELS

    def headers(self, api_key: str) -> dict[str, str]:
        """Give the bearer token."""
        return {"authorization": f"Bearer {api_key}"}

    def generate(self, way: Way, job: ImageJob) -> Generated:
        """Have pictures made; a negative prompt is folded into the prompt, which is all this format has."""
        answer = way.wire.send("POST", GENERATIONS, job=job, json=_body(way.model, job))
        document = answer.document()
        if answer.status != 200:
            error = document.get("error")
            error = error if isinstance(error, dict) else {"message": error or ""}
            raise failure_of(answer, ERRORS, error.get("code"), str(error.get("message") or ""))
        data = document.get("data")
        if not isinstance(data, list):
            raise protocol(answer, "gave no pictures in this format: is the address right?")
        pictures = [_picture(way, answer, each) for each in data]
        artifacts = artifacts_of(answer, job, pictures)
        return Generated(artifacts, document.get("usage") or {}, answer.request_id, "yes")


def _body(model: str, job: ImageJob) -> dict[str, Any]:
    prompt = job.prompt if not job.negative_prompt else f"{job.prompt}\n\nAvoid: {job.negative_prompt}."
    body: dict[str, Any] = {"model": model, "prompt": prompt, "n": job.n, "size": f"{job.size[0]}x{job.size[1]}"}
    if job.quality != "auto":
        body["quality"] = job.quality
    if job.format != "png":
        body["output_format"] = job.format
    return body


def _picture(way: Way, answer: Answer, item: Any) -> bytes:
    if not isinstance(item, dict) or not (item.get("b64_json") or item.get("url")):
        raise protocol(answer, "gave a picture that is neither data nor a link.", "yes")
    if item.get("b64_json"):
        return from_text(answer, item["b64_json"])
    try:
        return way.fetch(str(item["url"]))
    except DownloadRefused as refused:
        raise protocol(answer, f"its link gives nothing: {refused}", "yes") from None
