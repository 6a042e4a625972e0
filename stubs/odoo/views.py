"""I11: what a user may see of their requests, images and quota. Another's id is answered as if there were none."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, bindparam, select

from contracts.kit import states
from contracts.kit.periods import period_of
from contracts.messages.submission import ImageView, Quota, RequestList, RequestView, quota_of
from contracts.ports import odoo
from contracts.problems import FailureCode, Problem, ProblemCode
from contracts.runtime import Clock
from contracts.timestamps import epoch_text
from stubs.odoo import quota
from stubs.odoo.accounts import Account
from stubs.odoo.database import Database, Unit
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import GeneratedImage, ImageRequest, QuotaPeriod

NEWEST = 100
"""How many requests a list shows."""

# A request's month was opened when its images were reserved, so there is a quota to join.
_MINE = (
    select(
        *(
            ImageRequest.request_id,
            ImageRequest.status,
            ImageRequest.prompt,
            ImageRequest.created_at,
            ImageRequest.deadline,
        ),
        *(ImageRequest.period, ImageRequest.failure_code, ImageRequest.ignored_parameters),
        *quota.NUMBERS,
    )
    .join(QuotaPeriod, and_(QuotaPeriod.user_id == ImageRequest.user_id, QuotaPeriod.period == ImageRequest.period))
    .where(ImageRequest.user_id == bindparam("user"))
)
_ONE = _MINE.where(ImageRequest.request_id == bindparam("request"))
_NEWEST = _MINE.order_by(ImageRequest.created_at.desc(), ImageRequest.request_id).limit(NEWEST)
_IMAGES = (
    select(
        GeneratedImage.image_id,
        GeneratedImage.width,
        GeneratedImage.height,
        GeneratedImage.media_type,
        GeneratedImage.sha256,
    )
    .where(GeneratedImage.request_id == bindparam("request"))
    .order_by(GeneratedImage.position)
)
_STORED = (
    select(GeneratedImage.request_id, GeneratedImage.key, GeneratedImage.sha256, GeneratedImage.media_type)
    .join(ImageRequest, ImageRequest.request_id == GeneratedImage.request_id)
    .where(GeneratedImage.image_id == bindparam("image"), ImageRequest.user_id == bindparam("user"))
)


class StoredImage(NamedTuple):
    """Where an image lies, and what it is served as."""

    request_id: str
    key: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Views:
    """Shows records to their owners."""

    settings: OdooSettings
    database: Database
    clock: Clock

    def request(self, account: Account, request_id: str) -> RequestView:
        """Give one request; raises `Problem` (`not_found`)."""
        with self.database.unit() as unit:
            found = unit.find(_ONE, user=account.id, request=request_id)
            if found is None:
                raise _nothing()
            return _view(unit, found)

    def requests(self, account: Account) -> RequestList:
        """Give the user's newest requests, newest first."""
        with self.database.unit() as unit:
            return RequestList(requests=[_view(unit, found) for found in unit.all(_NEWEST, user=account.id)])

    def image(self, account: Account, image_id: str) -> StoredImage:
        """Give an image's record; raises `Problem` (`not_found`)."""
        with self.database.unit() as unit:
            found = unit.find(_STORED, user=account.id, image=image_id)
        if found is None:
            raise _nothing()
        return StoredImage(*found)

    def quota(self, account: Account) -> Quota:
        """Give the user's quota of this month."""
        with self.database.unit() as unit:
            return quota.show(unit, account.id, period_of(self.clock.now()), self.settings.quota_limit)


def _view(unit: Unit, found: Row[*tuple[Any, ...]]) -> RequestView:
    images = unit.all(_IMAGES, request=found.request_id) if found.status == states.COMPLETED else ()
    return RequestView(
        id=found.request_id,
        status=found.status,
        prompt=found.prompt,
        created_at=epoch_text(found.created_at),
        deadline=epoch_text(found.deadline),
        quota=quota_of(found.period, found.granted, found.used, found.reserved),
        images=[_image(*image) for image in images],
        failure_code=FailureCode(found.failure_code) if found.failure_code else None,
        ignored_parameters=found.ignored_parameters,
    )


def _image(image_id: str, width: int, height: int, media_type: str, sha256: str) -> ImageView:
    return ImageView.model_validate(
        {
            "id": image_id,
            "url": f"{odoo.IMAGES}/{image_id}",
            "width": width,
            "height": height,
            "media_type": media_type,
            "sha256": sha256,
        }
    )


def _nothing() -> Problem:
    return Problem(ProblemCode.NOT_FOUND, "There is nothing of yours under this id.")
