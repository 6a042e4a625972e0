"""I06 read: what the AI service's answer means for the request."""

from dataclasses import dataclass

from contracts.messages.base import InvalidMessage
from contracts.messages.callback import CompletedData, FailedData, ImageData, ImageLink, OutcomeError, Provider
from contracts.messages.dispatch import DispatchData
from contracts.messages.generation import GenerationAnswer, ProviderError, ProviderErrorAnswer
from contracts.problems import ErrorKind
from contracts.wire import HttpAnswer

BLOCKED_CODES = frozenset({"moderation_blocked", "content_policy_violation"})
"""Refusals for what the prompt says, not for how it is said (`facts/ai_and_storage.md` A2)."""

Outcome = CompletedData | FailedData


@dataclass(eq=False)
class Refusal(Exception):
    """No images: why, and whether another try may help."""

    kind: ErrorKind
    code: str | None
    message: str
    retryable: bool = False
    retry_after: str | None = None

    def outcome(self, request_id: str, provider: Provider) -> FailedData:
        """Give it as the callback's data."""
        error = OutcomeError(
            kind=self.kind, code=(self.code or None), message=self.message[:4000], retryable=self.retryable
        )
        return FailedData(request_id=request_id, error=error, provider=provider)


def read_answer(answer: HttpAnswer, asked: DispatchData, provider: Provider, ignored: list[str]) -> CompletedData:
    """Give the images of an answer.

    Raises:
        Refusal: the answer holds no images, fewer than were asked for, or is no answer of an image service.
    """
    if answer.status != 200:
        raise _refused(answer)
    try:
        given = GenerationAnswer.read(answer.body)
        images = [_image(each.b64_json, each.url) for each in given.data]
    except (InvalidMessage, ValueError):
        raise _broken("The AI service's answer is not in its own format.") from None
    if len(images) != asked.n:
        raise _broken(f"The AI service gave {len(images)} images of {asked.n}.")
    return CompletedData(
        request_id=asked.request_id, images=images, usage=given.usage, provider=provider, ignored_parameters=ignored
    )


def _image(b64_json: str | None, url: str | None) -> ImageData | ImageLink:
    if b64_json:
        return ImageData(b64_json=b64_json)
    if url:
        return ImageLink(url=url)
    raise ValueError("neither data nor link")


def _broken(message: str) -> Refusal:
    return Refusal(ErrorKind.PROVIDER_ERROR, "bad_answer", message)


def _refused(answer: HttpAnswer) -> Refusal:
    error = _error(answer.body)
    code = error.code
    if code in BLOCKED_CODES:
        return Refusal(ErrorKind.BLOCKED, code, error.message)
    if answer.status in {408, 409, 429} or answer.status >= 500:
        # The status is 429 for a used-up budget as well, and then another try is useless.
        retryable = code != "insufficient_quota"
        return Refusal(ErrorKind.PROVIDER_ERROR, code, error.message, retryable, answer.header("retry-after"))
    if answer.status in {401, 403}:
        return Refusal(ErrorKind.PROVIDER_ERROR, code or "unauthorized", error.message)
    return Refusal(ErrorKind.REJECTED, code, error.message)


def _error(body: bytes) -> ProviderError:
    try:
        return ProviderErrorAnswer.read(body).error
    except InvalidMessage:
        return ProviderError(message="The AI service refused without an error in its own format.")


def provider_of(model: str, answer: HttpAnswer | None) -> Provider:
    """Name who answered."""
    request_id = answer.header("x-request-id") if answer else None
    return Provider(name="openai", model=model, request_id=request_id or None)
