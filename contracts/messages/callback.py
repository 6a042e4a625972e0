"""I07: the outcome that the workflow posts to Odoo, signed; and Odoo's answer."""

import base64
import binascii
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ..problems import ErrorKind
from .base import InvalidMessage, Message, explain
from .common import MediaType, Moment, NoNul, Sha256, Uuid, WebAddress


def _is_base64(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("base64", "Send the image as standard base64 with its padding") from None
    return text


Base64 = Annotated[str, Field(min_length=4, pattern=r"^[A-Za-z0-9+/]+={0,2}$"), AfterValidator(_is_base64)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), NoNul]


class ImageData(Message):
    """An image that travels in the message."""

    b64_json: Base64


class ImageLink(Message):
    """An image to be fetched; hash and media type are checked when they are given."""

    url: WebAddress
    sha256: Sha256 | None = None
    media_type: MediaType | None = None


class Provider(Message):
    """Who made the image, in the provider's own words."""

    name: Name
    model: Name | None = None
    request_id: Name | None = None


def _kind_of_image(image: object) -> str:
    """Tell which kind is meant, so that its faults are told against that kind alone."""
    is_data = isinstance(image, ImageData) or (isinstance(image, dict) and "b64_json" in image)
    return "ImageData" if is_data else "ImageLink"


Image = Annotated[
    Annotated[ImageData, Tag("ImageData")] | Annotated[ImageLink, Tag("ImageLink")], Discriminator(_kind_of_image)
]


class CompletedData(Message):
    """The images of a request, one to four."""

    request_id: Uuid
    images: Annotated[list[Image], Field(min_length=1, max_length=4)]
    usage: dict[str, Any] | None = None
    provider: Provider
    ignored_parameters: list[Name] = Field(default_factory=list)


class OutcomeError(Message):
    """Why there is no image; `kind` decides, `code` and `message` are the provider's."""

    kind: Annotated[ErrorKind, Field(strict=False)]
    code: Annotated[str, StringConstraints(max_length=200), NoNul] | None = None
    message: Annotated[str, StringConstraints(max_length=4000), NoNul]
    retryable: bool = False


class FailedData(Message):
    """The refusal or error of a request."""

    request_id: Uuid
    error: OutcomeError
    provider: Provider | None = None


class Completed(Message):
    """I07 with images."""

    type: Literal["image.generation.completed"]
    timestamp: Moment
    data: CompletedData


class Failed(Message):
    """I07 without images."""

    type: Literal["image.generation.failed"]
    timestamp: Moment
    data: FailedData


Callback = Completed | Failed
CALLBACK: TypeAdapter[Callback] = TypeAdapter(Annotated[Callback, Field(discriminator="type")])
"""Reads either kind by its `type`."""


def read_callback(body: bytes | str) -> Callback:
    """Read a callback from JSON bytes; raises `InvalidMessage` with every fault."""
    try:
        return CALLBACK.validate_json(body)
    except ValidationError as error:
        raise InvalidMessage(explain(error)) from None


class CallbackReceipt(Message):
    """Odoo's answer: `accepted` (202), or what made it change nothing (200)."""

    result: Literal["accepted", "duplicate", "already_ended"]
