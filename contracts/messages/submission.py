"""I01 and I11: what the portal sends to Odoo, and what Odoo shows of a request."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..kit.periods import end_of
from ..problems import FailureCode
from ..timestamps import to_text
from .base import Message
from .common import Format, MediaType, Moment, NoNul, Prompt, Quality, Sha256, Size, Uuid

Status = Literal["pending", "processing", "completed", "failed"]


class Submission(Message):
    """I01: a prompt and its parameters. `prompt` is trimmed before it is measured."""

    prompt: Prompt
    negative_prompt: Annotated[str, StringConstraints(max_length=4000), NoNul] | None = None
    size: Size = "1024x1024"
    quality: Quality = "auto"
    format: Format = "png"
    n: Annotated[int, Field(ge=1, le=4)] = 1
    seed: Annotated[int, Field(ge=0, le=4294967295)] | None = None
    style: Annotated[str, StringConstraints(min_length=1, max_length=100), NoNul] | None = None


class Quota(Message):
    """A user's image quota in the current period; all numbers count images."""

    limit: Annotated[int, Field(ge=0)]
    used: Annotated[int, Field(ge=0)]
    reserved: Annotated[int, Field(ge=0)]
    remaining: Annotated[int, Field(ge=0)]
    resets_at: Moment


def quota_of(period: str, granted: int, used: int, reserved: int) -> Quota:
    """Put a month's numbers (`2026-11`) into the contract's words."""
    return Quota(
        limit=granted,
        used=used,
        reserved=reserved,
        remaining=max(0, granted - used - reserved),
        resets_at=to_text(end_of(period)),
    )


class Receipt(Message):
    """I01's answer (201): the request is accepted and its quota reserved."""

    id: Uuid
    status: Status
    created_at: Moment
    deadline: Moment
    quota: Quota


class ImageView(Message):
    """A stored image as the portal is given it; `url` is a path on Odoo."""

    id: Uuid
    url: str
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    media_type: MediaType
    sha256: Sha256


class RequestView(Message):
    """A request as its owner sees it."""

    id: Uuid
    status: Status
    prompt: str
    created_at: Moment
    deadline: Moment
    quota: Quota
    images: list[ImageView]
    failure_code: FailureCode | None = None
    ignored_parameters: list[str] = Field(default_factory=list)


class RequestList(Message):
    """The newest requests of the user, newest first."""

    requests: list[RequestView]
