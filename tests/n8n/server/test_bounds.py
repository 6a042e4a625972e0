"""What is too much for the server is refused by a clear answer, and it lives on."""

import gzip
import json
from collections.abc import Iterator

import pytest

from tests.n8n.server.driver import N8n
from tests.n8n.server.serving import serving
from tests.n8n.server.workflows import Document, chain, node, webhook

JSON = (("content-type", "application/json"),)
DEEP = node("Deep", "code", 2, {"jsCode": "let a = []; for (let i = 0; i < 3000; i++) a = [a]; return [{json: {a}}];"})


@pytest.fixture(scope="module")
def n8n() -> Iterator[N8n]:
    """Serve a stub that takes a megabyte, with a workflow that echoes and one that digs deep."""
    with serving(payload_limit=2**20) as found:
        _publish(found, chain(webhook("echo")), "echo")
        _publish(found, chain(webhook("deep"), DEEP), "deep")
        yield found


def _publish(n8n: N8n, document: Document, path: str) -> None:
    identity = n8n.api("POST", "/workflows", document)["id"]
    n8n.api("POST", f"/workflows/{identity}/activate")
    n8n.until(f"/webhook/srv-{path}", "POST", there=True)


def test_a_body_over_the_limit_is_413(n8n: N8n) -> None:
    """n8n answers 500 there; a stub of this house says that it is too large."""
    answer = n8n.raw("POST", "/webhook/srv-echo", JSON, b'"' + b"a" * 2**20 + b'"')
    assert (answer["status"], json.loads(answer["body"])["message"]) == (413, "request entity too large")


@pytest.mark.parametrize("depth", [300, 900, 100_000])
def test_a_body_that_is_nested_too_deeply_is_refused(n8n: N8n, depth: int) -> None:
    """Depth is bounded as size is, and the next call is answered."""
    answer = n8n.raw("POST", "/webhook/srv-echo", JSON, b"[" * depth + b"]" * depth)
    assert answer["status"] == 422
    assert n8n.raw("POST", "/webhook/srv-echo", JSON, b"[[1]]")["status"] == 200


def test_what_a_workflow_nests_too_deeply_is_still_answered(n8n: N8n) -> None:
    """An execution whose data can't be written ends, and is kept without it."""
    answer = n8n.raw("POST", "/webhook/srv-deep", JSON, b"{}")
    assert answer["status"] < 600
    assert n8n.raw("POST", "/webhook/srv-echo", JSON, b"{}")["status"] == 200
    assert n8n.api("GET", "/executions?status=running")["data"] == []


def test_a_bomb_does_not_go_off(n8n: N8n) -> None:
    """A packed body is unpacked up to the limit and no further."""
    packed = gzip.compress(b" " * 200_000_000, 1)
    answer = n8n.raw("POST", "/webhook/srv-echo", (*JSON, ("content-encoding", "gzip")), packed)
    assert answer["status"] == 413
