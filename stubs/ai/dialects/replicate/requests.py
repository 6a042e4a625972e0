"""What a prediction is made of, and the job that it means."""

from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, StringConstraints, ValidationError

from contracts.messages.base import InvalidMessage, Message, explain
from contracts.messages.common import SIDE_LIMITS, Format, NoNul, WebAddress
from stubs.ai.dialects.replicate.models import Model
from stubs.ai.neutral import Job, Kind, Refused

RATIOS: Final = {
    "1:1": (1024, 1024),
    "16:9": (1344, 768),
    "21:9": (1536, 640),
    "3:2": (1216, 832),
    "2:3": (832, 1216),
    "4:5": (896, 1088),
    "5:4": (1088, 896),
    "3:4": (896, 1152),
    "4:3": (1152, 896),
    "9:16": (768, 1344),
    "9:21": (640, 1536),
}
FORMATS: Final[dict[str, Format]] = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}
Event = Literal["start", "output", "logs", "completed"]
Side = Annotated[int, Field(ge=SIDE_LIMITS[0], le=SIDE_LIMITS[1])]


class PredictionRequest(Message):
    """`POST /v1/models/{owner}/{name}/predictions`, and with a version `POST /v1/predictions`."""

    input: dict[str, Any]
    version: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = None
    webhook: WebAddress | None = None
    webhook_events_filter: list[Event] | None = None
    webhook_completed: WebAddress | None = None
    stream: bool | None = None


class Wanted(Message):
    """The inputs that matter; a model passes over what it does not know."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    prompt: Annotated[str, StringConstraints(min_length=1, max_length=32_000), NoNul]
    num_outputs: Annotated[int, Field(ge=1, le=4)] = 1
    width: Side | None = None
    height: Side | None = None
    aspect_ratio: str = "1:1"
    seed: int | None = None
    output_format: Literal["webp", "jpg", "jpeg", "png"] | None = None
    output_quality: Annotated[int, Field(ge=0, le=100)] | None = None


def job_of(inputs: dict[str, Any], model: Model) -> Job:
    """Give the job that the inputs mean; raises `Refused` with every fault."""
    try:
        wanted = Wanted.model_validate(inputs)
    except ValidationError as error:
        faults = explain(error)
        raise Refused(
            Kind.INVALID, str(InvalidMessage(faults)), code="Input validation failed", faults=faults
        ) from None
    if wanted.aspect_ratio not in RATIOS:
        text = f"aspect_ratio must be one of the following: {', '.join(RATIOS)}"
        raise Refused(Kind.INVALID, text, code="Input validation failed", param="input.aspect_ratio")
    width, height = RATIOS[wanted.aspect_ratio]
    form = FORMATS[wanted.output_format or model.format]
    return Job(
        model=model.path,
        prompt=wanted.prompt,
        size=(wanted.width or width, wanted.height or height),
        n=wanted.num_outputs,
        format=form,
        compression=None if form == "png" else wanted.output_quality,
        seed=None if wanted.seed is None else wanted.seed % 2**63,
    )


def check_webhook(address: str | None, allowed: tuple[str, ...]) -> None:
    """Let a webhook's address pass whose host may be called; raises `Refused`.

    The stub calls addresses that a request names: beyond this machine, only those that its settings allow.
    """
    if address is None:
        return
    parts = urlsplit(address)
    if parts.hostname in {"127.0.0.1", "::1", "localhost"} or {parts.hostname, parts.netloc} & set(allowed):
        return
    text = f"This stub calls no webhook at {parts.hostname}: allow the host in its settings, or use one on loopback."
    raise Refused(Kind.INVALID, text, param="webhook")
