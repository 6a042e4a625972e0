"""Calls to `/webhook-waiting/…` end waits, as they were seen to on a real n8n (`facts/n8n.md` 2e)."""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.n8n.server.driver import N8n
from tests.n8n.server.serving import serving
from tests.n8n.server.workflows import HEADERS, Document, chain, node, raw, respond, webhook

JSON = (("content-type", "application/json"),)
URL = respond("text", responseBody="={{ $execution.resumeUrl }}")
AFTER = raw("={{ JSON.stringify({after: true, body: $json.body}) }}")


def wait(**parameters: Any) -> Document:
    """Give a node that waits for a call."""
    return node("Wait", "wait", 1.1, {"resume": "webhook", "options": {}} | parameters)


@pytest.fixture(scope="module")
def n8n() -> Iterator[N8n]:
    """Serve the stub."""
    with serving() as found:
        yield found


def started(n8n: N8n, name: str, *nodes: Document, **parameters: Any) -> dict[str, Any]:
    """Publish a workflow, call it, and give the answer."""
    document = chain(webhook(name, **parameters), *nodes)
    identity = n8n.api("POST", "/workflows", document)["id"]
    n8n.api("POST", f"/workflows/{identity}/activate")
    n8n.until(f"/webhook/srv-{name}", "POST", there=True)
    return n8n.raw("POST", f"/webhook/srv-{name}", JSON, b'{"a":1}')


def waiting(n8n: N8n, name: str, *nodes: Document) -> str:
    """Start a workflow that answers with its resume address; give that address's path."""
    answer = started(n8n, name, URL, *nodes, responseMode="responseNode")
    path = str(answer["body"]).partition("{address}")[2]
    settled(n8n, path, "waiting")
    return path


def settled(n8n: N8n, path: str, status: str) -> dict[str, Any]:
    """Wait until an execution has a status, and give it."""
    number = path.partition("?")[0].split("/")[2]
    for _ in range(100):
        found: dict[str, Any] = n8n.api("GET", f"/executions/{number}?includeData=true")
        if found["status"] == status:
            return found
        time.sleep(0.02)
    raise AssertionError(found["status"])


@pytest.mark.parametrize("tail", ["", "?signature=abc", "?signature="])
def test_without_the_signature_a_call_is_turned_away(n8n: N8n, tail: str) -> None:
    """Only who was given the address ends the wait: 401, and it still waits."""
    path = waiting(n8n, f"unsigned{len(tail)}", wait(httpMethod="POST"))
    answer = n8n.raw("POST", path.partition("?")[0] + tail, JSON, b"{}")
    assert (answer["status"], answer["body"]) == (401, '{"error":"Invalid token"}')
    assert settled(n8n, path, "waiting")["waitTill"] == "3000-01-01T00:00:00.000Z"


def test_another_method_or_suffix_does_not_end_the_wait(n8n: N8n) -> None:
    """The call must be of the node's method, at the node's suffix."""
    path = waiting(n8n, "suffix", wait(httpMethod="POST", options={"webhookSuffix": "mine"}))
    there, _, query = path.partition("?")
    for method, suffix in (("PUT", "/mine"), ("POST", ""), ("POST", "/other")):
        answer = n8n.raw(method, f"{there}{suffix}?{query}", JSON, b"{}")
        assert answer["status"] == 404
        assert "does not contain a waiting webhook with a matching path/method." in answer["body"]
    answer = n8n.raw("POST", f"{there}/mine?{query}", JSON, b"{}")
    assert (answer["status"], answer["body"]) == (200, '{"message":"Workflow was started"}')


def test_the_call_goes_on_as_the_nodes_item(n8n: N8n) -> None:
    """Its body, query and headers come out of the Wait node, and the last node's items are answered as it says."""
    more = wait(
        httpMethod="POST", responseMode="lastNode", responseData="allEntries", options={"responseHeaders": HEADERS}
    )
    path = waiting(n8n, "goes-on", more, AFTER)
    answer = n8n.raw("POST", path + "&x=1", JSON, b'{"r":1}')
    assert (answer["status"], answer["body"]) == (200, '[{"after":true,"body":{"r":1}}]')
    assert answer["headers"]["x-lab"] == "yes"
    assert answer["headers"]["access-control-allow-origin"] == "*"
    item = settled(n8n, path, "success")["data"]["resultData"]["runData"]["Wait"][-1]["data"]["main"][0][0]["json"]
    assert (item["body"], item["query"]["x"]) == ({"r": 1}, "1")


def test_a_wait_ends_once(n8n: N8n) -> None:
    """A second call finds the execution over, in n8n's words, its missing quotation mark included."""
    path = waiting(n8n, "once", wait())
    assert n8n.raw("GET", path, (), b"")["status"] == 200
    settled(n8n, path, "success")
    again = n8n.raw("GET", path, (), b"")
    assert again["status"] == 409
    number = path.partition("?")[0].split("/")[2]
    assert json.loads(again["body"])["message"] == f'The execution "{number} has finished already.'


def test_two_calls_at_once_end_a_wait_once(n8n: N8n) -> None:
    """Of calls that come together one goes on, and the others are told that it does."""
    path = waiting(n8n, "race", wait(responseMode="lastNode"))
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(n8n.raw("GET", path, (), b"")["status"])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200, 409, 409, 409, 409, 409]


def test_who_waits_for_the_last_node_is_answered_at_the_pause(n8n: N8n) -> None:
    """A webhook that answers with the last node's items answers with what went into the wait."""
    answer = started(n8n, "last-pause", wait(), AFTER)
    assert json.loads(answer["body"])["body"] == {"a": 1}


def test_who_waits_for_a_respond_node_waits_over_the_pause(n8n: N8n) -> None:
    """The first caller is answered by the Respond node that comes after the wait."""
    first: list[dict[str, Any]] = []
    nodes = (wait(httpMethod="POST"), respond("text", responseBody="late"))
    caller = threading.Thread(
        target=lambda: first.append(started(n8n, "respond-pause", *nodes, responseMode="responseNode"))
    )
    caller.start()
    path = _newest(n8n)
    assert n8n.raw("POST", path, JSON, b"{}")["body"] == '{"message":"Workflow was started"}'
    caller.join(10)
    assert first[0]["body"] == "late"


def _newest(n8n: N8n) -> str:
    """Wait for an execution that waits, and give its address as the public API tells it."""
    for _ in range(200):
        for each in n8n.api("GET", "/executions?status=waiting&limit=1")["data"]:
            found = n8n.api("GET", f"/executions/{each['id']}?includeData=true")
            if "respond-pause" in json.dumps(found["data"]):
                return f"/webhook-waiting/{each['id']}?signature={found['data']['resumeToken']}"
        time.sleep(0.02)
    raise AssertionError("nothing waits")


def test_what_waits_can_be_stopped(n8n: N8n) -> None:
    """The public API cancels an execution that waits."""
    path = waiting(n8n, "stop", wait())
    number = path.partition("?")[0].split("/")[2]
    assert n8n.api("POST", f"/executions/{number}/stop", {})["status"] == "canceled"
    assert n8n.raw("GET", path, (), b"")["status"] == 409
