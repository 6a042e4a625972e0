"""What every provider's format says in words of its own: a job, why it is refused, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from contracts.messages.common import Format
from contracts.problems import FieldError
from stubs.ai.pictures import Picture


class Kind(StrEnum):
    """Why a request is refused."""

    AUTH = "auth"
    FORBIDDEN = "forbidden"
    NO_CREDIT = "no_credit"
    RATE_LIMITED = "rate_limited"
    INVALID = "invalid"
    BLOCKED = "blocked"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    ERROR = "error"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"


class Refused(Exception):
    """A request that gets no picture; each dialect puts it into its provider's words.

    Attributes:
        kind: why.
        code: the provider's own code where it says more than the kind.
        param: the field that is at fault.
        headers: that go with the answer.
        faults: every fault of a body, when there are several.
        violations: what moderation found.
    """

    def __init__(
        self,
        kind: Kind,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        headers: Mapping[str, str] | None = None,
        faults: tuple[FieldError, ...] = (),
        violations: tuple[str, ...] = (),
    ) -> None:
        """Take the parts; the message is one sentence that tells what to do."""
        super().__init__(message)
        self.kind, self.code, self.param = kind, code, param
        self.headers = dict(headers or {})
        self.faults, self.violations = faults, violations


@dataclass(frozen=True, slots=True)
class Job:
    """Pictures that are asked for.

    Attributes:
        model: the provider's name of it.
        prompt: what they show.
        size: width and height in pixels.
        n: how many.
        seed: of the first one; the stub's own when None.
        source: bytes of a picture to be changed.
        mask: PNG whose transparent pixels are to be painted; all of them when None.
        strength: how much of the source is painted over, 0…1, where no mask says it.
    """

    model: str
    prompt: str
    size: tuple[int, int]
    n: int = 1
    format: Format = "png"
    compression: int | None = None
    transparent: bool = False
    seed: int | None = None
    source: bytes | None = field(default=None, repr=False)
    mask: bytes | None = field(default=None, repr=False)
    strength: float = 0.5

    def with_prompt(self, prompt: str) -> Self:
        """Give the job with another prompt."""
        return replace(self, prompt=prompt)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: pictures to be painted when their bytes are wanted.

    Attributes:
        job: as it was painted.
        pictures: in order; fewer than were asked for when told to misbehave.
        filtered: whether the output was found unfit to be shown.
        spoiled: whether the bytes are no picture.
        expired: whether links to them are old already.
        charged: dollars.
    """

    job: Job
    pictures: tuple[Picture, ...]
    filtered: bool = False
    spoiled: bool = False
    expired: bool = False
    charged: float = 0.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a caller has left of its images this minute."""

    limit: int
    remaining: int
    reset_seconds: float
