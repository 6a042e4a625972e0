"""Odoo, with portal, service, gateway and core (I01 to I03, I08 to I11): its routes, what it is told, and its port."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from contracts.ports.system import SystemPort

ROOT = "/imageflow/v1"
REQUESTS = f"{ROOT}/requests"
IMAGES = f"{ROOT}/images"
QUOTA = f"{ROOT}/quota"
CALLBACK = f"{ROOT}/callback"
SIGN_IN = "/web/session/authenticate"
HEALTH = "/web/health"
VERSION = "/web/version"
"""Only Odoo 19 and later have it (`facts/odoo.md` 3)."""

State = tuple[str, Mapping[str, Any]]
"""An interaction that no wire shows, and its facts (`contracts.evidence`)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the flow's addon is connected to, and what it is bound by.

    Attributes:
        webhook_url: where requests are posted.
        callback_url: where n8n posts the outcome.
        webhook_secrets: what both sign with, newest first.
        allowed_hosts: origins that links may lead to.
        storage: endpoint, region, bucket, access key and secret key of the S3 service.
        quota: images a user may have in a month.
        deadline_seconds: how long a request may take.
        storing_seconds: how long fetching and storing may take.
        callback_cap: bytes of a callback's body.
        image_bytes: of one image.
    """

    webhook_url: str
    callback_url: str
    webhook_secrets: tuple[str, ...] = field(repr=False)
    allowed_hosts: frozenset[str]
    storage: tuple[str, str, str, str, str] = field(repr=False)
    quota: int
    deadline_seconds: float
    storing_seconds: float
    callback_cap: int
    image_bytes: int


class OdooPort(SystemPort, Protocol):
    """An Odoo that serves the flow's routes, and tells what happens inside it."""

    async def provision(self, surroundings: Surroundings, tag: str) -> None:
        """Connect the addon.

        Args:
            surroundings: what it is connected to.
            tag: names this run, where what is changed is written down.

        Raises:
            CouldNotCheck: the addon is not there, the API key is refused, or may not do what it has to.
        """
        ...

    async def settle(self, surroundings: Surroundings) -> None:
        """Connect the addon for good, as `provision` does for a run; raises `CouldNotCheck`."""
        ...

    async def states(self, request_id: str) -> Sequence[State]:
        """Tell what has happened to a request so far (I02, I03, I08, I10), in that order; raises `CouldNotCheck`."""
        ...

    async def withdraw(self) -> None:
        """Put back all that `provision` changed."""
        ...
