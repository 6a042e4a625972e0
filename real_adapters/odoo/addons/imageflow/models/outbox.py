"""I03 and I04: each request is posted to the n8n webhook, signed, until it is accepted or pointless."""

import json

import requests
from odoo import fields, models

from contracts import correlation
from contracts.kit import signing
from contracts.problems import FailureCode

from .. import parameters
from ..clock import now
from .image_request import UNENDED
from .worker import pause_before

ANSWER_LIMIT = 64 * 1024
LATER = frozenset({404, 408, 425, 429})


class Outbox(models.Model):
    """A request handed over for dispatch; `waiting` until n8n accepted it or it is pointless."""

    _name = "imageflow.outbox"
    _inherit = "imageflow.worker"
    _description = "Request for n8n"
    _rec_name = "request_id"
    _order = "due_at, id"

    request_id = fields.Many2one("ai.image.generation.request", required=True, readonly=True, ondelete="cascade")
    body = fields.Text(required=True, readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("delivered", "Delivered"), ("refused", "Refused"), ("gone", "Too late")],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )

    _request_unique = models.Constraint("UNIQUE(request_id)", "This request was handed over before.")

    def _cron(self) -> models.Model:
        return self.env.ref("imageflow.cron_dispatch").sudo()

    def _handle(self) -> float | None:
        request = self.request_id
        if request.status not in UNENDED or request.deadline <= fields.Datetime.now():
            self.state = "gone"  # the watch-dog tells the user
            return None
        self.attempts += 1
        try:
            answer = self._post(parameters.read(self.env))
        except (requests.RequestException, signing.BadSecret) as error:
            self.note = f"n8n was not reached: {type(error).__name__}"
            return pause_before(self.attempts)
        return self._judge(*answer)

    def _post(self, bound: parameters.Parameters) -> tuple[int, str | None, bytes]:
        """Post the row; give status, `Retry-After` and body of the answer."""
        identity, body = self.request_id.request_id, self.body.encode()
        headers = {
            "content-type": "application/json",
            **signing.sign(bound.secrets, identity, now(), body),
            **dict(correlation.headers_of(identity)),
        }
        with requests.Session() as session:
            session.trust_env = False  # neither proxies nor .netrc: it goes where the parameter says
            answer = session.post(
                bound.webhook_url,
                data=body,
                headers=headers,
                timeout=bound.dispatch_timeout,
                allow_redirects=False,
                stream=True,
            )
            said = next(answer.iter_content(ANSWER_LIMIT), b"")
        return answer.status_code, answer.headers.get("retry-after"), said

    def _judge(self, status: int, retry_after: str | None, body: bytes) -> float | None:
        identity = self.request_id.request_id
        if status == 202 and _echoes(body, identity):
            self._delivered()
            return None
        if status in LATER or status >= 500 or 200 <= status < 300:
            # A 2xx without the echo proves nothing: the workflow drops an id that it has seen before.
            self.note = f"n8n answered {status}"
            return pause_before(self.attempts, retry_after)
        self.write({"state": "refused", "note": f"n8n answered {status}"})
        self.request_id._fail(FailureCode.DISPATCH_FAILED, f"n8n refused the request with status {status}")
        return None

    def _delivered(self) -> None:
        self.write({"state": "delivered", "note": False})
        # Apart from what follows: an outcome that came meanwhile must not have the message sent again.
        self.env.cr.commit()
        self.request_id._begin()

    def _expire(self) -> None:
        """End the requests whose deadline has passed without an outcome (the watch-dog)."""
        overdue = self.env["ai.image.generation.request"].search(
            [("status", "in", UNENDED), ("deadline", "<=", fields.Datetime.now()), ("inbox_ids", "=", False)]
        )
        for request in overdue:
            request._fail(FailureCode.TIMED_OUT, "No outcome came before the deadline.")
            self.env.cr.commit()

    def _run(self) -> None:
        """Work off what is due, and end what is overdue."""
        super()._run()
        self._expire()


def _echoes(body: bytes, identity: str) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("request_id") == identity
