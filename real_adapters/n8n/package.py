"""What ships for an n8n, connected: the files of `workflows/` with a run's own settings, and their credentials."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.ports.n8n import API_KEY_HEADER, Connections
from real_adapters.n8n.workflows import (
    AI_KEY,
    API_KEY,
    ERRORS,
    IMAGES,
    REPLICATE,
    SIGNING,
    WEBHOOK_TYPE,
    provisioned,
    shipped,
)

Document = dict[str, Any]
Settings = Mapping[str, str | float]
Reference = tuple[str, str]
"""How a workflow's file names a credential: type and name."""

LATER = "-replicate"
"""What the webhook's path of the workflow for providers that answer later ends in."""
LONGEST_SECONDS = 2_147_483
"""More milliseconds than 31 bits hold are none at all to Node's timers."""


@dataclass(frozen=True, slots=True)
class Package:
    """What is deployed together.

    Attributes:
        workflows: in n8n's export format; webhooks and names are changed on the way.
        errors: the workflow that the others fall back on; None when there is none.
        credentials: the data of each credential that the files refer to.
    """

    workflows: tuple[Document, ...]
    errors: Document | None = None
    credentials: Mapping[Reference, dict[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def paths(self) -> tuple[str, ...]:
        """Give the webhooks' paths, as the files have them."""
        nodes = (node for document in self.workflows for node in document["nodes"])
        return tuple(node["parameters"]["path"] for node in nodes if node["type"] == WEBHOOK_TYPE)


def package_of(connections: Connections, address: str, api_key: str) -> Package:
    """Give the shipped workflows and the credentials that they refer to.

    Args:
        connections: what they are connected to. n8n signs with the newest secret, which Odoo signs with as well.
        address: of the n8n itself, whose failed executions the error workflow reads.
        api_key: with which it reads them.
    """
    shared: Settings = {
        "ai_url": connections.ai_url.rstrip("/"),
        "callback_cap_bytes": connections.callback_cap,
        "ids_kept": connections.ids_kept,
    }
    asked: Settings = {
        "ai_model": connections.ai_model,
        "ai_timeout_seconds": min(connections.ai_timeout, LONGEST_SECONDS),
    }
    path = connections.webhook_path
    return Package(
        workflows=(
            provisioned(shipped(IMAGES), {**shared, **asked}, path),
            provisioned(shipped(REPLICATE), shared, path + LATER),
        ),
        errors=provisioned(shipped(ERRORS), {"n8n_url": address.rstrip("/")}),
        credentials={
            SIGNING: {"hmacSecret": key_of(connections.webhook_secrets[0])},
            AI_KEY: {"token": connections.ai_api_key},
            API_KEY: {"name": API_KEY_HEADER, "value": api_key},
        },
    )


def key_of(secret: str) -> str:
    """Give a webhook secret as the text that n8n's Crypto node takes for its key."""
    return base64.b64decode(secret.removeprefix("whsec_")).decode("ascii")
