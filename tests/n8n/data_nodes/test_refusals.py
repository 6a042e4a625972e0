"""What the data nodes can't do is refused when the workflow is read."""

from typing import Any

import pytest

from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from tests.n8n.bench import chain, node


@pytest.mark.parametrize(
    ("kind", "version", "parameters", "what"),
    [
        ("crypto", 2, {"action": "sign"}, 'the action "sign"'),
        ("crypto", 2, {"action": "encrypt"}, 'the action "encrypt"'),
        ("merge", 3.2, {"mode": "combineBySql"}, 'the mode "combineBySql"'),
        ("convertToFile", 1.1, {"operation": "xlsx"}, 'the operation "xlsx"'),
        ("convertToFile", 1.1, {"operation": "iCal"}, 'the operation "iCal"'),
        ("extractFromFile", 1, {"operation": "pdf"}, 'the operation "pdf"'),
    ],
)
def test_what_is_not_run_is_refused_in_one_sentence(
    kind: str, version: float, parameters: dict[str, Any], what: str
) -> None:
    """The sentence names node, type, version and what is asked for, and tells the way out."""
    with pytest.raises(UnreadableWorkflow) as refused:
        read_workflow(chain(node("Step", kind, version, parameters)), "w")
    assert str(refused.value) == (
        f'The node "Step" (n8n-nodes-base.{kind} {version:g}) asks for {what}, which this engine does not run; '
        "run it on a real n8n with --real n8n=URL."
    )


@pytest.mark.parametrize("kind", ["if", "filter", "switch", "set", "merge", "crypto", "removeDuplicates", "dateTime"])
def test_a_version_that_nobody_knows_is_refused(kind: str) -> None:
    """A newer n8n's node is refused by its version."""
    with pytest.raises(UnreadableWorkflow, match="99"):
        read_workflow(chain(node("Step", kind, 99)), "w")
