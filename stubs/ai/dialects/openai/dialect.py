"""OpenAI's refusals and headers. Clients key on `code`, never on the text.

`code`, `param` and `type` are OpenAI's own where `facts/ai_and_storage.md` A2 and A5 have them.
"""

from typing import ClassVar

from starlette.responses import JSONResponse, Response

from contracts.runtime import Clock, Entropy
from stubs.ai.neutral import Allowance, Kind, Refused
from stubs.ai.speaking import Answered, allowance_of

API_VERSION = "2020-10-01"
INVALID = "invalid_request_error"
FAULTS = {
    "extra_forbidden": "unknown_parameter",
    "missing": "missing_required_parameter",
    "json_invalid": "invalid_json",
    "model_type": "invalid_type",
    "string_type": "invalid_type",
    "int_type": "invalid_type",
    "bool_type": "invalid_type",
    "greater_than_equal": "integer_below_min_value",
    "less_than_equal": "integer_above_max_value",
    "string_too_short": "string_below_min_length",
    "string_too_long": "string_above_max_length",
}
"""The code of a fault, by the contract's word for it; any other is an `invalid_value`."""
REFUSALS: dict[Kind, tuple[int, str, str | None]] = {
    Kind.AUTH: (401, INVALID, "invalid_api_key"),
    Kind.FORBIDDEN: (403, INVALID, None),
    Kind.NO_CREDIT: (429, "insufficient_quota", "insufficient_quota"),
    Kind.RATE_LIMITED: (429, "requests", "rate_limit_exceeded"),
    Kind.INVALID: (400, INVALID, "invalid_value"),
    Kind.BLOCKED: (400, "image_generation_user_error", "moderation_blocked"),
    Kind.NOT_FOUND: (404, INVALID, "model_not_found"),
    Kind.NOT_ALLOWED: (405, INVALID, "method_not_supported"),
    Kind.TOO_LARGE: (413, INVALID, "request_too_large"),
    Kind.UNSUPPORTED: (415, INVALID, "unsupported_content_type"),
    Kind.ERROR: (500, "server_error", None),
    Kind.UNAVAILABLE: (503, "server_error", None),
    Kind.TIMEOUT: (504, "server_error", None),
}
"""Status, type and code, by kind."""


class OpenAiDialect:
    """Refuses and answers as OpenAI does."""

    name: ClassVar[str] = "openai"
    prefixes: ClassVar[tuple[str, ...]] = ("/v1/images", "/v1/models")

    def __init__(self, clock: Clock, entropy: Entropy) -> None:
        """Take what its headers are made of."""
        self._clock, self._entropy = clock, entropy

    def refusal(self, refused: Refused) -> Response:
        """Give `{"error": …}`; a body's first fault gives `param` and `code`, since the format has room for one."""
        status = REFUSALS[refused.kind][0]
        return JSONResponse({"error": error_of(refused)}, status, refused.headers)

    def dress(self, answered: Answered) -> None:
        """Add what stands on every answer (in the run's time), and what is left of the images a minute."""
        headers = answered.answer.headers
        headers["x-request-id"] = f"req_{self._entropy.uuid().replace('-', '')}"
        headers["openai-version"] = API_VERSION
        headers["openai-processing-ms"] = str(int((self._clock.now() - answered.began).total_seconds() * 1000))
        if allowance := allowance_of(answered.request):
            headers.update(_limits(allowance))


def error_of(refused: Refused) -> dict[str, str | None]:
    """Give the error's fields."""
    _, kind, code = REFUSALS[refused.kind]
    if refused.faults:
        code = FAULTS.get(refused.faults[0].type, "invalid_value")
    text = str(refused)
    if refused.violations:
        text += f" safety_violations=[{', '.join(refused.violations)}]."
    return {"message": text, "type": kind, "param": refused.param, "code": refused.code or code}


def _limits(allowance: Allowance) -> dict[str, str]:
    minutes, seconds = divmod(round(allowance.reset_seconds), 60)
    return {
        "x-ratelimit-limit-requests": str(allowance.limit),
        "x-ratelimit-remaining-requests": str(allowance.remaining),
        "x-ratelimit-reset-requests": f"{minutes}m{seconds}s" if minutes else f"{seconds}s",
    }
