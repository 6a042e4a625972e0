"""Odoo's RPC as the adapter calls it: JSON-2 on 19 and later, JSON-RPC before; every error becomes one sentence.

| answer | becomes |
|---|---|
| none, a redirect, or no JSON | `CouldNotCheck`: does not answer as an Odoo would |
| 401, or JSON-RPC's `AccessDenied` | `CouldNotCheck`: the API key is refused |
| 404 of a model | `NoModel`, which is `CouldNotCheck` too |
| any other error | `Refused`, with Odoo's own message |

Sources: `facts/odoo.md` 2 and 3. The API key stands in no message.
"""

from dataclasses import dataclass, field
from typing import Any

import requests

from contracts.ports.odoo import VERSION
from contracts.ports.system import CouldNotCheck

SECONDS = 30
DENIED = "odoo.exceptions.AccessDenied"


class Refused(CouldNotCheck):
    """Odoo refused a call for a reason of its own."""


class NoModel(CouldNotCheck):
    """Odoo has no such model."""


@dataclass
class Rpc:
    """The RPC of one Odoo, over one session; blocking, so it is called from a thread.

    Attributes:
        address: its base address.
        database: that is asked for.
        login: of the key's user, for Odoo 18 and before.
        api_key: proves who calls.
    """

    address: str
    database: str
    login: str
    api_key: str = field(repr=False)
    _uid: int | None = None
    _modern: bool | None = None

    def __post_init__(self) -> None:
        """Prepare; nothing is asked yet."""
        self._session = requests.Session()
        self._session.trust_env = False  # neither proxies nor .netrc: what is asked goes where it says

    def call(self, model: str, method: str, ids: list[int] | None = None, **named: Any) -> Any:
        """Give what a method gives.

        Args:
            model: such as `res.partner`.
            method: a public one.
            ids: of the records that it is called on.
            named: its arguments.

        Raises:
            CouldNotCheck: as the table above says.
        """
        if self._is_modern():
            return self._json2(model, method, named if ids is None else {"ids": ids, **named})
        positional = [] if ids is None else [ids]
        who = [self.database, self._user(), self.api_key]
        return self._json_rpc("object", "execute_kw", [*who, model, method, positional, named])

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def _is_modern(self) -> bool:
        if self._modern is None:
            self._modern = self._send("GET", VERSION, None).status_code == requests.codes.ok
        return self._modern

    def _json2(self, model: str, method: str, body: dict[str, Any]) -> Any:
        answer = self._send(
            "POST",
            f"/json/2/{model}/{method}",
            body,
            {"Authorization": f"bearer {self.api_key}", "X-Odoo-Database": self.database},
        )
        told = self._json(answer)
        if answer.status_code == requests.codes.ok:
            return told
        if answer.status_code == requests.codes.unauthorized:
            raise self._denied()
        message = str(told.get("message", "")) if isinstance(told, dict) else ""
        if answer.status_code == requests.codes.not_found and "the model" in message:
            raise NoModel(f"{self.address} has no model {model}.")
        raise Refused(f"Odoo refused {model}.{method} ({answer.status_code}): {message}")

    def _json_rpc(self, service: str, method: str, arguments: list[Any]) -> Any:
        params = {"service": service, "method": method, "args": arguments}
        told = self._json(
            self._send("POST", "/jsonrpc", {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1})
        )
        error = told.get("error") if isinstance(told, dict) else {}
        if error is None:
            return told.get("result")
        data = error.get("data", {})
        if data.get("name") == DENIED:
            raise self._denied()
        message = str(data.get("message", ""))
        if "doesn't exist" in message:
            raise NoModel(f"{self.address}: {message}")
        raise Refused(f"Odoo refused a call of {arguments[3] if len(arguments) > 3 else method}: {message}")

    def _user(self) -> int:
        if self._uid is None:
            found = self._json_rpc("common", "authenticate", [self.database, self.login, self.api_key, {}])
            if not found:
                raise self._denied()
            self._uid = int(found)
        return self._uid

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str] | None = None) -> requests.Response:
        url = self.address + path
        try:
            return self._session.request(
                method, url, json=body, headers=headers, timeout=SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            raise CouldNotCheck(f"{url} does not answer: {type(error).__name__}.") from None

    def _json(self, answer: requests.Response) -> Any:
        try:
            return answer.json()
        except ValueError:
            raise CouldNotCheck(
                f"{answer.url} answered {answer.status_code} without JSON, not as an Odoo would."
            ) from None

    def _denied(self) -> CouldNotCheck:
        return CouldNotCheck(
            f"{self.address} refuses the API key for database {self.database}: "
            "set IMAGEFLOW_ODOO_DB, and IMAGEFLOW_ODOO_API_KEY to a key of an administrator."
        )
