"""The request's record: moved forward, and ended once, with its quota. All here is done as superuser."""

from ..contracts.kit import states
from ..storage.filestore import attachments_of
from . import moments, quota, shelf
from .transactions import lock


def begin(env, request_id):
    """Note that n8n accepted a request, unless a callback overtook that."""
    _move(env, request_id, states.PROCESSING)


def fail(env, request_id, code, message):
    """End a request without images, give its quota back and have removed what it stored; nothing if it has ended."""
    request = _move(
        env,
        request_id,
        states.FAILED,
        ended_at=moments.stored(moments.now()),
        failure_code=code.value,
        failure_message=message[:1000],
    )
    if request:
        quota.give_back(env, request)
        shelf.doom(env, request_id)


def complete(env, request_id, images, ignored):
    """End a request with its images' records (I10) and use up its quota; nothing if it has ended."""
    request = _move(
        env, request_id, states.COMPLETED, ended_at=moments.stored(moments.now()), ignored_parameters=ignored
    )
    if request:
        kept = {each.name: each.id for each in attachments_of(env, request_id)}
        env["generated.image"].create(
            [{"request_id": request_id, "attachment_id": kept.get(image["key"]), **image} for image in images]
        )
        shelf.keep(env, [image["key"] for image in images])
        quota.use(env, request)


def _move(env, request_id, after, **values):
    """Move a request forward; give it, or no record when it may not go there (any more)."""
    request = env["ai.image.generation.request"].browse(request_id).exists()
    if not (request and states.may_move(request.status, after)):
        return request.browse()
    lock(request)
    request.write({"status": after, **values})
    return request
