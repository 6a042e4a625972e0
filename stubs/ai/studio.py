"""Takes jobs of every dialect: moderates, counts, charges, and paints."""

import base64
from dataclasses import dataclass

from starlette.requests import Request

from contracts import correlation
from contracts.runtime import Runtime
from stubs.ai import latency, moderation
from stubs.ai.accounts import Accounts
from stubs.ai.gallery import Gallery
from stubs.ai.links import Links
from stubs.ai.misbehaviour import acting
from stubs.ai.misbehaviour.asked import Misbehaviour, wrong_of
from stubs.ai.neutral import Job, Made
from stubs.ai.pictures import Picture, seed_of
from stubs.ai.prices import price_of
from stubs.ai.retouching import retouched
from stubs.ai.settings import AiSettings

SPOILED = b"this is no picture"
SPOILED_LINK = "/health"
"""What leads to no picture."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One generation that was charged.

    Attributes:
        request_id: as its headers told it.
        n: how many pictures.
        model: that made them.
        dollars: an estimate.
    """

    request_id: str | None
    n: int
    model: str
    dollars: float = 0.0


@dataclass(frozen=True, slots=True)
class Studio:
    """The one who paints for all dialects."""

    settings: AiSettings
    runtime: Runtime
    gallery: Gallery
    links: Links
    accounts: Accounts
    misbehaviour: Misbehaviour
    charges: list[Charge]

    async def take(self, request: Request, dialect: str, job: Job) -> Made:
        """Make a job's pictures: all that happens before they are painted, the waiting too.

        Raises:
            Refused: moderation, the allowance, the credit, or a misbehaviour that was asked for.
        """
        job = self.checked(request, job)
        self.admit(request, dialect, job)
        await self.runtime.clock.sleep(latency.drawn(self.settings.latency, self.runtime.entropy))
        return self.charged(request, dialect, job)

    def checked(self, request: Request, job: Job, *, moderate: bool = True) -> Job:
        """Give the job without marks in its prompt; raises `Refused`."""
        job = job.with_prompt(self.misbehaviour.with_prompt(request, job.prompt))
        acting.refuse(request, self.runtime.clock)
        if moderate:
            moderation.check(job.prompt, self.settings.blocked_words)
        return job

    def admit(self, request: Request, dialect: str, job: Job) -> None:
        """Take the job's images off the allowance, and note what is left of it; raises `Refused`."""
        request.state.allowance = self.accounts.admit(dialect, job.n)

    def charged(self, request: Request, dialect: str, job: Job) -> Made:
        """Charge: whatever happens from here on, the service has begun to paint and wants its money."""
        wrong = wrong_of(request)
        name = wrong.name if wrong else ""
        pictures = self._pictures(job)[: job.n - (name == "fewer")]
        dollars = price_of(dialect, job, len(pictures))
        self.accounts.pay(dollars)
        self.charges.append(Charge(_request_id(request), len(pictures), job.model, dollars))
        return Made(
            job,
            pictures,
            filtered=name == "filtered",
            spoiled=name == "not_image",
            expired=name == "expired",
            charged=dollars,
        )

    async def paint(self, made: Made, picture: Picture) -> bytes:
        """Give a picture's bytes."""
        await self.runtime.clock.sleep(0)  # between two pictures the other stubs have their turn
        if made.spoiled:
            return SPOILED
        data = await self.gallery.show(picture)
        job = made.job
        return retouched(data, job, picture) if job.source is not None else data

    async def paint_text(self, made: Made, picture: Picture) -> str:
        """Give a picture's bytes in base64."""
        return base64.b64encode(await self.paint(made, picture)).decode()

    def link(self, request: Request, made: Made, picture: Picture) -> str:
        """Give a link to a picture, which works for as long as the settings say."""
        base = (self.settings.public_url or origin(request)).rstrip("/")
        return base + self.links.path_to(picture, since=0.0 if made.expired else None)

    def _pictures(self, job: Job) -> tuple[Picture, ...]:
        return tuple(
            Picture(
                prompt=job.prompt,
                seed=seed_of(self.settings.seed, job.prompt, place) if job.seed is None else job.seed + place,
                width=job.size[0],
                height=job.size[1],
                format=job.format,
                compression=job.compression,
                transparent=job.transparent,
                model=job.model,
            )
            for place in range(job.n)
        )


def origin(request: Request) -> str:
    """Give the address of the socket; the Host header is the caller's word, and may be no address at all."""
    host, port = request.scope["server"]
    name = f"[{host}]" if ":" in host else host
    return f"{request.scope['scheme']}://{name}:{port}"


def _request_id(request: Request) -> str | None:
    return correlation.from_headers(request.headers.get(correlation.HEADER), request.headers.get("traceparent"))
