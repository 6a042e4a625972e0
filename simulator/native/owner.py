"""The owner of a native n8n and their API key, made through its REST interface (`facts/n8n.md` 1B)."""

from http import HTTPStatus
from typing import Any

import requests

from simulator.native.errors import NativeFailure
from simulator.native.keys import OWNER

SECONDS = 30
KINDS = ("workflow", "execution", "credential")
"""What the key may touch: it may neither see users nor change settings."""
_SAME_BROWSER = {"browser-id": "imageflow"}


def make_api_key(address: str, password: str) -> str:
    """Give a new API key; the owner is made first when there is none.

    Raises:
        NativeFailure: n8n refuses, which a fresh one never does.
    """
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update(_SAME_BROWSER)
        owner = {"email": OWNER, "firstName": "Image", "lastName": "Flow", "password": password}
        # One that was set up already answers 400, and lets its owner in below.
        _call(session, "POST", f"{address}/rest/owner/setup", owner, also=HTTPStatus.BAD_REQUEST)
        _call(session, "POST", f"{address}/rest/login", {"emailOrLdapLoginId": OWNER, "password": password})
        offered = _call(session, "GET", f"{address}/rest/api-keys/scopes")
        scopes = [scope for scope in offered if scope.partition(":")[0] in KINDS]
        wanted = {"label": "imageflow", "scopes": scopes, "expiresAt": None}
        return str(_call(session, "POST", f"{address}/rest/api-keys", wanted)["rawApiKey"])


def accepts(address: str, api_key: str) -> bool:
    """Tell whether n8n knows an API key."""
    answer = requests.get(
        f"{address}/api/v1/workflows", {"limit": 1}, headers={"X-N8N-API-KEY": api_key}, timeout=SECONDS
    )
    return answer.status_code == HTTPStatus.OK


def _call(session: requests.Session, method: str, url: str, body: Any = None, *, also: int | None = None) -> Any:
    try:
        answer = session.request(method, url, json=body, timeout=SECONDS, allow_redirects=False)
        if answer.status_code not in {HTTPStatus.OK, also}:
            raise NativeFailure(f"n8n answered {answer.status_code} to {method} {url}: {answer.text[:200]}")
        return answer.json().get("data")
    except (requests.RequestException, ValueError) as error:
        raise NativeFailure(f"n8n gave no answer to {method} {url} ({type(error).__name__}).") from None
