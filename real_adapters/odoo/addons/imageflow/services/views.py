"""I11: what a user may see of their requests, images and quota. Another's id is answered as if there were none."""

from ..contracts.kit import states
from ..contracts.messages.submission import ImageView, RequestList, RequestView
from ..contracts.problems import FailureCode, Problem, ProblemCode
from ..contracts.timestamps import to_text
from . import moments, quota

NEWEST = 100
"""How many requests a list shows."""
IMAGES = "/imageflow/v1/images"


def show_request(env, request_id):
    """Give one request of the environment's user; raises `Problem` (`not_found`)."""
    request = _find(env, "ai.image.generation.request", "request_id", request_id)
    return _view(request, _quota(env, request.period))


def list_requests(env):
    """Give the newest requests of the environment's user, newest first."""
    requests = env["ai.image.generation.request"].search([("user_id", "=", env.uid)], limit=NEWEST)
    quotas = {period: _quota(env, period) for period in set(requests.mapped("period"))}
    return RequestList(requests=[_view(request, quotas[request.period]) for request in requests])


def show_quota(env):
    """Give the quota of the environment's user in this month."""
    return _quota(env, None)


def find_image(env, image_id):
    """Give the record of an image of the environment's user; raises `Problem` (`not_found`)."""
    return _find(env, "generated.image", "image_id", image_id)


def _find(env, model, name, value):
    mine = [(name, "=", value), ("user_id", "=", env.uid)]
    found = env[model].search(mine) if value.isprintable() else None  # a NUL can't even be asked for
    if not found:
        raise Problem(ProblemCode.NOT_FOUND, "There is nothing of yours under this id.")
    return found


def _quota(env, period):
    return quota.show(env(su=True), env.uid, period)  # sudo: users read the sums of their quota, not its rows


def _view(request, left):
    images = request.image_ids if request.status == states.COMPLETED else ()
    return RequestView(
        id=request.request_id,
        status=request.status,
        prompt=request.prompt,
        created_at=to_text(moments.read(request.submitted_at)),
        deadline=to_text(moments.read(request.deadline)),
        quota=left,
        images=[_image(image) for image in images],
        failure_code=FailureCode(request.failure_code) if request.failure_code else None,
        ignored_parameters=request.ignored_parameters or [],
    )


def _image(image):
    return ImageView(
        id=image.image_id,
        url=f"{IMAGES}/{image.image_id}",
        width=image.width,
        height=image.height,
        media_type=image.media_type,
        sha256=image.sha256,
    )
