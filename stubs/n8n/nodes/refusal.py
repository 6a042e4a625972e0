"""What is said of a node that asks for something its type has and this engine has not."""

from stubs.n8n.engine.workflow import Node


def not_built_in(node: Node, what: str) -> str:
    """Refuse one thing that a node would do, such as `the operation "pdf"`, in a sentence that tells the way out."""
    return (
        f'The node "{node.name}" ({node.type} {node.version:g}) asks for {what}, which this engine does not run; '
        "run it on a real n8n with --real n8n=URL."
    )
