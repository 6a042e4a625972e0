"""What the network nodes can't do is refused when a workflow is read."""

from typing import Any

import pytest

from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from tests.n8n.bench import chain, node

URL = {"url": "http://127.0.0.1:1/"}
REFUSED: list[tuple[str, str, float, dict[str, Any]]] = [
    ("a proxy", "httpRequest", 4.4, URL | {"options": {"proxy": "http://127.0.0.1:3128"}}),
    ("a client certificate", "httpRequest", 4.4, URL | {"provideSslCertificates": True}),
    (
        "oAuth2Api",
        "httpRequest",
        4.4,
        URL | {"authentication": "genericCredentialType", "genericAuthType": "oAuth2Api"},
    ),
    (
        "googleApi",
        "httpRequest",
        4.4,
        URL | {"authentication": "predefinedCredentialType", "nodeCredentialType": "googleApi"},
    ),
    ("message of text", "@n8n/n8n-nodes-langchain.openAi", 1.8, {}),
    ("edit of image", "@n8n/n8n-nodes-langchain.openAi", 2.3, {"resource": "image", "operation": "edit"}),
    ("create of text", "openAi", 1.1, {}),
    ("getAll of activity", "odoo", 2, {"resource": "activity", "operation": "getAll"}),
    ("move of file", "s3", 1, {"resource": "file", "operation": "move"}),
]


@pytest.mark.parametrize(("what", "kind", "version", "parameters"), REFUSED)
def test_what_the_engine_has_not_is_refused(what: str, kind: str, version: float, parameters: dict[str, Any]) -> None:
    """One sentence names the node, what it asks for, and the way out."""
    with pytest.raises(UnreadableWorkflow) as refused:
        read_workflow(chain(node("Mine", kind, version, parameters)), "id")
    assert all(word in str(refused.value) for word in ("Mine", what, "--real n8n=URL"))


@pytest.mark.parametrize("options", [{}, {"pagination": {}}, {"pagination": {"pagination": {"paginationMode": "off"}}}])
def test_pages_that_are_off_are_no_reason(options: dict[str, Any]) -> None:
    """A request that does not ask for pages is read."""
    read = read_workflow(chain(node("Mine", "httpRequest", 4.4, URL | {"options": options})), "id")
    assert "Mine" in read.nodes
