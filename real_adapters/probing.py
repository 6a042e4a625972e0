"""One look at a live system: bounded in time and size, never following a redirect, its secrets in no message."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import requests

from contracts.ports.system import CouldNotCheck

SECONDS = 10
MOST_BYTES = 4 * 1024 * 1024


async def get(url: str, headers: Mapping[str, str] | None = None) -> requests.Response:
    """Get an address of a live system without blocking the loop.

    Raises:
        CouldNotCheck: it does not answer in time, leads elsewhere, or sends more than any such answer has.
    """
    return await asyncio.to_thread(_get, url, dict(headers or {}))


def _get(url: str, headers: dict[str, str]) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False  # neither proxies nor .netrc: what is asked goes where it says
        try:
            answer = session.get(url, headers=headers, timeout=SECONDS, allow_redirects=False, stream=True)
            answer._content = _body(answer, url)  # noqa: SLF001 - as `requests` itself keeps what it has read
        except requests.exceptions.SSLError:
            raise CouldNotCheck(f"{url} shows no certificate that this machine trusts: mend it, or trust it.") from None
        except requests.RequestException as error:
            raise CouldNotCheck(f"{url} does not answer: {type(error).__name__}.") from None
    return answer


def not_elsewhere(answer: requests.Response) -> requests.Response:
    """Give an answer that leads nowhere else; raises `CouldNotCheck` for a redirect, which is not followed."""
    if answer.is_redirect:
        raise CouldNotCheck(f"{answer.url} leads elsewhere ({answer.status_code}): name the address that it leads to.")
    return answer


def _body(answer: requests.Response, url: str) -> bytes:
    """Read a body that may come in drips; raises `CouldNotCheck`."""
    end, parts, size = time.monotonic() + SECONDS, [], 0
    for part in answer.iter_content(64 * 1024):
        parts.append(part)
        size += len(part)
        if time.monotonic() > end:
            raise CouldNotCheck(f"{url} has not answered within {SECONDS} seconds.")
        if size > MOST_BYTES:
            raise CouldNotCheck(f"{url} sends more than such an answer has: is it the right address?")
    return b"".join(parts)


def json_of(answer: requests.Response) -> dict[str, Any]:
    """Give the JSON object of an answer; raises `CouldNotCheck` when it is none."""
    try:
        body = not_elsewhere(answer).json()
    except ValueError:
        body = None
    if answer.status_code != 200 or not isinstance(body, dict):
        raise CouldNotCheck(f"{answer.url} answered {answer.status_code}, not as such a system would.")
    return body
