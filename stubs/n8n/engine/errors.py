"""What goes wrong in a node, in n8n's own words and shapes.

NodeError
├── NodeOperationError   the node can't do what it was told
├── NodeApiError         another system refused or was not reached
├── ExpressionError      an expression can't be evaluated
└── CodeFailure          the code of a Code node threw
    └── CodeRefusal      it gave what is no item, or asked for what its mode has not
"""

from typing import Any


class NodeError(Exception):
    """A node failed.

    Attributes:
        message: n8n's first sentence.
        description: its second, when it has one.
        item_index: the item it failed at, when known.
        tells_node: whether n8n's error object names the node.
        details: further properties of n8n's error object (`code`, `status`, `httpCode`, `messages`, …).
    """

    kind = "NodeOperationError"
    tells_node = True

    def __init__(
        self, message: str, description: str | None = None, *, item_index: int | None = None, **details: Any
    ) -> None:
        super().__init__(message)
        self.message = message
        self.description = description
        self.item_index = item_index
        self.details = details


class NodeOperationError(NodeError):
    """The node can't do what it was told."""


class NodeApiError(NodeError):
    """Another system refused or was not reached."""

    kind = "NodeApiError"


class ExpressionError(NodeError):
    """An expression can't be evaluated: syntax, an unknown or unreached node, what is forbidden."""

    kind = "ExpressionError"
    tells_node = False


class CodeFailure(NodeError):
    """The code of a Code node threw. n8n tells of it as the runner of the code does, without the node."""

    kind = "WrappedExecutionError"


class PlainError(CodeFailure):
    """An error without name and node: code gave what is no item, or a node of n8n's stumbled over a value."""

    kind = ""
