"""Replicate: predictions that are begun, looked at until they end, and whose pictures are links."""

from typing import Any

from contracts.kit.download import DownloadRefused
from contracts.ports.ai import Generated, GenerationFailed, ImageJob
from real_adapters.ai.artifacts import artifacts_of
from real_adapters.ai.dialects.dialect import Way
from real_adapters.ai.errors import Row, failure_of, protocol
from real_adapters.ai.shapes import nearest_ratio
from real_adapters.ai.wire import Answer

RATIOS = ("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21")
POLL_SECONDS = 1.0
ENDED = frozenset({"succeeded", "failed", "canceled", "aborted"})
ABOUT_CONTENT = ("nsfw", "safety", "sensitive", "flagged")
ERRORS = (
    Row(402, None, "quota"),
    Row(422, None, "invalid"),
    Row(429, None, "rate_limited", retryable=True),
)
"""By status: problem documents have no code (`facts/ai_and_storage.md` A1)."""


class Replicate:
    """A prediction for each job."""

    model = "black-forest-labs/flux-schnell"
    probe = "/v1/account"

    def headers(self, api_key: str) -> dict[str, str]:
        """Give the bearer token."""
        return {"authorization": f"Bearer {api_key}"}

    def generate(self, way: Way, job: ImageJob) -> Generated:
        """Have pictures made; a prediction that is not done in time is cancelled, and may have been charged."""
        path = f"/v1/models/{way.model}/predictions"
        answer = way.wire.send("POST", path, job=job, json={"input": _input(job)}, headers={"prefer": "wait=60"})
        prediction = _prediction(answer, 201)
        end = way.now() + way.wire.seconds
        while prediction.get("status") not in ENDED:
            if way.now() > end:
                raise self._given_up(way, prediction)
            way.wait(POLL_SECONDS)
            answer = way.wire.send("GET", f"/v1/predictions/{prediction['id']}", job=job)
            prediction = _prediction(answer, 200)
        return self._ended(way, job, answer, prediction)

    def _ended(self, way: Way, job: ImageJob, answer: Answer, prediction: dict[str, Any]) -> Generated:
        if prediction["status"] != "succeeded":
            raise _failed(answer, prediction)
        output = prediction.get("output")
        links = output if isinstance(output, list) else [output]
        try:
            pictures = [way.fetch(str(link)) for link in links]
        except DownloadRefused as refused:
            raise protocol(answer, f"its link gives nothing: {refused}", "yes") from None
        usage = prediction.get("metrics") or {}
        return Generated(artifacts_of(answer, job, pictures), usage, str(prediction["id"]), "yes")

    @staticmethod
    def _given_up(way: Way, prediction: dict[str, Any]) -> GenerationFailed:
        way.wire.send("POST", f"/v1/predictions/{prediction['id']}/cancel")
        text = f"{way.wire.host} was not done within {way.wire.seconds:g} s: cancelled, and it may have been charged."
        return GenerationFailed(
            "timeout", text, charged="unknown", retryable=True, provider_request_id=str(prediction["id"])
        )


def _input(job: ImageJob) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "prompt": job.prompt,
        "num_outputs": job.n,
        "aspect_ratio": nearest_ratio(job.size, RATIOS),
        "output_format": "jpg" if job.format == "jpeg" else job.format,
    }
    wanted |= {"negative_prompt": job.negative_prompt} if job.negative_prompt else {}
    return wanted | ({"seed": job.seed} if job.seed is not None else {})


def _prediction(answer: Answer, expected: int) -> dict[str, Any]:
    document = answer.document()
    if answer.status not in {expected, 200, 201, 202}:
        raise failure_of(answer, ERRORS, None, str(document.get("detail") or document.get("title") or ""))
    if not document.get("id"):
        raise protocol(answer, "gave no prediction: is the address right?")
    return document


def _failed(answer: Answer, prediction: dict[str, Any]) -> GenerationFailed:
    why = str(prediction.get("error") or prediction["status"])
    blocked = any(word in why.lower() for word in ABOUT_CONTENT)
    return GenerationFailed(
        "blocked" if blocked else "upstream",
        f"{answer.host}: the prediction {prediction['status']}: {why[:300]}",
        charged="unknown",
        retryable=not blocked and prediction["status"] != "canceled",
        provider_request_id=str(prediction["id"]),
    )
