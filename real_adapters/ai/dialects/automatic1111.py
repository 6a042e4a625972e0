"""AUTOMATIC1111 and Forge: `sdapi` on a machine of one's own, with a password or without."""

import base64
from typing import Any

from contracts.ports.ai import Generated, ImageJob
from real_adapters.ai.artifacts import artifacts_of, from_text
from real_adapters.ai.dialects.dialect import Way
from real_adapters.ai.errors import Row, failure_of, protocol

TEXT = "/sdapi/v1/txt2img"
STEPS = {"low": 12, "auto": 20, "medium": 20, "high": 40}
FORMATS = {"png": "png", "jpeg": "jpg", "webp": "webp"}
ERRORS = (
    Row(404, None, "not_found"),
    Row(422, None, "invalid"),
    Row(500, None, "upstream", retryable=True, charged="no"),
    Row(504, None, "timeout", retryable=True, charged="no"),
)
"""By status: nothing is ever charged here (`facts/ai_and_storage.md` A1)."""


class Automatic1111:
    """One request, one answer, however long it takes."""

    model = ""
    probe = "/sdapi/v1/options"

    def headers(self, api_key: str) -> dict[str, str]:
        """Give Basic authentication for `user:password`; nothing when there is no password."""
        if ":" not in api_key:
            return {}
        return {"authorization": "Basic " + base64.b64encode(api_key.encode()).decode()}

    def generate(self, way: Way, job: ImageJob) -> Generated:
        """Have pictures made; a model that is named is loaded for this request alone."""
        answer = way.wire.send("POST", TEXT, job=job, json=_body(way.model, job))
        document = answer.document()
        if answer.status != 200:
            detail = document.get("detail") or document.get("errors") or document.get("error") or ""
            raise failure_of(answer, ERRORS, None, _sentence(detail))
        images = document.get("images")
        if not isinstance(images, list):
            raise protocol(answer, "gave no pictures in this format: is it started with --api?", "no")
        artifacts = artifacts_of(answer, job, [from_text(answer, each) for each in images])
        return Generated(artifacts, {"images": len(images)}, answer.request_id, "no")


def _body(model: str, job: ImageJob) -> dict[str, Any]:
    override: dict[str, Any] = {"samples_format": FORMATS[job.format]}
    if model:
        override["sd_model_checkpoint"] = model
    return {
        "prompt": job.prompt,
        "negative_prompt": job.negative_prompt or "",
        "seed": -1 if job.seed is None else job.seed,
        "width": job.size[0],
        "height": job.size[1],
        "batch_size": job.n,
        "steps": STEPS[job.quality],
        "override_settings": override,
    }


def _sentence(detail: Any) -> str:
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(map(str, each.get('loc', [])))}: {each.get('msg', '')}" for each in detail)
    return str(detail)
