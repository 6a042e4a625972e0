"""Predictions' webhooks: signed as Standard Webhooks are, and called again when nobody takes them."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Final

from contracts.kit import signing
from contracts.runtime import Runtime
from contracts.wire import HttpRequest, Transport, WireError
from stubs.ai.dialects.replicate.predictions import Prediction, Predictions
from stubs.ai.dialects.replicate.views import view_of
from stubs.ai.links import Links
from stubs.ai.misbehaviour.menu import Wrong, read

PAUSES: Final = (5.0, 10.0, 20.0, 40.0)
"""Seconds before the end is told again."""
ANSWER_CAP: Final = 64 * 1024
TAKEN: Final = range(200, 300)
SIGNATURE: Final = "webhook-signature"


@dataclass(frozen=True, slots=True)
class Webhooks:
    """Tells of predictions while and after they are made."""

    predictions: Predictions
    links: Links
    runtime: Runtime
    transport: Transport
    secret: str = field(repr=False)

    async def tell(self, id_: str) -> None:
        """Tell of a prediction until it is over, and of its end."""
        each = self._find(id_)
        wrong = read(each.wrong) if each.wrong else Wrong("")
        if wrong.name == "webhook_never":
            return
        order = [("start", each.starts), ("output", each.ends), ("completed", each.ends)]
        if wrong.name == "webhook_disorder":
            order = [("completed", each.ends), ("start", each.ends)]
        for event, due in order:
            each = await self._until(id_, due + (wrong.seconds if wrong.name == "webhook_late" else 0.0))
            if event not in each.events or event in each.told or _is_idle(each, event):
                continue
            for _ in range(2 if wrong.name == "webhook_twice" else 1):
                await self._tell(each, event, unsigned=wrong.name == "webhook_unsigned")
            each = self._find(id_)
            each.told.append(event)
            self.predictions.keep(each)

    async def _until(self, id_: str, due: float) -> Prediction:
        """Wait until a moment, or until the prediction is cancelled before."""
        while (left := due - self.runtime.clock.now().timestamp()) > 0:
            each = self._find(id_)
            if each.canceled is not None and each.canceled < due:
                return each
            await self.runtime.clock.sleep(min(left, 0.5))
        return self._find(id_)

    async def _tell(self, each: Prediction, event: str, *, unsigned: bool) -> None:
        status = {"start": "starting", "output": "processing"}.get(event)
        view = view_of(each, self.runtime.clock.now().timestamp(), self.links, status=status)
        if event == "output":
            view["output"] = view_of(each, each.ends, self.links)["output"]
        body = json.dumps(view).encode()
        message_id = f"msg_{self.runtime.entropy.token(16)}"
        for pause in (*PAUSES, None) if event == "completed" else (None,):
            if await self._taken(each.webhook or "", message_id, body, unsigned=unsigned) or pause is None:
                return
            await self.runtime.clock.sleep(pause)

    async def _taken(self, address: str, message_id: str, body: bytes, *, unsigned: bool) -> bool:
        headers = signing.sign((self.secret,), message_id, self.runtime.clock.now(), body)
        if unsigned:
            headers[SIGNATURE] = f"v1,{'A' * 43}="
        all_headers = (("content-type", "application/json"), *headers.items())
        try:
            answer = await self.transport.send(HttpRequest("POST", address, all_headers, body, body_limit=ANSWER_CAP))
        except WireError:
            return False
        return answer.status in TAKEN

    def _find(self, id_: str) -> Prediction:
        found = self.predictions.find(id_)
        if found is None:
            raise LookupError(f"There is no prediction {id_}.")
        return found


def secret_of(signing_key: str) -> str:
    """Give the webhooks' secret of a stub: always the same one for what its database keeps."""
    return signing.make_secret(hashlib.sha256(f"webhooks {signing_key}".encode()).hexdigest()[:40])


def _is_idle(each: Prediction, event: str) -> bool:
    """Tell whether there is nothing to tell: no output of a prediction that has none."""
    return event == "output" and (each.canceled is not None or each.error is not None)
