"""I11: what a user may see of their requests, images and quota. Another's id is answered as if there were none."""

from dataclasses import dataclass

from sqlalchemy import select

from contracts.messages.submission import ImageView, Quota, RequestList, RequestView
from contracts.ports import odoo
from contracts.problems import FailureCode, Problem, ProblemCode
from contracts.runtime import Clock
from contracts.timestamps import epoch_text
from stubs.odoo import quota
from stubs.odoo.accounts import Account
from stubs.odoo.database import Database, Unit
from stubs.odoo.requests import images_of
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import GeneratedImage, ImageRequest

NEWEST = 100
"""How many requests a list shows."""


@dataclass(frozen=True, slots=True)
class Views:
    """Shows records to their owners."""

    settings: OdooSettings
    database: Database
    clock: Clock

    def request(self, account: Account, request_id: str) -> RequestView:
        """Give one request; raises `Problem` (`not_found`)."""
        with self.database.unit() as unit:
            request = unit.session.get(ImageRequest, request_id)
            if request is None or request.user_id != account.id:
                raise _nothing()
            return self._view(unit, request)

    def requests(self, account: Account) -> RequestList:
        """Give the user's newest requests, newest first."""
        query = select(ImageRequest).where(ImageRequest.user_id == account.id)
        newest = query.order_by(ImageRequest.created_at.desc(), ImageRequest.id).limit(NEWEST)
        with self.database.unit() as unit:
            return RequestList(requests=[self._view(unit, request) for request in unit.session.scalars(newest)])

    def image(self, account: Account, image_id: str) -> GeneratedImage:
        """Give an image's record; raises `Problem` (`not_found`)."""
        with self.database.unit() as unit:
            query = select(GeneratedImage).join(ImageRequest, ImageRequest.id == GeneratedImage.request_id)
            owned = query.where(GeneratedImage.id == image_id, ImageRequest.user_id == account.id)
            image = unit.session.scalar(owned)
            if image is None:
                raise _nothing()
            return image

    def quota(self, account: Account) -> Quota:
        """Give the user's quota of this month."""
        with self.database.unit() as unit:
            return self._quota(unit, account.id, quota.period_of(self.clock.now()))

    def _quota(self, unit: Unit, user_id: int, period: str) -> Quota:
        return quota.show(unit.session, user_id, period, self.settings.quota_limit)

    def _view(self, unit: Unit, request: ImageRequest) -> RequestView:
        return RequestView.model_validate(
            {
                "id": request.id,
                "status": request.status,
                "prompt": request.prompt,
                "created_at": epoch_text(request.created_at),
                "deadline": epoch_text(request.deadline),
                "quota": self._quota(unit, request.user_id, request.period),
                "images": [_image(image) for image in images_of(unit, request.id)],
                "failure_code": FailureCode(request.failure_code) if request.failure_code else None,
                "ignored_parameters": request.ignored_parameters,
            }
        )


def _image(image: GeneratedImage) -> ImageView:
    return ImageView.model_validate(
        {
            "id": image.id,
            "url": f"{odoo.IMAGES}/{image.id}",
            "width": image.width,
            "height": image.height,
            "media_type": image.media_type,
            "sha256": image.sha256,
        }
    )


def _nothing() -> Problem:
    return Problem(ProblemCode.NOT_FOUND, "There is nothing of yours under this id.")
