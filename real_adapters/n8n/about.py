"""What an n8n says of itself: its version, and what an API key may do.

Tried: 2.41.1. What any 2.x documents is used and nothing else.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable

import requests

from contracts.ports.system import CouldNotCheck
from real_adapters.n8n.api import PublicApi, Refused

OLDEST = 2
NEEDED = (
    "credential:create",
    "credential:delete",
    "execution:list",
    "execution:read",
    "execution:stop",
    "workflow:activate",
    "workflow:create",
    "workflow:deactivate",
    "workflow:delete",
)
"""What provisioning, observing and cleaning up ask of the key."""

_RELEASE = re.compile(r'<meta name="n8n:config:sentry" content="([A-Za-z0-9+/=]+)"')
_NUMBER = re.compile(r"n8n@(\d+)(\.[\w.-]+)?")


def version_in(page: str) -> str | None:
    """Give the version that the editor's page bears in one of its settings, or None."""
    found = _RELEASE.search(page)
    try:
        release = json.loads(base64.b64decode(found[1]))["release"] if found else ""
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None
    number = _NUMBER.search(str(release))
    return f"{number[1]}{number[2] or ''}" if number else None


def check_version(version: str | None, address: str) -> None:
    """Refuse an n8n that is too old; one that does not tell (its editor is off) is taken at its word by its API.

    Raises:
        CouldNotCheck: it is older than 2.
    """
    if version is not None and int(version.partition(".")[0]) < OLDEST:
        raise CouldNotCheck(f"{address} is n8n {version}, and the workflow needs n8n {OLDEST} or later: upgrade it.")


def check_scopes(api: PublicApi) -> None:
    """Make sure that the API key may do all that will be done, before anything is.

    Raises:
        CouldNotCheck: it lacks scopes, all of which are named, or n8n refuses it.
    """
    try:
        granted: Iterable[str] = api.call("workflow:list", "GET", "/discover")["data"]["scopes"]
    except Refused:
        return  # an n8n without this route says at each call what is missing
    missing = sorted(set(NEEDED) - set(granted))
    if missing:
        raise CouldNotCheck(f"The API key of {api.address} lacks {', '.join(missing)}: make one that has them.")


def read_version(answer: requests.Response) -> str | None:
    """Give the version from the answer to the editor's page, or None."""
    return version_in(answer.text) if answer.status_code == 200 else None
