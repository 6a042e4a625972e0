"""Keeps a live AI service from being asked for more images than the user allowed."""

import json
from dataclasses import dataclass

from contracts.budget import ImageBudget
from contracts.ports.ai import GENERATIONS, GenerationFailed
from contracts.wire import HttpAnswer, HttpRequest, Transport

STATUS, CODE = 400, "billing_hard_limit_reached"
"""A refusal that no workflow asks again after (`facts/ai_and_storage.md` A2)."""
MOST = 10


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A way to the AI service that counts the images before they are asked for.

    Attributes:
        way: to the service.
        budget: shared by all ways of a run.
    """

    way: Transport
    budget: ImageBudget

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Pass a request on, or answer in place of the service when it asks for more than is left."""
        images = _images(request)
        try:
            self.budget.take(images)
        except GenerationFailed as refused:
            error = {"message": str(refused), "type": "invalid_request_error", "param": "n", "code": CODE}
            return HttpAnswer(STATUS, (("content-type", "application/json"),), json.dumps({"error": error}).encode())
        return await self.way.send(request)


def _images(request: HttpRequest) -> int:
    """Give how many images a request asks for; as many as a format allows when it can't be read."""
    if request.method != "POST" or not request.url.partition("?")[0].endswith(GENERATIONS):
        return 0
    try:
        wanted = json.loads(request.body).get("n")
    except (ValueError, AttributeError):
        return MOST
    return wanted if isinstance(wanted, int) and wanted > 0 else 1
