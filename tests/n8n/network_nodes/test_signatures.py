"""What the S3 node signs is what real n8n signed."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stubs.n8n.nodes.sending.asked import Asked
from stubs.n8n.nodes.sending.s3_calls import Storage
from tests.n8n.network_nodes.neighbour import SERVER
from tests.n8n.network_nodes.s3_cases import HELD

RECORDED = json.loads((Path(__file__).parent / "recorded" / "s3.json").read_text())
REQUESTS = [
    pytest.param(each, id=f"{name} {n}") for name, case in RECORDED.items() for n, each in enumerate(case["requests"])
]
OURS = frozenset(
    {"accept", "host", "content-length", "x-amz-content-sha256", "x-amz-date", "authorization", "user-agent"}
)
UNSIGNED = OURS | {"accept-encoding", "connection"}


@pytest.mark.parametrize("request_", REQUESTS)
def test_signature(request_: dict[str, Any]) -> None:
    """At the same moment, with the same key, a request gets the signature that real n8n gave it."""
    headers = {name: value for name, value in request_["headers"] if name.lower() not in UNSIGNED}
    expected = dict(request_["headers"])
    body = request_["body"].encode("latin-1")
    if not body:  # the client names a type for an empty form after it was signed
        headers.pop("Content-Type", None)
    moment = datetime.strptime(expected["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    call = SimpleNamespace(credential=lambda _kind: HELD, clock=SimpleNamespace(now=lambda: moment))
    asked = Asked(request_["method"], SERVER + request_["target"], headers, body)
    region = expected["Authorization"].split("/")[2]
    Storage(call)._sign(asked, body, region)
    assert asked.headers["Authorization"] == expected["Authorization"]
