"""I01 to I03: a prompt is validated, its quota reserved, its record and outbox row written, all in one transaction."""

import hashlib
import hmac
import uuid
from datetime import timedelta

from ..contracts import correlation
from ..contracts.kit.naming import user_ref
from ..contracts.kit.periods import period_of
from ..contracts.messages.base import InvalidMessage
from ..contracts.messages.dispatch import Dispatch, DispatchData
from ..contracts.messages.submission import Receipt, Submission
from ..contracts.problems import Problem, ProblemCode
from ..contracts.timestamps import to_text
from . import moments, quota, settings
from .transactions import afresh, insert


def submit(env, user_id, body, idempotency_key):
    """Accept a submission and give the receipt's JSON (201).

    Args:
        env: the superuser's: users may create no records themselves.
        user_id: who submits.
        body: raw JSON.
        idempotency_key: of the header, or None.

    Raises:
        Problem: `invalid` with every fault, `quota_exceeded`, or `idempotency_mismatch`.
    """
    submission = _read(body)
    key = _check_key(idempotency_key)
    return afresh(env, lambda: _first_answer(env, user_id, key, body) or _create(env, user_id, submission, key, body))


def _read(body):
    try:
        return Submission.read(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors and send again.", error.errors) from None


def _check_key(key):
    if key is not None and not (1 <= len(key) <= 255 and key.isprintable()):
        raise Problem(ProblemCode.INVALID, "An Idempotency-Key is 1 to 255 printable characters.")
    return key


def _first_answer(env, user_id, key, body):
    known = key and env["imageflow.idempotency"].search([("user_id", "=", user_id), ("key", "=", key)])
    if not known:
        return None
    if not hmac.compare_digest(known.body_digest, hashlib.sha256(body).hexdigest()):
        raise Problem(ProblemCode.IDEMPOTENCY_MISMATCH, "Use a new Idempotency-Key for another body.")
    return known.answer.encode()


def _create(env, user_id, submission, key, body):
    kept = env["imageflow.idempotency"]
    if key:  # first, so that another submission with this key waits for this one and is given its answer
        digest = hashlib.sha256(body).hexdigest()
        kept = insert(env, "imageflow.idempotency", user_id=user_id, key=key, body_digest=digest)
    request = _record(env, user_id, submission)
    receipt = Receipt(
        id=request.request_id,
        status=request.status,
        created_at=to_text(moments.read(request.submitted_at)),
        deadline=to_text(moments.read(request.deadline)),
        quota=_reserve(env, request),
    )
    _hand_over(env, request, submission, receipt)
    answer = receipt.wire()
    kept.answer = answer.decode()
    return answer


def _record(env, user_id, submission):
    now = moments.now()
    request_id = str(uuid.uuid4())
    return env["ai.image.generation.request"].create(
        {
            "request_id": request_id,
            "user_id": user_id,
            "period": period_of(now),
            "prompt": submission.prompt,
            "n": submission.n,
            "parameters": submission.model_dump(exclude={"prompt", "n"}),
            "submitted_at": moments.stored(now),
            "deadline": moments.stored(now + timedelta(seconds=settings.read(env).deadline_seconds)),
            "traceparent": dict(correlation.headers_of(request_id))["traceparent"],
        }
    )


def _reserve(env, request):
    try:
        return quota.reserve(env, request)
    except quota.QuotaExceeded as exceeded:
        detail = f"{request.n} images were asked for and {exceeded}"
        raise Problem(ProblemCode.QUOTA_EXCEEDED, detail, quota=exceeded.left.model_dump()) from None


def _hand_over(env, request, submission, receipt):
    message = Dispatch(
        type="image.generation.requested",
        timestamp=receipt.created_at,
        data=DispatchData(
            request_id=receipt.id,
            user_ref=user_ref(request.user_id.id),
            callback_url=settings.read(env).callback_url,
            deadline=receipt.deadline,
            **submission.model_dump(),
        ),
    )
    env["imageflow.outbox"].create(
        {"request_id": request.id, "body": message.wire().decode(), "due_at": request.submitted_at}
    )
    env.ref("imageflow.cron_dispatch")._trigger()
