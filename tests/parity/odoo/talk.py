"""Talks with an Odoo: calls by every protocol, as several users, each written down with its answer."""

import base64
import json
import xmlrpc.client
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.parity.odoo.normal import FOUND, Names, Normaliser

Entry = dict[str, Any]
"""What is recorded of a call: `call` and `answer`."""
SECONDS = 60
CLEANED = ("res.users", "ir.attachment", "ir.config_parameter", "res.partner", "res.partner.category")
NAMED = {"ir.config_parameter": "key", "res.users": "login"}
ARCHIVED = {"active_test": False}


@dataclass(frozen=True)
class Odoo:
    """Where an Odoo is, and how its administrator gets in."""

    address: str
    database: str
    login: str
    password: str = field(repr=False)
    api_key: str = field(repr=False)


@dataclass
class Talk:
    """One story's calls.

    Attributes:
        log: the calls with their answers, normalised.
    """

    odoo: Odoo
    log: list[Entry] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    before: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open a connection that knows no proxies."""
        self.session = requests.Session()
        self.session.trust_env = False

    def user(self, login: str, password: str) -> "Speaker":
        """Give a user who speaks by password."""
        return Speaker(self, login, password)

    @property
    def admin(self) -> "Speaker":
        """Give the administrator."""
        return Speaker(self, self.odoo.login, self.odoo.password)

    def note(self, call: Any, answer: Any, model: str = "ir.attachment", *, ids: bool = False) -> None:
        """Write a call of a model down with its answer, whose numbers may be ids."""
        normal = Normaliser(self.names, model)
        told = {"call": normal.call(call), "answer": normal.answer(answer, ids=ids)}
        self.log.append(json.loads(json.dumps(told)))

    def begin(self) -> None:
        """Note up to where records were there before."""
        for model in CLEANED:
            newest = self.admin.quietly(model, "search", [], 0, 1, "id desc", context=ARCHIVED)
            self.before[model] = newest[0] if newest else 0

    def tidy(self) -> None:
        """Remove what the story made and left: newer than its beginning, and with a name of its stories'."""
        for model in CLEANED:
            named = [("id", ">", self.before[model]), (NAMED.get(model, "name"), "=ilike", "pa%")]
            left = self.admin.quietly(model, "search", named, 0, None, "id desc", context=ARCHIVED)
            if left:
                self.admin.quietly(model, "unlink", left)

    def http(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send a request and write down status, telling headers and body."""
        response = self.session.request(
            method, self.odoo.address + path, timeout=SECONDS, allow_redirects=False, **options
        )
        told = {name: response.headers[name] for name in TELLING if name in response.headers}
        self.note([method, path], {"status": response.status_code, "headers": told, "body": _body(response)})
        return response


TELLING = ("content-type", "content-disposition", "cache-control", "etag", "www-authenticate", "accept", "location")


def _body(response: requests.Response) -> Any:
    kind = response.headers.get("content-type", "")
    if kind.startswith("application/json"):
        told = response.json()
        if isinstance(told, dict):
            told.pop("debug", None)
        return told
    if kind.startswith("image/"):
        return (
            base64.b64encode(response.content).decode() if "placeholder" not in str(response.headers) else "placeholder"
        )
    return response.text if response.status_code < 400 else response.status_code


@dataclass
class Speaker:
    """A user of a talk."""

    talk: Talk
    login: str
    password: str = field(repr=False)
    _uid: int | None = None

    @property
    def uid(self) -> int:
        """Give the user's number."""
        if self._uid is None:
            who = [self.talk.odoo.database, self.login, self.password, {}]
            self._uid = self._rpc("common", "authenticate", who)["result"]
        return int(self._uid or 0)

    def __call__(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call by JSON-RPC; give the result, or the error's data."""
        answer = self._execute(model, method, args, kwargs)
        if method == "create" and "result" in answer:
            answer["result"] = self.talk.names.know(model, answer["result"])
        call = [_who(self.login), f"{model}.{method}", *args, *([kwargs] if kwargs else [])]
        self.talk.note(call, _told(answer), model, ids=method in FOUND)
        return answer.get("result", answer.get("error"))

    def about_itself(self, method: str, *args: Any) -> Any:
        """Call a method on the user's own record, whose number is not told."""
        answer = self._execute("res.users", method, ([self.uid], *args), {})
        self.talk.note([_who(self.login), f"itself.{method}", *args], _told(answer), "res.users")
        return answer.get("result")

    def quietly(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call without a note."""
        answer = self._execute(model, method, args, kwargs)
        assert "error" not in answer, answer
        return answer.get("result")

    def xml(self, model: str, method: str, *args: Any, old: bool = False) -> Any:
        """Call by XML-RPC."""
        path = "/xmlrpc/object" if old else "/xmlrpc/2/object"
        given = (self.talk.odoo.database, self.uid, self.password, model, method, json.loads(json.dumps(args)))
        body = xmlrpc.client.dumps(given, "execute_kw", allow_none=False)
        response = self.talk.session.post(
            self.talk.odoo.address + path, body.encode(), headers={"Content-Type": "text/xml"}, timeout=SECONDS
        )
        try:
            answer: Any = xmlrpc.client.loads(response.text)[0][0]
        except xmlrpc.client.Fault as fault:
            answer = {"fault": fault.faultCode, "text": _last(fault.faultString)}
        if method == "create":
            answer = self.talk.names.know(model, answer)
        self.talk.note(["xml", _who(self.login), f"{model}.{method}", *args], answer, model, ids=method in FOUND)
        return answer

    def json2(self, model: str, method: str, **body: Any) -> Any:
        """Call by JSON-2 with the administrator's API key."""
        response = self.talk.session.post(
            f"{self.talk.odoo.address}/json/2/{model}/{method}",
            json=body,
            headers={"Authorization": f"bearer {self.talk.odoo.api_key}", "X-Odoo-Database": self.talk.odoo.database},
            timeout=SECONDS,
        )
        answer = response.json() if response.headers["content-type"].startswith("application/json") else None
        if method == "create" and response.ok:
            answer = self.talk.names.know(model, answer)
        told = {"status": response.status_code, "body": _shortened(answer)}
        self.talk.note(["json2", f"{model}.{method}", body], told, model, ids=method in FOUND)
        return answer

    def sign_in(self) -> requests.Response:
        """Open a session of the browser's kind."""
        params = {"db": self.talk.odoo.database, "login": self.login, "password": self.password}
        return self.talk.session.post(
            f"{self.talk.odoo.address}/web/session/authenticate",
            json={"jsonrpc": "2.0", "method": "call", "params": params, "id": 1},
            timeout=SECONDS,
        )

    def _execute(self, model: str, method: str, args: Any, kwargs: Any) -> dict[str, Any]:
        given = [self.talk.odoo.database, self.uid, self.password, model, method, list(args), kwargs]
        return self._rpc("object", "execute_kw", given)

    def _rpc(self, service: str, method: str, args: list[Any]) -> dict[str, Any]:
        params = {"service": service, "method": method, "args": args}
        call = {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1}
        response = self.talk.session.post(f"{self.talk.odoo.address}/jsonrpc", json=call, timeout=SECONDS)
        if not response.headers["content-type"].startswith("application/json"):
            return {"error": {"data": {"name": f"HTTP {response.status_code}", "message": "", "arguments": []}}}
        found: dict[str, Any] = json.loads(response.text)
        return found


def _who(login: str) -> str:
    return login.removeprefix("parity_")


def _told(answer: dict[str, Any]) -> Any:
    if "error" in answer:
        return {"error": _shortened(answer["error"].get("data", {}))}
    return answer.get("result", "(nothing)")


def _shortened(data: Any) -> Any:
    if isinstance(data, dict) and "debug" in data:
        return {"name": data["name"], "message": data["message"], "arguments": data["arguments"]}
    return data


def _last(text: str) -> str:
    """Keep the last line of a traceback."""
    return text.strip().splitlines()[-1] if text.startswith("Traceback") else text
