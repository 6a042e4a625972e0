"""Runs a case on the engine, and brings what came of it and what was recorded into one shape."""

import re
from typing import Any

from contracts.wire import HttpAnswer, HttpRequest, NotConnected, Reset, TimedOut, Truncated, UnknownHost
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.engine.thrown import as_kept
from tests.n8n.bench import Played, chain, node, run_workflow
from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.neighbour import HOST, OTHER_PORT, PORT, Seen, answer

VARYING = frozenset({"timestamp", "stack"})
SEEN_BY_NAME = frozenset({"message", "node"})
"""Of the errors that n8n itself makes, expressions reach the message by name, but do not find it among the keys."""
FAULTS = {"reset": Reset, "half": Truncated, "hang": TimedOut}


class InProcess:
    """A way to the neighbour without sockets; everybody else is not there."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange a request."""
        host, _, target = request.url.partition("://")[2].partition("/")
        if host.endswith(".invalid"):
            raise UnknownHost(host)
        if host not in {f"{HOST}:{PORT}", f"{HOST}:{OTHER_PORT}"}:
            raise NotConnected(host)
        seen = Seen(request.method, f"/{target}", [list(each) for each in request.headers], request.body)
        self.seen.append(seen)
        reply = answer(seen)
        if reply.fault:
            raise FAULTS[reply.fault]
        length = () if reply.status == 204 else (("Content-Length", str(len(reply.body))),)
        body = b"" if request.method == "HEAD" else reply.body
        return HttpAnswer(reply.status, (*reply.headers, *length), body, "Reason")


def play(case: Case) -> tuple[Played, list[Seen]]:
    """Run a case."""
    files = {}
    if case.files is not None:
        content, kind, name = case.files
        files = {"data": Binary(content.encode(), kind, name)}
    held = {f"id of {kind}": data for kind, data in case.credentials.items()}
    named = {kind: {"id": f"id of {kind}", "name": kind} for kind in case.credentials}
    tested = node("Node", case.type, case.version, case.parameters, credentials=named, onError=case.on_error)
    way = InProcess()
    items = [Item(each, dict(files)) for each in case.items]
    return run_workflow(chain(tested), items, transport=way, credentials=held, start="Node"), way.seen


def requests_of(seen: list[Seen]) -> list[Json]:
    """Give requests as a recording has them."""
    return [
        {"method": each.method, "target": each.target, "headers": each.headers, "body": each.body.decode("latin-1")}
        for each in seen
    ]


def same_requests(requests: list[Json], *, parallel: bool) -> list[Json]:
    """Take from requests what differs each time: boundaries, ids, times and signatures; order where it is free."""
    found = [_plain(each) for each in requests]
    return sorted(found, key=lambda each: (each["target"], each["body"])) if parallel else found


def _plain(request: Json) -> Json:
    headers = [[name, _steady(value)] for name, value in request["headers"]]
    if request["target"].endswith("/jsonrpc"):  # a call's id has one digit or two
        headers = [[name, "" if name == "Content-Length" else value] for name, value in headers]
    return request | {"headers": headers, "body": _steady(request["body"]), "target": request["target"]}


def _steady(text: str) -> str:
    text = re.sub(r"-{26}[0-9a-f]{24}", "BOUNDARY", text)
    text = re.sub(r'"id":\d{1,3}(?=[,}])', '"id":0', text)
    text = re.sub(r"\b20\d{6}(T\d{6}Z)?", "TIME", text)
    text = re.sub(r"filesystem-v2:\S+", "STORED", text)
    return re.sub(r"Signature=[0-9a-f]{64}", "Signature=S", text)


def items_of(played: Played) -> list[list[Json]]:
    """Give a node's outputs as a recording has them."""
    return [[_item(each) for each in output] for output in played.run_data["Node"][-1].outputs or []]


def _item(item: Item) -> Json:
    found: Json = {"json": as_kept(item.json)}
    if item.binary:
        found["binary"] = {
            name: {"mimeType": file.mime_type, "fileName": file.file_name, "bytes": len(file.content)}
            for name, file in item.binary.items()
        }
    pairs = [{"item": each.item} | ({"input": each.input} if each.input else {}) for each in item.origins or ()]
    return found | {"pairedItem": pairs[0] if len(pairs) == 1 else pairs}


def without_boundaries(value: Any) -> Any:
    """Take from a value what differs each time."""
    if isinstance(value, str):
        return _steady(value)
    if isinstance(value, list):
        return [without_boundaries(each) for each in value]
    if isinstance(value, dict):
        varying = VARYING | (SEEN_BY_NAME if value.get("name") == "NodeApiError" else frozenset())
        return {key: without_boundaries(each) for key, each in value.items() if key not in varying}
    return value
