"""What a generation costs in tokens: the same for the same request, near what the service counts."""

from typing import Any

from stubs.ai.neutral import Job

TOKENS = {"low": 272, "medium": 1056, "high": 4160, "xhigh": 8320, "max": 16640}
"""Output tokens of one picture of 1024x1024; other sizes count by their pixels."""

PIXELS = 1024 * 1024
BYTES_A_TOKEN = 4
SOURCE_TOKENS = 323
"""Of a picture that is sent."""


def usage_of(job: Job, quality: str, n: int) -> dict[str, Any]:
    """Give the `usage` of an answer with `n` pictures of a job, in a quality of `TOKENS`."""
    text_tokens = _ceil(len(job.prompt.encode()), BYTES_A_TOKEN)
    image_tokens = SOURCE_TOKENS if job.source is not None else 0
    output_tokens = n * _ceil(TOKENS[quality] * job.size[0] * job.size[1], PIXELS)
    return {
        "input_tokens": text_tokens + image_tokens,
        "input_tokens_details": {"image_tokens": image_tokens, "text_tokens": text_tokens},
        "output_tokens": output_tokens,
        "total_tokens": text_tokens + image_tokens + output_tokens,
    }


def _ceil(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
