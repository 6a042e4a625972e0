"""What a generation costs in tokens: the same for the same request, near what the service counts."""

from typing import Any

TOKENS = {"low": 272, "medium": 1056, "high": 4160}
"""Output tokens of one picture of 1024x1024; other sizes count by their pixels."""

PIXELS = 1024 * 1024
BYTES_A_TOKEN = 4


def usage_of(prompt: str, quality: str, size: tuple[int, int], n: int) -> dict[str, Any]:
    """Give the `usage` of an answer with `n` pictures of a size (width, height) and a quality of `TOKENS`."""
    text_tokens = _ceil(len(prompt.encode()), BYTES_A_TOKEN)
    output_tokens = n * _ceil(TOKENS[quality] * size[0] * size[1], PIXELS)
    return {
        "input_tokens": text_tokens,
        "input_tokens_details": {"image_tokens": 0, "text_tokens": text_tokens},
        "output_tokens": output_tokens,
        "total_tokens": text_tokens + output_tokens,
    }


def _ceil(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
