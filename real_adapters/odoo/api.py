"""Odoo's RPC as the adapter calls it: JSON-2 on 19 and later, JSON-RPC before; every error becomes one sentence.

| answer | becomes |
|---|---|
| none, a redirect, or no JSON | `CouldNotCheck`: does not answer as an Odoo would |
| 404 without JSON that names no database, or JSON-RPC's `OperationalError` | `CouldNotCheck`: no such database |
| 401, or JSON-RPC's `AccessDenied` | `CouldNotCheck`: the API key is refused |
| 403, or JSON-RPC's `AccessError` | `CouldNotCheck`: the key's user may not do it |
| 404 of a model | `NoModel`, which is `CouldNotCheck` too |
| any other error | `Refused`, with the first line of Odoo's own message |

Sources: `facts/odoo.md` 2 and 3; an unknown database on 19.0 was tried. The API key stands in no message.
"""

from dataclasses import dataclass, field
from typing import Any

import requests

from contracts.ports.odoo import VERSION
from contracts.ports.system import CouldNotCheck

SECONDS = 30
DENIED, FORBIDDEN = "odoo.exceptions.AccessDenied", "odoo.exceptions.AccessError"
NO_DATABASE = "psycopg2.OperationalError"
NONE_SELECTED = "No database is selected"


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
        arguments = [*who, model, method, positional, named]
        return self._json_rpc(f"{model}.{method}", "object", "execute_kw", arguments)

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def version(self) -> str | None:
        """Give the server's version, such as `19.0`; None when it tells none. Raises `CouldNotCheck` without answer."""
        answer = self._send("GET", VERSION, None)
        if answer.status_code == requests.codes.ok:
            return str(self._json(answer).get("version", "")) or None
        asked = self._send("POST", "/jsonrpc", _called("common", "version", []))
        try:
            return str(asked.json()["result"]["server_version"])
        except (ValueError, KeyError, TypeError):
            return None

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
        if answer.status_code == requests.codes.not_found and NONE_SELECTED in answer.text:
            raise self._no_database()
        told = self._json(answer)
        if answer.status_code == requests.codes.ok:
            return told
        if answer.status_code == requests.codes.unauthorized:
            raise self._denied()
        what, message = f"{model}.{method}", str(told.get("message", "")) if isinstance(told, dict) else ""
        if answer.status_code == requests.codes.forbidden:
            raise self._forbidden(what)
        if answer.status_code == requests.codes.not_found and "the model" in message:
            raise NoModel(f"{self.address} has no model {model}.")
        raise Refused(f"Odoo refused {what} ({answer.status_code}): {_first_line(message)}")

    def _json_rpc(self, what: str, service: str, method: str, arguments: list[Any]) -> Any:
        told = self._json(self._send("POST", "/jsonrpc", _called(service, method, arguments)))
        error = told.get("error") if isinstance(told, dict) else {}
        if error is None:
            return told.get("result")
        raise self._error(what, error.get("data", {}))

    def _error(self, what: str, data: dict[str, Any]) -> CouldNotCheck:
        name, message = data.get("name"), str(data.get("message", ""))
        if name == DENIED:
            return self._denied()
        if name == FORBIDDEN:
            return self._forbidden(what)
        if name == NO_DATABASE and "does not exist" in message:
            return self._no_database()
        if message.startswith("Object ") and "doesn't exist" in message:
            return NoModel(f"{self.address} has no model {what.rpartition('.')[0]}.")
        return Refused(f"Odoo refused {what}: {_first_line(message)}")

    def _user(self) -> int:
        if self._uid is None:
            who = [self.database, self.login, self.api_key, {}]
            found = self._json_rpc("to authenticate", "common", "authenticate", who)
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
            f"{self.address} refuses the API key for database {self.database}: set IMAGEFLOW_ODOO_DB, "
            "IMAGEFLOW_ODOO_LOGIN, and IMAGEFLOW_ODOO_API_KEY to a key of an administrator."
        )

    def _forbidden(self, what: str) -> CouldNotCheck:
        return CouldNotCheck(
            f"{self.address} does not let the API key's user call {what}: "
            "set IMAGEFLOW_ODOO_API_KEY to a key of an administrator."
        )

    def _no_database(self) -> CouldNotCheck:
        return CouldNotCheck(f"{self.address} serves no database {self.database}: set IMAGEFLOW_ODOO_DB to one of its.")


def _called(service: str, method: str, arguments: list[Any]) -> dict[str, Any]:
    params = {"service": service, "method": method, "args": arguments}
    return {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1}


def _first_line(message: str) -> str:
    return message.partition("\n")[0] or "no reason given"
