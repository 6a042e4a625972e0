"""The request's record: moved forward, and ended once, with its quota."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, update

from contracts.kit import states
from contracts.messages.submission import Quota
from contracts.problems import FailureCode
from stubs.odoo import quota
from stubs.odoo.database import Unit
from stubs.odoo.tables import GeneratedImage, ImageRequest

UNENDED = ImageRequest.status.in_([states.PENDING, states.PROCESSING])
SHOWN = ("key", "sha256", "width", "height", "media_type")
"""What I10 tells of an image, beside its id."""

_MOVES = {
    status: update(ImageRequest)
    .where(ImageRequest.request_id == bindparam("request"))
    .where(ImageRequest.status.in_([before for before, after in states.MOVES.items() if status in after]))
    .values(status=status)
    .returning(ImageRequest.user_id, ImageRequest.period, ImageRequest.n)
    for status in (states.PROCESSING, states.COMPLETED, states.FAILED)
}
_ADD_IMAGE = insert(GeneratedImage)


def begin(unit: Unit, request_id: str) -> None:
    """Note that n8n accepted a request, unless a callback overtook that."""
    if unit.find(_MOVES[states.PROCESSING], request=request_id):
        unit.note("support", request_id, status=states.PROCESSING)


def fail(unit: Unit, request_id: str, code: FailureCode, message: str) -> bool:
    """End a request without images and give its quota back (I10); False when it has ended before."""
    why = {"failure_code": code.value, "failure_message": message[:1000]}
    request = unit.find(_MOVES[states.FAILED], request=request_id, **why)
    if request is None:
        return False
    left = quota.give_back(unit, *request)
    _tell(unit, request_id, request.user_id, left, status=states.FAILED, failure_code=code.value, images=[])
    return True


def complete(unit: Unit, request_id: str, images: Sequence[dict[str, Any]], ignored: list[str]) -> bool:
    """End a request with its images' records and use up its quota (I10); False when it has ended before."""
    request = unit.find(_MOVES[states.COMPLETED], request=request_id, ignored_parameters=ignored)
    if request is None:
        return False
    for image in images:
        unit.run(_ADD_IMAGE, **image)
    left = quota.use(unit, *request)
    shown = [{"id": image["image_id"], **{name: image[name] for name in SHOWN}} for image in images]
    _tell(unit, request_id, request.user_id, left, status=states.COMPLETED, failure_code=None, images=shown)
    return True


def _tell(unit: Unit, request_id: str, user_id: int, left: Quota, **facts: Any) -> None:
    unit.note("I10", request_id, **facts, quota=left.model_dump(), user=user_id)
