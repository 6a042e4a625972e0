"""n8n's public API as the adapter calls it: every answer that is no success becomes one sentence.

| answer | becomes |
|---|---|
| none, or a redirect | `CouldNotCheck`: does not answer |
| 401 | `CouldNotCheck`: the API key is refused |
| 403 | `CouldNotCheck`: the API key lacks a scope, which is named |
| any other | `Refused`, with status and n8n's own message |

Source: `facts/n8n.md` 1B. Neither key nor credential stands in any message.
"""

from typing import Any

import requests

from contracts.ports.n8n import API, API_KEY_HEADER
from contracts.ports.system import CouldNotCheck

SECONDS = 30


class Refused(CouldNotCheck):
    """n8n refused a call for a reason of its own.

    Attributes:
        status: of its answer.
        said: its own message.
    """

    def __init__(self, what: str, status: int, said: str) -> None:
        """Say what was refused and why."""
        super().__init__(f"n8n refused to {what} ({status}): {said}")
        self.status, self.said = status, said


class PublicApi:
    """The API of one n8n, over one session; blocking, so it is called from a thread."""

    def __init__(self, address: str, api_key: str) -> None:
        """Prepare; nothing is asked yet."""
        self.address = address
        self._session = requests.Session()
        self._session.trust_env = False  # neither proxies nor .netrc: what is asked goes where it says
        self._session.headers[API_KEY_HEADER] = api_key

    def call(self, scope: str, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Give what a call answers, read from JSON.

        Args:
            scope: what the call needs of the key, such as `workflow:create`; it names the call for people too.
            method: of HTTP.
            path: below `/api/v1`.
            body: sent as JSON.
            query: sent as query parameters.

        Raises:
            CouldNotCheck: as the table above says.
        """
        url = f"{self.address}{API}{path}"
        try:
            answer = self._session.request(method, url, json=body, params=query, timeout=SECONDS, allow_redirects=False)
        except requests.RequestException as error:
            raise CouldNotCheck(f"{self.address} does not answer: {type(error).__name__}.") from None
        if answer.status_code == 401:
            raise CouldNotCheck(f"{self.address} refuses the API key: set IMAGEFLOW_N8N_API_KEY to one of this n8n.")
        if answer.status_code == 403:
            raise CouldNotCheck(f"The API key of {self.address} lacks the scope {scope}: make one that has it.")
        if answer.status_code != 200:
            kind, _, action = scope.partition(":")
            raise Refused(f"{action} a {kind}", answer.status_code, _message(answer))
        return _json(answer)

    def pages(self, scope: str, path: str, **query: Any) -> list[Any]:
        """Give what a list answers, all of its pages."""
        found: list[Any] = []
        while True:
            page = self.call(scope, "GET", path, **query)
            found += page["data"]
            if not page.get("nextCursor"):
                return found
            query["cursor"] = page["nextCursor"]

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()


def _message(answer: requests.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return "no reason given"


def _json(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        raise CouldNotCheck(f"{answer.url} answered with no JSON, not as n8n would.") from None
