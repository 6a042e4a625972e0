"""A sender of signed messages: plays n8n towards Odoo (I07) or Odoo towards n8n (I04), well or badly on purpose."""

from dataclasses import dataclass
from datetime import timedelta

from contracts.kit import signing
from contracts.runtime import Clock
from contracts.wire import HttpAnswer, HttpRequest, Transport


@dataclass(frozen=True, slots=True)
class SignedSender:
    """Posts raw bytes to one address with Standard Webhooks headers."""

    url: str
    transport: Transport
    clock: Clock
    secrets: tuple[str, ...]

    async def send(
        self, body: bytes, message_id: str, *, age: float = 0, without: str = "", **headers: str
    ) -> HttpAnswer:
        """Post a body.

        Args:
            body: as it is signed and sent.
            message_id: its `webhook-id`.
            age: seconds that the signature is old; negative for one from the future.
            without: name of a header to leave out.
            headers: further ones, or in place of the signature's own; underscores stand for hyphens.
        """
        signed = signing.sign(self.secrets, message_id, self.clock.now() - timedelta(seconds=age), body)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"content-type": "application/json"} | signed | given
        sent.pop(without, None)
        return await self.transport.send(HttpRequest("POST", self.url, tuple(sent.items()), body))
