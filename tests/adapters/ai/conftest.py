"""Adapters of a served AI stub."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from contracts.budget import ImageBudget
from real_adapters.ai.adapter import RealAi
from tests.ai.conftest import Service, serving

KEYS = {"automatic1111": "user:sk-imageflow"}


@dataclass
class Pauses:
    """What the adapter waits with: it notes the seconds, and lets as many pass on the stub's clock."""

    service: Service
    seconds: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.service.clock.move_on(seconds)

    def now(self) -> float:
        return sum(self.seconds)


def adapter(service: Service, dialect: str, most: int | None = None, **more: Any) -> RealAi:
    """Give an adapter of a served stub."""
    pauses = Pauses(service)
    key = more.pop("key", KEYS.get(dialect, "sk-imageflow"))
    if dialect == "openai":
        more = {"model": "gpt-image-2"} | more  # paints any size
    return RealAi(
        service.url, key, dialect, budget=ImageBudget(most), wait=pauses.wait, now=pauses.now, **{"seconds": 20} | more
    )


Serve = Callable[..., Service]


@pytest.fixture(scope="module")
def ai() -> Iterator[Service]:
    """Serve one stub for a module's tests that change nothing."""
    with serving() as service:
        yield service
