"""Cut an answer: half of its body, as if that were all of it."""

from dataclasses import dataclass, replace

from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site


@dataclass(frozen=True, slots=True)
class Cut:
    """Hands back the first half of the answer's body: the system acts as ever."""

    name: str = "half of the answer"
    spec: str = "cut"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Cut what comes back."""
        return _Cutting(inner)


@dataclass(frozen=True, slots=True)
class _Cutting:
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        answer = await self.inner.send(request)
        headers = tuple(each for each in answer.headers if each[0] != "content-length")
        return replace(answer, headers=headers, body=answer.body[: len(answer.body) // 2])
