"""The AI image service (I05, I06, and the links of I09): its routes, its port, and what is said over it.

One neutral vocabulary over all providers (`facts/ai_and_storage.md` A4): *blocked* is not *invalid*, a spent quota is
not retryable although it is a 429, and after a time-out nobody knows whether it was charged.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from contracts.messages.common import Format, Quality
from contracts.ports.system import SystemPort

GENERATIONS = "/v1/images/generations"
EDITS = "/v1/images/edits"
MODELS = "/v1/models"
LINKS = "/images"
"""Where the stub's links lead; a real service's links lead where it says."""
FLOW_DIALECT = "openai"
"""What the flow's workflow speaks: a service of another format is spoken to by its adapter alone."""
DIALECTS = (FLOW_DIALECT, "stability", "replicate", "automatic1111", "gemini")

Charged = Literal["yes", "no", "unknown"]
FailureKind = Literal[
    "auth", "quota", "rate_limited", "invalid", "blocked", "not_found", "timeout", "upstream", "protocol", "budget"
]


@dataclass(frozen=True, slots=True)
class ImageJob:
    """Pictures that are asked for, whatever the provider.

    Attributes:
        size: width and height in pixels; a provider of aspect ratios gives the nearest one.
        request_id: of the flow's request, sent along as the correlation headers.
    """

    prompt: str
    n: int = 1
    size: tuple[int, int] = (1024, 1024)
    quality: Quality = "auto"
    format: Format = "png"
    seed: int | None = None
    negative_prompt: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Artifact:
    """A picture that came: its bytes as they were sent, looked at once to know what they are."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job will cost by list price.

    Attributes:
        dollars: None when no price is known.
        basis: where the price comes from, in words.
    """

    dollars: float | None
    basis: str


@dataclass(frozen=True, slots=True)
class Generated:
    """What came of a job.

    Attributes:
        usage: as the provider counts it.
        provider_request_id: what its support asks for.
        charged: whether it was.
    """

    artifacts: tuple[Artifact, ...]
    usage: dict[str, Any]
    provider_request_id: str | None
    charged: Charged


class GenerationFailed(Exception):
    """No picture came; the text is one sentence, with no secret in it.

    Attributes:
        kind: why.
        charged: whether it was; unknown whenever the provider may have begun.
        retryable: whether the same job may go better later.
        status: of the answer, when there was one.
        code: the provider's own.
        retry_after: seconds that it asks to wait.
        provider_request_id: what its support asks for.
    """

    def __init__(
        self,
        kind: FailureKind,
        message: str,
        *,
        charged: Charged,
        retryable: bool = False,
        status: int | None = None,
        code: str | None = None,
        retry_after: float | None = None,
        provider_request_id: str | None = None,
    ) -> None:
        """Take the parts."""
        super().__init__(message)
        self.kind, self.charged, self.retryable = kind, charged, retryable
        self.status, self.code, self.retry_after = status, code, retry_after
        self.provider_request_id = provider_request_id


class AiPort(SystemPort, Protocol):
    """A service that paints pictures, in one of `DIALECTS`."""

    def estimate(self, job: ImageJob) -> Estimate:
        """Tell what a job will cost, before anything is sent."""
        ...

    async def generate(self, job: ImageJob) -> Generated:
        """Have pictures made.

        Raises:
            GenerationFailed: none came, or fewer than were asked for.
        """
        ...
