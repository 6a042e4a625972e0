"""I04: what Odoo's gateway posts to the n8n webhook, and the workflow's answer."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Message
from .common import Format, Moment, NoNul, Prompt, Quality, Size, Uuid, WebAddress


class DispatchData(Message):
    """The request, the opaque user, where to call back, and until when."""

    request_id: Uuid
    prompt: Prompt
    negative_prompt: Annotated[str, StringConstraints(max_length=4000), NoNul] | None
    size: Size
    quality: Quality
    format: Format
    n: Annotated[int, Field(ge=1, le=4)]
    seed: Annotated[int, Field(ge=0, le=4294967295)] | None
    style: Annotated[str, StringConstraints(min_length=1, max_length=100), NoNul] | None
    user_ref: Annotated[str, StringConstraints(min_length=1, max_length=200), NoNul]
    callback_url: WebAddress
    deadline: Moment


class Dispatch(Message):
    """I04: signed (Standard Webhooks), `webhook-id` = the request's id."""

    type: Literal["image.generation.requested"]
    timestamp: Moment
    data: DispatchData


class DispatchReceipt(Message):
    """I04's answer (202): delivered, the request's id echoed."""

    request_id: Uuid
