"""I07 and I08: a callback is verified, deduplicated and made durable before it is answered."""

import hashlib
import hmac

from ..contracts.kit import signing, states
from ..contracts.messages.base import InvalidMessage
from ..contracts.messages.callback import CallbackReceipt, Completed, read_callback
from ..contracts.problems import FailureCode, FieldError, Problem, ProblemCode
from . import moments, requests, settings
from .transactions import afresh, insert, lock

ACCEPTED = CallbackReceipt(result="accepted")
DUPLICATE = CallbackReceipt(result="duplicate")
ENDED = CallbackReceipt(result="already_ended")


def accept(env, headers, body):
    """Write an outcome to the inbox, or tell why it changes nothing.

    Args:
        env: the superuser's; its transaction is committed before the answer is sent.
        headers: found by their names in lower case.
        body: the raw bytes that the signature covers.

    Raises:
        Problem: `bad_signature`, `invalid`, `not_found`, or `conflict`.
    """
    webhook_id = _verify(env, headers, body)
    callback = _read(body)
    return afresh(env, lambda: _place(env, webhook_id, callback, body))


def _verify(env, headers, body):
    try:
        return signing.verify(settings.read(env).webhook_secrets, headers, body, moments.now())
    except signing.BadSignature as error:
        raise Problem(ProblemCode.BAD_SIGNATURE, str(error)) from None


def _read(body):
    try:
        return read_callback(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors.", error.errors) from None


def _place(env, webhook_id, callback, body):
    digest = hashlib.sha256(body).hexdigest()
    known = env["imageflow.inbox"].search([("webhook_id", "=", webhook_id)])
    if known:
        return _repeated(known.body_digest, digest)
    request = env["ai.image.generation.request"].search([("request_id", "=", callback.data.request_id)])
    if not request:
        raise Problem(ProblemCode.NOT_FOUND, "No request has this id (yet): try again later.")
    if request.accepted_at or request.status in states.ENDED or _is_late(env, request):
        return ENDED
    _check_count(callback, request.n)
    _keep(env, webhook_id, request, body, digest)
    return ACCEPTED


def _is_late(env, request):
    if moments.now() < moments.read(request.deadline):
        return False
    requests.fail(env, request.id, FailureCode.TIMED_OUT, "No outcome came before the deadline.")
    return True


def _keep(env, webhook_id, request, body, digest):
    now = moments.stored(moments.now())
    # Noted on the request too, so that of an outcome and the watch-dog only one can commit.
    lock(request)
    request.accepted_at = now
    insert(
        env,
        "imageflow.inbox",
        webhook_id=webhook_id,
        request_id=request.id,
        body_digest=digest,
        body=body.decode(),
        state="waiting",
        attempts=0,
        accepted_at=now,
        due_at=now,
    )
    env.ref("imageflow.cron_store")._trigger()


def _repeated(known, digest):
    if not hmac.compare_digest(known, digest):
        raise Problem(ProblemCode.CONFLICT, "This webhook-id was accepted with another body: use a new id.")
    return DUPLICATE


def _check_count(callback, n):
    if isinstance(callback, Completed) and len(callback.data.images) != n:
        fault = FieldError("data.images", f"Send exactly {n} images: so many were asked for.", "image_count")
        raise Problem(ProblemCode.INVALID, fault.message, (fault,))
