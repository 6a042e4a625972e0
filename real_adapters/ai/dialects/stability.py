"""Stability's v2beta: forms in, bytes out, one picture a request, and refusals inside a 200."""

from contracts.ports.ai import Generated, GenerationFailed, ImageJob
from real_adapters.ai.artifacts import artifacts_of
from real_adapters.ai.dialects.dialect import Way
from real_adapters.ai.errors import Row, failure_of, protocol
from real_adapters.ai.shapes import nearest_ratio
from real_adapters.ai.wire import Answer

GENERATE = "/v2beta/stable-image/generate"
RATIOS = ("16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21")
MOST_SEED = 4_294_967_294
SD3 = "sd3"
ERRORS = (
    Row(402, "payment_required", "quota"),
    Row(403, "content_moderation", "blocked"),
    Row(403, "permission_denied", "auth"),
    Row(429, "rate_limit_exceeded", "rate_limited", retryable=True),
)
"""By `name` (`facts/ai_and_storage.md` A1, A3)."""


class Stability:
    """A request for each picture."""

    model = "core"
    probe = "/v1/user/balance"

    def headers(self, api_key: str) -> dict[str, str]:
        """Give the bearer token."""
        return {"authorization": f"Bearer {api_key}"}

    def generate(self, way: Way, job: ImageJob) -> Generated:
        """Have pictures made, one after the other; when a later one fails, the earlier ones were charged."""
        pictures: list[bytes] = []
        for place in range(job.n):
            try:
                answer = self._one(way, job, place)
            except GenerationFailed as failed:
                if pictures and failed.charged == "no":
                    failed.charged = "yes"
                raise
            pictures.append(answer.body)
        usage = {"images": len(pictures)}
        return Generated(artifacts_of(answer, job, pictures), usage, answer.request_id, "yes")

    def _one(self, way: Way, job: ImageJob, place: int) -> Answer:
        model = SD3 if way.model.startswith(SD3) else way.model
        form = {
            "prompt": job.prompt,
            "aspect_ratio": nearest_ratio(job.size, RATIOS),
            "output_format": "png" if model == SD3 and job.format == "webp" else job.format,
        }
        form |= {"negative_prompt": job.negative_prompt} if job.negative_prompt else {}
        form |= {"seed": str((job.seed + place) % MOST_SEED)} if job.seed is not None else {}
        form |= {"model": way.model} if model == SD3 and way.model != SD3 else {}
        # The body must be a form with files, even where there are none: an empty part makes it one.
        answer = way.wire.send(
            "POST", f"{GENERATE}/{model}", job=job, data=form, files={"none": ""}, headers={"accept": "image/*"}
        )
        if answer.status != 200:
            document = answer.document()
            errors = document.get("errors")
            raise failure_of(answer, ERRORS, document.get("name"), "; ".join(map(str, errors or [])))
        return _checked(answer)


def _checked(answer: Answer) -> Answer:
    reason = answer.header("finish-reason") or "SUCCESS"
    if reason != "SUCCESS":
        raise GenerationFailed(
            "blocked",
            f"{answer.host} made the picture and withholds it: {reason}.",
            charged="unknown",
            status=answer.status,
            code=reason,
            provider_request_id=answer.request_id,
        )
    if not (answer.header("content-type") or "").startswith("image/"):
        raise protocol(answer, f"sends {answer.header('content-type')!r} where a picture should be.")
    return answer
