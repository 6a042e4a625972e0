"""One look at a live system: bounded in time and size, never following a redirect, its secrets in no message."""

import asyncio
from collections.abc import Mapping
from typing import Any

import requests

from contracts.ports.system import CouldNotCheck

SECONDS = 10


async def get(url: str, headers: Mapping[str, str] | None = None) -> requests.Response:
    """Get an address of a live system without blocking the loop; raises `CouldNotCheck` when it does not answer."""
    return await asyncio.to_thread(_get, url, dict(headers or {}))


def _get(url: str, headers: dict[str, str]) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False  # neither proxies nor .netrc: what is asked goes where it says
        try:
            return session.get(url, headers=headers, timeout=SECONDS, allow_redirects=False)
        except requests.RequestException as error:
            raise CouldNotCheck(f"{url} does not answer: {type(error).__name__}.") from None


def json_of(answer: requests.Response) -> dict[str, Any]:
    """Give the JSON object of an answer; raises `CouldNotCheck` when it is none."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    if answer.status_code != 200 or not isinstance(body, dict):
        raise CouldNotCheck(f"{answer.url} answered {answer.status_code}, not as such a system would.")
    return body
