"""I04: each outbox row is posted to the n8n webhook, signed, until it is accepted or pointless."""

import random

from ..contracts import correlation
from ..contracts.kit import signing, states
from ..contracts.kit.backoff import pause_before
from ..contracts.kit.delivery import Delivery, judge
from ..contracts.problems import FailureCode
from ..contracts.wire import HttpRequest, WireError
from . import moments, requests, settings, transport
from .transactions import apart

ANSWER_LIMIT = 64 * 1024


def handle(row):
    """Send one row once and note what came of it."""
    request = row.request_id
    if request.status in states.ENDED or moments.read(request.deadline) <= moments.now():
        row.state = "gone"  # too late: the watch-dog tells the user
        return
    set_up = settings.read(row.env)
    if not (settings.is_address(set_up.webhook_url) and set_up.webhook_secrets):
        _again(row, "Set n8n's webhook URL and a webhook secret in the settings.")
        return
    try:
        answer = _post(row, request.request_id, set_up)
    except WireError as error:
        _again(row, str(error))
    else:
        _judge(row, answer)


def _post(row, request_id, set_up):
    body = row.body.encode()
    headers = signing.sign(set_up.webhook_secrets, request_id, moments.now(), body)
    post = HttpRequest(
        "POST",
        set_up.webhook_url,
        (("content-type", "application/json"), *headers.items(), *correlation.headers_of(request_id)),
        body,
        body_limit=ANSWER_LIMIT,
    )
    return transport.send(post, set_up.dispatch_timeout)


def _judge(row, answer):
    match judge(answer.status, answer.body, row.request_id.request_id):
        case Delivery.DELIVERED:
            apart(row.env, lambda env: requests.begin(env, row.request_id.id))
            row.write({"state": "delivered", "attempts": row.attempts + 1, "note": False})
        case Delivery.AGAIN:
            _again(row, f"n8n answered {answer.status}", answer.header("retry-after"))
        case Delivery.REFUSED:
            why = f"n8n refused the request with status {answer.status}"
            apart(row.env, lambda env: requests.fail(env, row.request_id.id, FailureCode.DISPATCH_FAILED, why))
            row.write({"state": "refused", "attempts": row.attempts + 1, "note": why})


def _again(row, why, retry_after=None):
    attempts = row.attempts + 1
    due_at = moments.after(pause_before(attempts, random, retry_after))
    row.write({"attempts": attempts, "due_at": due_at, "note": why})
