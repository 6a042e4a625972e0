"""Answer in place of the system, which never hears of the request."""

from dataclasses import dataclass

from contracts.wire import Headers, HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site


@dataclass(frozen=True, slots=True)
class AnswerInPlace:
    """Gives a fixed answer."""

    status: int
    headers: Headers = (("content-type", "application/json"),)
    body: bytes = b""

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"answer {self.status} in place of the system"

    def around(self, _inner: Transport, _site: Site) -> Transport:
        """Never reach the inner transport."""
        return self

    async def send(self, _request: HttpRequest) -> HttpAnswer:
        """Give the answer."""
        return HttpAnswer(self.status, self.headers, self.body)
