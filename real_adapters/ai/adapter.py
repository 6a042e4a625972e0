"""A live AI service, in whichever of the five formats it speaks."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from contracts.budget import ImageBudget
from contracts.kit.download import DownloadPolicy
from contracts.ports.ai import Estimate, Generated, GenerationFailed, ImageJob
from contracts.ports.system import CouldNotCheck
from real_adapters.ai import prices
from real_adapters.ai.dialects.automatic1111 import Automatic1111
from real_adapters.ai.dialects.dialect import Dialect, Way
from real_adapters.ai.dialects.gemini import Gemini
from real_adapters.ai.dialects.openai import OpenAi
from real_adapters.ai.dialects.replicate import Replicate
from real_adapters.ai.dialects.stability import Stability
from real_adapters.ai.links import fetch
from real_adapters.ai.wire import Wire
from real_adapters.probing import get, not_elsewhere

DIALECTS: Final[dict[str, Callable[[], Dialect]]] = {
    "openai": OpenAi,
    "stability": Stability,
    "replicate": Replicate,
    "automatic1111": Automatic1111,
    "gemini": Gemini,
}
DELIVERS: Final[dict[str, tuple[str, ...]]] = {"replicate": ("replicate.delivery", "pbxt.replicate.delivery")}
"""Hosts that a provider's links lead to, beside its own."""
REFUSED: Final = frozenset({401, 403})


@dataclass
class RealAi:
    """An AI service at a base address (without `/v1`), and the key that opens it.

    Attributes:
        address: its base address.
        api_key: in the form that the dialect wants; `user:password` for AUTOMATIC1111, or anything else for none.
        dialect: one of `DIALECTS`.
        model: that is asked for; the dialect's own when empty.
        budget: how many images may be asked for.
        link_hosts: origins that links may lead to, beside the provider's own.
        seconds: that a job may take.
        wait: lets seconds pass; blocks, as the adapter's work runs in a thread.
        now: seconds that have passed, from any beginning.
    """

    address: str
    api_key: str = field(repr=False)
    dialect: str = "openai"
    model: str = ""
    budget: ImageBudget = field(default_factory=lambda: ImageBudget(None))
    link_hosts: frozenset[str] = frozenset()
    seconds: float = 300.0
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        """Choose the dialect."""
        self._dialect = DIALECTS[self.dialect]()
        self.model = self.model or self._dialect.model

    async def ready(self) -> str:
        """Ask for what costs nothing; an API without it still answers with a status. Raises `CouldNotCheck`."""
        answer = not_elsewhere(await get(self.address + self._dialect.probe, self._dialect.headers(self.api_key)))
        if answer.status_code in REFUSED or "API_KEY_INVALID" in answer.text[:2000]:
            raise CouldNotCheck(f"{self.address} refuses the API key: set IMAGEFLOW_AI_API_KEY.")
        return f"AI service ({self.dialect}'s format)"

    def estimate(self, job: ImageJob) -> Estimate:
        """Tell what a job will cost by list price, before anything is sent."""
        return prices.estimate(self.dialect, self.model, job)

    async def generate(self, job: ImageJob) -> Generated:
        """Have pictures made; raises `GenerationFailed`, of kind `budget` before anything is sent."""
        self.budget.take(job.n)
        try:
            return await asyncio.to_thread(self._dialect.generate, self._way(), job)
        except GenerationFailed as failed:
            if failed.charged == "no":
                self.budget.give_back(job.n)
            raise

    def _way(self) -> Way:
        wire = Wire(self.address, self._dialect.headers(self.api_key), self.seconds)
        policy = DownloadPolicy(allowed_hosts=self._hosts())
        return Way(wire, self.model, partial(fetch, policy=policy), self.wait, self.now)

    def _hosts(self) -> frozenset[str]:
        own = urlsplit(self.address.lower())
        return frozenset({f"{own.scheme}://{own.netloc}", *DELIVERS.get(self.dialect, ()), *self.link_hosts})
