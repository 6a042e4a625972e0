"""The request's record: found, moved forward, and ended once, with its quota."""

from typing import Any

from sqlalchemy import select, update

from contracts.kit import states
from contracts.problems import FailureCode
from stubs.odoo import quota
from stubs.odoo.database import Unit
from stubs.odoo.tables import GeneratedImage, ImageRequest, OutboxRow


def move(unit: Unit, request: ImageRequest, status: str) -> bool:
    """Move a request forward unless somebody else did; False when that move is not (or no longer) allowed."""
    before = [state for state, after in states.MOVES.items() if status in after]
    statement = (
        update(ImageRequest)
        .where(ImageRequest.id == request.id, ImageRequest.status.in_(before))
        .values(status=status)
        .execution_options(synchronize_session=False)
    )
    moved = bool(unit.session.execute(statement).rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has one
    unit.session.refresh(request)
    return moved


def fail(unit: Unit, request: ImageRequest, code: FailureCode, message: str) -> bool:
    """End a request without images and give its quota back (I10); False when it has ended before."""
    if not move(unit, request, states.FAILED):
        return False
    request.failure_code, request.failure_message = code.value, message[:1000]
    quota.give_back(unit.session, request.user_id, request.period, request.n)
    _end(unit, request, [])
    return True


def complete(unit: Unit, request: ImageRequest, images: list[GeneratedImage], ignored: list[str]) -> bool:
    """End a request with its images and use up its quota (I10); False when it has ended before."""
    if not move(unit, request, states.COMPLETED):
        return False
    request.ignored_parameters = ignored
    unit.session.add_all(images)
    quota.use(unit.session, request.user_id, request.period, request.n)
    _end(unit, request, images)
    return True


def _end(unit: Unit, request: ImageRequest, images: list[GeneratedImage]) -> None:
    unit.session.execute(
        update(OutboxRow).where(OutboxRow.request_id == request.id, OutboxRow.state == "waiting").values(state="gone")
    )
    unit.session.flush()
    unit.note(
        "I10",
        request.id,
        status=request.status,
        failure_code=request.failure_code,
        images=[_facts(image) for image in images],
        quota=quota.show(unit.session, request.user_id, request.period, 0).model_dump(),
        user=request.user_id,
    )


def _facts(image: GeneratedImage) -> dict[str, Any]:
    return {
        "id": image.id,
        "key": image.key,
        "sha256": image.sha256,
        "width": image.width,
        "height": image.height,
        "media_type": image.media_type,
    }


def images_of(unit: Unit, request_id: str) -> list[GeneratedImage]:
    """List a request's images in the order in which they came."""
    query = select(GeneratedImage).where(GeneratedImage.request_id == request_id).order_by(GeneratedImage.position)
    return list(unit.session.scalars(query))
