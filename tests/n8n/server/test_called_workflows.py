"""A workflow is published only after those that it calls, as on real n8n 2.41.1."""

from typing import Any

import pytest

from stubs.n8n.server.api.called_workflows import check_called
from stubs.n8n.server.api.refusals import Refused
from stubs.n8n.server.library import Kept
from tests.n8n.bench import chain, node

STORED = {
    name: Kept(name, f"the {name}", {}, active, "v", 1, 0.0, 0.0) for name, active in (("on", True), ("off", False))
}


def _calling(*ids: Any, **more: Any) -> dict[str, Any]:
    calls = (
        node(name, "executeWorkflow", 1.2, {"workflowId": given}, **more)
        for name, given in zip("ABC", ids, strict=False)
    )
    return chain(node("In", "noOp"), *calls)


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (
            _calling({"value": "off"}),
            'Node "A" references workflow off ("the off") which is not published',
        ),
        (
            _calling("nowhere"),
            'Node "A" references workflow nowhere which is not published',
        ),
        (
            _calling("off", "on", "nowhere"),
            'Node "A" references workflow off ("the off") which is not published; Node "C" references workflow nowhere',
        ),
    ],
)
def test_an_unpublished_workflow_stands_in_the_way(document: dict[str, Any], refusal: str) -> None:
    """The refusal names each node that calls one."""
    with pytest.raises(Refused, match="Cannot publish") as raised:
        check_called(document, "own", STORED.get)
    assert raised.value.status == 400
    assert raised.value.message.startswith(f"Cannot publish workflow: {refusal}")
    assert raised.value.message.endswith("not published. Please publish all referenced sub-workflows first.")


@pytest.mark.parametrize(
    "document",
    [
        _calling("on"),
        _calling({"value": "={{ $json.which }}"}),
        _calling("off", disabled=True),
        _calling("own"),
        chain(node("Call", "executeWorkflow", 1.2, {"source": "parameter"})),
    ],
)
def test_what_names_no_unpublished_workflow_is_published(document: dict[str, Any]) -> None:
    """A published one, itself, an expression, a disabled node, a workflow in the node."""
    check_called(document, "own", STORED.get)
