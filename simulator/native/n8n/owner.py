"""The owner of a native n8n and their API key, made through its REST interface (`facts/n8n.md` 1B)."""

from http import HTTPStatus
from typing import Any

import requests

from contracts.ports.n8n import API, API_KEY_HEADER
from simulator.native.errors import NativeFailure
from simulator.native.loopback import direct
from simulator.native.n8n.keys import OWNER

SECONDS = 30
KINDS = ("workflow", "execution", "credential")
"""What the key may touch: it may neither see users nor change settings."""
_SAME_BROWSER = {"browser-id": "imageflow"}


def make_api_key(address: str, password: str) -> str:
    """Give a new API key; the owner is made first when there is none.

    Raises:
        NativeFailure: n8n refuses, which a fresh one never does.
    """
    with direct() as session:
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
    url, key = f"{address}{API}/workflows", {API_KEY_HEADER: api_key}
    with direct() as session:
        return session.get(url, params={"limit": 1}, headers=key, timeout=SECONDS).status_code == HTTPStatus.OK


def _call(session: requests.Session, method: str, url: str, body: Any = None, *, also: int | None = None) -> Any:
    try:
        answer = session.request(method, url, json=body, timeout=SECONDS, allow_redirects=False)
        if answer.status_code not in {HTTPStatus.OK, also}:
            raise NativeFailure(f"n8n answered {answer.status_code} to {method} {url}: {answer.text[:200]}")
        return answer.json().get("data")
    except (requests.RequestException, ValueError) as error:
        raise NativeFailure(f"n8n gave no answer to {method} {url} ({type(error).__name__}).") from None
