"""Change a byte of an answer or of a request on its way."""

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from contracts.runtime import Entropy
from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site
from simulator.faults.values import choose

Side = Literal["answer", "request"]
SIDES: Final[tuple[Side, ...]] = get_args(Side)


@dataclass(frozen=True, slots=True)
class Corrupt:
    """Changes one byte of a body, at a place that the seed draws; an empty body has none to change."""

    side: Side = "answer"

    @classmethod
    def read(cls, value: str, _options: dict[str, str]) -> "Corrupt":
        """Read which body."""
        return cls(choose(value, SIDES, "message of an exchange"))

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"a byte of the {self.side} changed"

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"corrupt={self.side}"

    def around(self, inner: Transport, site: Site) -> Transport:
        """Change what goes out, or what comes back."""
        return _Corrupting(self.side, inner, site.entropy)


@dataclass(frozen=True, slots=True)
class _Corrupting:
    side: Side
    inner: Transport
    entropy: Entropy

    async def send(self, request: HttpRequest) -> HttpAnswer:
        if self.side == "request":
            return await self.inner.send(replace(request, body=_changed(request.body, self.entropy)))
        answer = await self.inner.send(request)
        return replace(answer, body=_changed(answer.body, self.entropy))


def _changed(body: bytes, entropy: Entropy) -> bytes:
    if not body:
        return body
    place = min(int(entropy.uniform(0, len(body))), len(body) - 1)
    changed = bytearray(body)
    changed[place] ^= min(int(entropy.uniform(1, 256)), 255)
    return bytes(changed)
