"""The two ways into Odoo: JSON-RPC, positional and with a password, and JSON-2 with an API key."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Protocol

from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.sending import urls
from stubs.n8n.nodes.sending.api_error import api_error
from stubs.n8n.nodes.sending.asked import Asked
from stubs.n8n.nodes.sending.exchange import exchange
from stubs.n8n.nodes.sending.failures import ClientFailure

Held = Mapping[str, Any]
_HIGHEST_ID = 100


class Door(Protocol):
    """A way into Odoo."""

    @abstractmethod
    async def call(self, model: str, method: str, arguments: dict[str, Any]) -> Any:
        """Call a model's method with named arguments; raises `NodeApiError`."""
        ...


class Rpc:
    """JSON-RPC: signs in, then passes arguments by their place."""

    def __init__(self, call: Call, held: Held, *, id_first: bool) -> None:
        """Take the credential; nothing is sent yet.

        Args:
            call: what is sent by.
            held: the credential's data.
            id_first: whether a call's id stands before its parameters, and each call signs in anew (version 2).
        """
        self._call, self._held, self._id_first = call, held, id_first
        self._url = str(held.get("url", "")).removesuffix("/")
        self._database = database(held, self._url)
        self._user: Any = None

    async def sign_in(self) -> None:
        """Learn the user's number."""
        arguments = [self._database, self._held.get("username"), self._held.get("password")]
        self._user = await self._send("common", "login", arguments)

    async def call(self, model: str, method: str, arguments: dict[str, Any]) -> Any:
        """Call a model's method with named arguments; raises `NodeApiError`."""
        if self._id_first:
            await self.sign_in()
        who = [self._database, self._user, self._held.get("password")]
        return await self._send("object", "execute", [*who, model, method, *arguments.values()])

    async def _send(self, service: str, method: str, arguments: list[Any]) -> Any:
        number = {"id": int(self._call.entropy.uniform(0, _HIGHEST_ID))}
        params = {"params": {"service": service, "method": method, "args": arguments}}
        parts = number | params if self._id_first else params | number
        headers = {"Connection": "keep-alive", "Accept": "*/*", "Content-Type": "application/json"}
        body = {"jsonrpc": "2.0", "method": "call", **parts}
        asked = Asked("POST", f"{self._url}/jsonrpc", dict(headers), body, reads_json=True, redirects=0)
        found = await _answer(self._call, asked)
        error = found.get("error") if isinstance(found, dict) else None
        if error:
            data = error.get("data") or {}
            raise api_error(data, message=data.get("message"))
        return found.get("result") if isinstance(found, dict) else None


class Json2:
    """JSON-2: one request a call, its arguments named."""

    def __init__(self, call: Call, held: Held) -> None:
        """Take the credential; nothing is sent yet."""
        self._call = call
        self._url = str(held.get("url", "")).removesuffix("/")
        name = database(held, self._url)
        self._headers = {"Content-Type": "application/json", **({"X-Odoo-Database": name} if name else {})}
        self._headers["Authorization"] = f"bearer {held.get('apiKey', '')}"

    async def call(self, model: str, method: str, arguments: dict[str, Any]) -> Any:
        """Call a model's method with named arguments; raises `NodeApiError`."""
        given = {key: value for key, value in arguments.items() if value is not None}
        if method == "create":
            given = {"vals_list": [given["values"]]}
        headers = self._headers | {"Accept": "application/json"}
        asked = Asked("POST", f"{self._url}/json/2/{model}/{method}", headers, given, reads_json=True)
        return await _answer(self._call, asked, plainly=True)


async def _answer(call: Call, asked: Asked, *, plainly: bool = False) -> Any:
    """Give the answer's JSON; `plainly` failing is told by the status alone, with the answer beside it."""
    try:
        return (await exchange(call, asked)).value
    except ClientFailure as failure:
        if not plainly or failure.status is None:
            raise api_error(failure) from None
        said = f"Request failed with status code {failure.status}"
        body = failure.body if isinstance(failure.body, dict) else {}
        about = body.get("message") or (body.get("error") or {}).get("message")
        given = {"message": said, "status": failure.status, "response": {"data": body}}
        error = api_error(given, description=about)
        error.details |= {"context": {"data": body}} if body else {}
        raise error from None


def database(held: Held, url: str) -> str:
    """Give the database that a credential names; else the first part of the host's name is meant."""
    return str(held.get("db") or urls.parse(url).host_name.split(".")[0])
