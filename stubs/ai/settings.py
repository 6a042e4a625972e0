"""What the AI stub is told when it is made."""

from dataclasses import dataclass, field

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
        body_cap: bytes of a request's body.
    """

    api_key: str = field(default="sk-imageflow", repr=False)
    seed: int = 0
    link_lifetime_seconds: float = 3600
    public_url: str | None = None
    blocked_words: tuple[str, ...] = tuple(VIOLATIONS)
    database_url: str = "sqlite://"
    body_cap: int = 1024 * 1024
