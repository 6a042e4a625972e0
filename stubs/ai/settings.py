"""What the AI stub is told when it is made."""

from dataclasses import dataclass, field

from stubs.ai.latency import Profile
from stubs.ai.moderation import VIOLATIONS


@dataclass(frozen=True, slots=True)
class AiSettings:
    """Key, chance and limits of the AI stub.

    Attributes:
        api_key: what `Authorization: Bearer` must bear.
        seed: of all pictures; the same seed, prompt and position give the same picture.
        link_lifetime_seconds: how long a link to a picture works, on the run's clock.
        public_url: base address of the links; None: the socket that the request came in by.
        blocked_words: words and phrases that moderation refuses, whatever their case; one that `VIOLATIONS` does not
            name counts as violation `other`.
        database_url: SQLAlchemy's, of the links; SQLite in memory by default.
        body_cap: bytes of a request's body of JSON.
        upload_cap: bytes of a request's body with files, or with pictures in it.
        images_per_minute: that each dialect allows.
        credit: dollars that there are to be spent; None: as many as are asked for.
        latency: how long painting takes.
        open_sdapi: whether AUTOMATIC1111's routes want no password, as its own do on one's own machine; else it is
            the API key, of a user of any name.
        webhook_hosts: that predictions may be told to, `host` or `host:port`; loopback always.
    """

    api_key: str = field(default="sk-imageflow", repr=False)
    seed: int = 0
    link_lifetime_seconds: float = 3600
    public_url: str | None = None
    blocked_words: tuple[str, ...] = tuple(VIOLATIONS)
    database_url: str = "sqlite://"
    body_cap: int = 1024 * 1024
    upload_cap: int = 32 * 1024 * 1024
    images_per_minute: int = 100_000
    credit: float | None = None
    latency: Profile = "none"
    open_sdapi: bool = True
    webhook_hosts: tuple[str, ...] = ()
