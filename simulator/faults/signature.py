"""Replace the signature of a webhook (I04, I07): a wrong one, an old one, or none."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Literal, get_args

from contracts.kit.signing import TOLERANCE_SECONDS, sign
from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site
from simulator.faults.values import choose

Flaw = Literal["bad", "old", "none"]
FLAWS: Final[tuple[Flaw, ...]] = get_args(Flaw)
WORDS: Final[dict[Flaw, str]] = {"bad": "a wrong signature", "old": "an old signature", "none": "no signature"}
HEADERS: Final = frozenset({"webhook-id", "webhook-timestamp", "webhook-signature"})
WRONG: Final = "v1," + "A" * 43 + "="
AGE: Final = timedelta(seconds=2 * TOLERANCE_SECONDS)


@dataclass(frozen=True, slots=True)
class Signature:
    """Sends the request with other signature headers than its own.

    An old signature is a right one of ten minutes ago; where no secret is known, only its time is made old.
    """

    flaw: Flaw = "bad"

    @classmethod
    def read(cls, value: str, _options: dict[str, str]) -> "Signature":
        """Read the flaw."""
        return cls(choose(value, FLAWS, "flaw of a signature"))

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"sent with {WORDS[self.flaw]}"

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"signature={self.flaw}"

    def around(self, inner: Transport, site: Site) -> Transport:
        """Change what goes out."""
        return _Signing(self.flaw, inner, site)


@dataclass(frozen=True, slots=True)
class _Signing:
    flaw: Flaw
    inner: Transport
    site: Site

    async def send(self, request: HttpRequest) -> HttpAnswer:
        own = {name.lower(): value for name, value in request.headers if name.lower() in HEADERS}
        kept = tuple(each for each in request.headers if each[0].lower() not in HEADERS)
        return await self.inner.send(replace(request, headers=kept + tuple(self._flawed(own, request).items())))

    def _flawed(self, own: dict[str, str], request: HttpRequest) -> dict[str, str]:
        if self.flaw == "none" or not own:
            return {}
        if self.flaw == "bad":
            return own | {"webhook-signature": WRONG}
        then = self.site.clock.now() - AGE
        if not self.site.secrets:
            return own | {"webhook-timestamp": str(int(then.timestamp()))}
        return sign(self.site.secrets, own.get("webhook-id", ""), then, request.body)
