"""The flow's workflow: ask the AI service, classify what it says, call Odoo back (I05 to I07)."""

import json
from dataclasses import dataclass
from typing import Any

from contracts import correlation
from contracts.kit import signing
from contracts.messages.callback import Callback, Completed, CompletedData, Failed, FailedData
from contracts.messages.dispatch import DispatchData
from contracts.ports.ai import GENERATIONS
from contracts.problems import ErrorKind
from contracts.runtime import Clock, Entropy
from contracts.timestamps import from_text, to_text
from contracts.wire import AnswerTooLarge, HttpAnswer, HttpRequest, TimedOut, Transport, WireError
from stubs.n8n.outcomes import Outcome, Refusal, provider_of, read_answer
from stubs.n8n.settings import N8nSettings
from stubs.serving.backoff import pause_before

AI_ANSWER_LIMIT = 128 * 1024 * 1024
JSON_HEADERS = (("content-type", "application/json"), ("accept", "application/json"), ("user-agent", "n8n"))


@dataclass(frozen=True, slots=True)
class Workflow:
    """One run a request; all it needs to know comes with the request."""

    settings: N8nSettings
    clock: Clock
    entropy: Entropy
    to_ai: Transport
    to_odoo: Transport

    async def run(self, asked: DispatchData) -> None:
        """Take a request to its outcome and report it until Odoo takes it or the deadline has passed."""
        outcome = await self._generate(asked)
        message = self._callback(outcome)
        body = message.wire()
        if len(body) > self.settings.callback_cap:
            body = self._callback(self._too_large(asked)).wire()
        if await self._deliver(asked, body, "outcome") == 413:
            # The receiver's own cap is final for this body: tell it so instead.
            await self._deliver(asked, self._callback(self._too_large(asked)).wire(), "too-large")

    async def _generate(self, asked: DispatchData) -> Outcome:
        attempt = 0
        while True:
            attempt += 1
            answer: HttpAnswer | None = None
            try:
                answer = await self._ask(asked)
                provider = provider_of(self.settings.ai_model, answer)
                return read_answer(answer, asked, provider, ignored_parameters(asked))
            except Refusal as refusal:
                if not refusal.retryable or attempt >= self.settings.ai_tries or self._is_over(asked):
                    return refusal.outcome(asked.request_id, provider_of(self.settings.ai_model, answer))
                await self.clock.sleep(pause_before(attempt, self.entropy, refusal.retry_after))

    async def _ask(self, asked: DispatchData) -> HttpAnswer:
        request = HttpRequest(
            "POST",
            self.settings.ai_url.rstrip("/") + GENERATIONS,
            (
                *JSON_HEADERS,
                ("authorization", f"Bearer {self.settings.ai_api_key}"),
                *correlation.headers_of(asked.request_id),
            ),
            json.dumps(generation_of(asked, self.settings.ai_model)).encode(),
            body_limit=AI_ANSWER_LIMIT,
        )
        try:
            return await self._send(self.to_ai, request, self.settings.ai_timeout)
        except AnswerTooLarge as error:
            raise Refusal(ErrorKind.TOO_LARGE, "answer_too_large", str(error)) from None
        except TimedOut as error:
            # It may have been painted and charged: asking again would pay twice.
            raise Refusal(ErrorKind.PROVIDER_ERROR, "timeout", str(error)) from None
        except WireError as error:
            raise Refusal(ErrorKind.PROVIDER_ERROR, "unreachable", str(error), retryable=True) from None

    async def _deliver(self, asked: DispatchData, body: bytes, what: str) -> int:
        """Post a callback until it gets a final answer; give its status, 0 when the deadline passed first."""
        webhook_id = f"{asked.request_id}.{what}"
        attempt = 0
        while not self._is_over(asked):
            attempt += 1
            retry_after = None
            try:
                answer = await self._send(
                    self.to_odoo, self._signed(asked, webhook_id, body), self.settings.callback_timeout
                )
                if answer.status not in {404, 429} and answer.status < 500:
                    return answer.status
                retry_after = answer.header("retry-after")
            except WireError:
                pass  # nothing or something arrived: the same id again is safe
            await self.clock.sleep(pause_before(attempt, self.entropy, retry_after))
        return 0

    def _signed(self, asked: DispatchData, webhook_id: str, body: bytes) -> HttpRequest:
        signature = signing.sign(self.settings.webhook_secrets, webhook_id, self.clock.now(), body)
        headers = (*JSON_HEADERS, *signature.items(), *correlation.headers_of(asked.request_id))
        return HttpRequest("POST", asked.callback_url, headers, body, body_limit=1024 * 1024)

    async def _send(self, to: Transport, request: HttpRequest, seconds: float) -> HttpAnswer:
        try:
            return await self.clock.within(seconds, to.send(request))
        except TimeoutError:
            raise TimedOut(f"No answer came within {seconds:g} s.") from None

    def _callback(self, outcome: Outcome) -> Callback:
        stamp = to_text(self.clock.now())
        if isinstance(outcome, CompletedData):
            return Completed(type="image.generation.completed", timestamp=stamp, data=outcome)
        return Failed(type="image.generation.failed", timestamp=stamp, data=outcome)

    def _too_large(self, asked: DispatchData) -> FailedData:
        refusal = Refusal(ErrorKind.TOO_LARGE, "callback_too_large", "The images are larger than Odoo takes.")
        return refusal.outcome(asked.request_id, provider_of(self.settings.ai_model, None))

    def _is_over(self, asked: DispatchData) -> bool:
        return self.clock.now() >= from_text(asked.deadline)


def generation_of(asked: DispatchData, model: str) -> dict[str, Any]:
    """Put a request into OpenAI's format; style and negative prompt are folded into the prompt."""
    prompt = asked.prompt
    if asked.style:
        prompt += f"\n\nStyle: {asked.style}."
    if asked.negative_prompt:
        prompt += f"\n\nAvoid: {asked.negative_prompt}."
    return {
        "model": model,
        "prompt": prompt,
        "n": asked.n,
        "size": asked.size,
        "quality": asked.quality,
        "output_format": asked.format,
        "user": asked.user_ref,
    }


def ignored_parameters(asked: DispatchData) -> list[str]:
    """Name what OpenAI's format has no place for."""
    return ["seed"] if asked.seed is not None else []
