"""A real Odoo with the addon, as its tests see it: its records by RPC, its routes by HTTP, users of their own."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import requests

SECONDS = 60
"""How long anything that Odoo does after its answer may take: a job that nothing woke begins within a minute."""
ENDED = ("completed", "failed")
_numbers = itertools.count()


class Fault(Exception):
    """Odoo refused a call; `name` is its exception's."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Take what JSON-RPC tells."""
        super().__init__(data["message"])
        self.name: str = data["name"]


@dataclass
class Session:
    """Somebody who has signed in, as a browser does."""

    url: str
    database: str
    login: str
    password: str
    uid: int = field(init=False)
    session: requests.Session = field(init=False)

    def __post_init__(self) -> None:
        """Sign in."""
        self.session = requests.Session()
        given = {"db": self.database, "login": self.login, "password": self.password}
        self.uid = self._rpc("/web/session/authenticate", given)["uid"]

    def call(self, model: str, method: str, *arguments: Any, **named: Any) -> Any:
        """Call a method by RPC; raises `Fault`."""
        call = {"model": model, "method": method, "args": arguments, "kwargs": named}
        return self._rpc("/web/dataset/call_kw", call)

    def _rpc(self, path: str, params: dict[str, Any]) -> Any:
        call = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": params}
        answer = self.session.post(self.url + path, json=call, timeout=SECONDS).json()
        if "error" in answer:
            raise Fault(answer["error"]["data"])
        return answer.get("result")


class Odoo(Session):
    """One database of a real Odoo, and its administrator."""

    def find(self, model: str, *conditions: list[Any]) -> list[dict[str, Any]]:
        """Give all fields of the records that meet the conditions, by their ids."""
        found: list[dict[str, Any]] = self.call(model, "search_read", list(conditions), order="id")
        return found

    def find_of(self, model: str, request_id: str) -> list[dict[str, Any]]:
        """Give the records that belong to a request."""
        return self.find(model, ["request_id.request_id", "=", request_id])

    def request(self, request_id: str) -> dict[str, Any]:
        """Give a request's record."""
        (found,) = self.find("ai.image.generation.request", ["request_id", "=", request_id])
        return found

    def parameter(self, name: str) -> Any:
        """Give one of the addon's parameters; False when it is not set."""
        return self.call("ir.config_parameter", "get_param", f"imageflow.{name}")

    def set(self, name: str, value: Any) -> None:
        """Set one of the addon's parameters."""
        self.call("ir.config_parameter", "set_param", f"imageflow.{name}", value)

    def run_job(self, name: str) -> None:
        """Run one of the addon's jobs now, once it is not running elsewhere."""
        ((cron,),) = [
            self.call("ir.model.data", "search_read", [["module", "=", "imageflow"], ["name", "=", name]], ["res_id"])
        ]
        until(lambda: self._triggered(cron["res_id"]), "the job is free")

    def _triggered(self, cron: int) -> bool:
        try:
            self.call("ir.cron", "method_direct_trigger", [cron])
        except Fault as fault:
            if fault.name != "odoo.exceptions.UserError":
                raise
            return False  # it runs elsewhere
        return True

    def new_user(self, group: str = "group_user") -> "User":
        """Make a user of their own (internal, or `group_portal`), signed in."""
        login = f"imageflow-test-{time.time_ns()}-{next(_numbers)}"
        _, group_id = self.call("ir.model.data", "check_object_reference", "base", group)
        values = {"name": login, "login": login, "password": login, "group_ids": [[6, 0, [group_id]]]}
        self.call("res.users", "create", values)
        return User(self.url, self.database, login, login)


class User(Session):
    """Somebody who asks for images."""

    def get(self, path: str, **headers: str) -> requests.Response:
        """Get one of the flow's resources."""
        return self.session.get(f"{self.url}/imageflow/v1{path}", headers=headers, timeout=SECONDS)

    def submit(self, prompt: str = "a lighthouse", key: str | None = None, **fields: Any) -> requests.Response:
        """Ask for images; callable from several threads at once."""
        headers = {"idempotency-key": key} if key else {}
        return requests.post(
            f"{self.url}/imageflow/v1/requests",
            json={"prompt": prompt, **fields},
            headers=headers,
            cookies=self.session.cookies.get_dict(),
            timeout=SECONDS,
        )

    def asked(self, prompt: str = "a lighthouse", **fields: Any) -> str:
        """Ask for images, and give the id of the request."""
        answer = self.submit(prompt, **fields)
        assert answer.status_code == 201, answer.text
        request_id: str = answer.json()["id"]
        return request_id

    def ended(self, request_id: str) -> dict[str, Any]:
        """Give the view of a request once it has ended."""

        def look() -> dict[str, Any] | None:
            view: dict[str, Any] = self.get(f"/requests/{request_id}").json()
            return view if view["status"] in ENDED else None

        return until(look, f"{request_id} ends")

    def quota(self) -> tuple[int, int]:
        """Give how many images are used and reserved."""
        numbers = self.get("/quota").json()
        return numbers["used"], numbers["reserved"]


Result = TypeVar("Result")


def until(look: Callable[[], Result | None], what: str) -> Result:
    """Look again and again until there is something to see."""
    end = time.monotonic() + SECONDS
    while not (seen := look()):
        assert time.monotonic() < end, f"In {SECONDS} s it did not happen that {what}."
        time.sleep(0.1)
    return seen
