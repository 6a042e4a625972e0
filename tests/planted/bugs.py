"""A gallery of bugs: each cuts an interaction out of a stub, or breaks one field of a message, in a running sandbox."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from contracts.kit import signing
from contracts.messages.base import Message
from contracts.messages.dispatch import Dispatch
from contracts.messages.submission import Quota
from simulator import composition
from simulator.journal.redaction import Redactor
from stubs.odoo import dispatcher, quota, responses
from stubs.odoo.database import Unit
from stubs.odoo.dispatcher import Dispatcher
from stubs.odoo.filestore import S3FileStore
from stubs.odoo.pictures import Fetched, Fetcher
from stubs.odoo.watchdog import Watchdog

Plant = Callable[[pytest.MonkeyPatch], None]


def hides(interaction: str) -> Plant:
    """Let Odoo do a step without the state that it is known by."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        note = Unit.note

        def silent(self: Unit, noted: str, request_id: str, **facts: Any) -> None:
            if noted != interaction:
                note(self, noted, request_id, **facts)

        patch.setattr(Unit, "note", silent)

    return plant


def ends_twice(patch: pytest.MonkeyPatch) -> None:
    """Let Odoo end a request two times."""
    note = Unit.note

    def twice(self: Unit, noted: str, request_id: str, **facts: Any) -> None:
        note(self, noted, request_id, **facts)
        if noted == "I10":
            note(self, noted, request_id, **facts)

    patch.setattr(Unit, "note", twice)


async def _does_nothing(*_: object) -> None:
    """Stand in for the handler of a queue."""


def never_dispatches(patch: pytest.MonkeyPatch) -> None:
    """Cut I04 out of Odoo."""
    patch.setattr(Dispatcher, "handle", _does_nothing)


def forgets_deadlines(patch: pytest.MonkeyPatch) -> None:
    """Cut I04 and the watch-dog out of Odoo."""
    never_dispatches(patch)
    patch.setattr(Watchdog, "handle", _does_nothing)


def rewrites(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> Plant:
    """Change n8n's workflow: its nodes by name, and its connections."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        plain = composition.package_of

        def changed(*connected: Any) -> Any:
            package = plain(*connected)
            document = package.workflows[0]
            nodes = {node["name"]: node for node in document["nodes"]}
            change(nodes, document["connections"])
            document["nodes"] = list(nodes.values())
            return package

        patch.setattr(composition, "package_of", changed)

    return plant


def replaces(node: str, parameter: str, old: str, new: str) -> Plant:
    """Change a text in a node of n8n's workflow."""

    def change(nodes: dict[str, Any], _connections: object) -> None:
        parameters = nodes[node]["parameters"]
        assert old in parameters[parameter]
        parameters[parameter] = parameters[parameter].replace(old, new)

    return rewrites(change)


def never_asks(nodes: dict[str, Any], _connections: object) -> None:
    """Cut I05 out of n8n."""
    nodes["Generate images"]["disabled"] = True


def never_calls_back(_nodes: object, connections: dict[str, Any]) -> None:
    """Cut I07 out of n8n."""
    connections["Sign"] = {"main": [[]]}


def _goes_first(node: dict[str, Any], follower: str, nodes: dict[str, Any], connections: dict[str, Any]) -> None:
    """Put a node between one and those that it leads to."""
    nodes[node["name"]] = node
    connections[node["name"]] = {"main": [[{"node": follower, "type": "main", "index": 0}]]}
    for kinds in connections.values():
        for targets in kinds["main"]:
            for target in targets:
                if target["node"] == follower and kinds is not connections[node["name"]]:
                    target["node"] = node["name"]


def asks_twice(nodes: dict[str, Any], connections: dict[str, Any]) -> None:
    """Let n8n pay twice."""
    asks = nodes["Generate images"] | {"name": "Generate them first", "id": "first", "onError": "continueRegularOutput"}
    _goes_first(asks, "Generate images", nodes, connections)


def never_stores(patch: pytest.MonkeyPatch) -> None:
    """Cut I09 out of Odoo."""

    async def put(*_: object, **__: object) -> None:
        return

    patch.setattr(S3FileStore, "put", put)


def stores_a_copy(patch: pytest.MonkeyPatch) -> None:
    """Let Odoo put a second object that no record names."""
    put = S3FileStore.put

    async def twice(self: S3FileStore, key: str, *rest: Any, **named: Any) -> None:
        await put(self, key, *rest, **named)
        await put(self, f"copy/{key}", *rest, **named)

    patch.setattr(S3FileStore, "put", twice)


def re_encodes(patch: pytest.MonkeyPatch) -> None:
    """Let Odoo change the image's bytes before it stores them."""
    get = Fetcher.get

    async def changed(self: Fetcher, image: Any, request_id: str) -> Fetched:
        fetched = await get(self, image, request_id)
        data = fetched.data + b"\0"
        return Fetched(data, replace(fetched.facts, sha256=hashlib.sha256(data).hexdigest()))

    patch.setattr(Fetcher, "get", changed)


def never_uses_quota(patch: pytest.MonkeyPatch) -> None:
    """Let completed images cost nothing."""
    patch.setattr(quota, "use", quota.give_back)


def uses_quota_twice(patch: pytest.MonkeyPatch) -> None:
    """Let completed images cost double."""
    use = quota.use

    def twice(unit: Unit, user_id: int, period: str, n: int) -> Quota:
        use(unit, user_id, period, n)
        quota.reserve(unit, user_id, period, n, 50)
        return use(unit, user_id, period, n)

    patch.setattr(quota, "use", twice)


def reshapes(model: type[Message], change: Callable[[dict[str, Any]], None]) -> Plant:
    """Break one field of a message."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        wire = model.wire

        def broken(self: Message) -> bytes:
            body = json.loads(wire(self))
            change(body)
            return json.dumps(body).encode()

        patch.setattr(model, "wire", broken)

    return plant


def sends_unsigned(patch: pytest.MonkeyPatch) -> None:
    """Let Odoo forget its signature."""

    def unsigned(*arguments: Any) -> dict[str, str]:
        return signing.sign(*arguments) | {"webhook-signature": "v1,none"}

    patch.setattr(dispatcher, "signing", type("Unsigned", (), {"sign": staticmethod(unsigned)}))


def serves_loosely(patch: pytest.MonkeyPatch) -> None:
    """Let a served image be taken for a page."""
    patch.setattr(responses, "CLOSED", {})


def tells_secrets(patch: pytest.MonkeyPatch) -> None:
    """Let the journal show everything."""
    patch.setattr(Redactor, "headers", lambda _self, headers: [list(each) for each in headers])
    patch.setattr(Redactor, "text", lambda _self, text: text)


def phones_home(nodes: dict[str, Any], connections: dict[str, Any]) -> None:
    """Let n8n call something that no contract names."""
    callback = "$('Request from Odoo').first().json.body.data.callback_url"
    calls = nodes["Call Odoo back"] | {"name": "Phone home", "id": "home", "onError": "continueRegularOutput"}
    calls["parameters"] = {"method": "GET", "url": f"={{{{ {callback}.replace('callback', 'statistics') }}}}"}
    _goes_first(calls, "Accept", nodes, connections)


BUGS: dict[str, tuple[Plant, str]] = {
    "Odoo never dispatches": (never_dispatches, "outcome"),
    "Odoo forgets deadlines": (forgets_deadlines, "ends_in_time"),
    "n8n never asks": (rewrites(never_asks), "outcome"),
    "n8n never calls back": (rewrites(never_calls_back), "outcome"),
    "Odoo never stores": (never_stores, "images_match"),
    "Odoo hides I02": (hides("I02"), "causal_order"),
    "Odoo hides I03": (hides("I03"), "causal_order"),
    "Odoo hides I08": (hides("I08"), "causal_order"),
    "Odoo hides I10": (hides("I10"), "causal_order"),
    "Odoo ends twice": (ends_twice, "one_outcome"),
    "n8n pays twice": (rewrites(asks_twice), "one_generation"),
    "Odoo stores a copy": (stores_a_copy, "no_orphans"),
    "Odoo changes bytes": (re_encodes, "images_match"),
    "images cost nothing": (never_uses_quota, "quota_adds_up"),
    "images cost double": (uses_quota_twice, "quota_adds_up"),
    "the dispatch loses a field": (reshapes(Dispatch, lambda body: body["data"].pop("n")), "contract_kept"),
    "the dispatch gains a field": (reshapes(Dispatch, lambda body: body.update(extra=1)), "contract_kept"),
    "the callback loses a field": (
        replaces("Completed", "jsonOutput", "    provider: ", "    vendor: "),
        "contract_kept",
    ),
    "the callback's type changes": (
        replaces("Completed", "jsonOutput", "image.generation.completed", "done"),
        "contract_kept",
    ),
    "the generation gains a field": (
        replaces("Generate images", "jsonBody", "  model:", "  style: 'vivid',\n  model:"),
        "contract_kept",
    ),
    "Odoo does not sign": (sends_unsigned, "contract_kept"),
    "Odoo serves loosely": (serves_loosely, "contract_kept"),
    "the journal tells secrets": (tells_secrets, "no_secret"),
    "n8n phones home": (rewrites(phones_home), "only_named_traffic"),
}
"""By name: how it is planted, and the check that must catch it."""
