"""What a webhook call is answered, by the node's response mode (`facts/n8n.md` 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stubs.n8n.engine.express import NOTHING, answer, chosen_headers, error_answer, file_answer
from stubs.n8n.engine.items import Binary, Item, Outputs
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.workflow import Node

FAILED = {"message": "Error in workflow"}
STARTED = {"message": "Workflow was started"}


@dataclass(frozen=True, slots=True)
class Reply:
    """How a node answers calls.

    Attributes:
        mode: `onReceived`, `lastNode` or `responseNode`.
        headers: that the node adds to every answer.
        data: what of the last node is answered, or the text that is answered at once.
        property: the place in the first item's JSON that is answered alone.
    """

    mode: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    data: Any = None
    property: str | None = None
    content_type: str | None = None
    file: str = "data"

    def started(self) -> WebhookAnswer:
        """Answer at once."""
        body = NOTHING if self.data == "noData" else self.data or STARTED
        return answer(body, self.status, self.headers)

    def failed(self) -> WebhookAnswer:
        """Say that the workflow failed."""
        return answer(FAILED, 500, self.headers, sandbox=False)

    def silent(self) -> WebhookAnswer:
        """Answer when no node did."""
        return answer(NOTHING, self.status, self.headers, sandbox=False)

    def ended(self, outputs: Outputs, raw: Binary | None = None) -> WebhookAnswer:
        """Answer with what the last node put out, at its first output.

        Args:
            outputs: of the last node.
            raw: the raw body of the call, which n8n answers as its numbers.
        """
        items = outputs[0] if outputs else []
        match self.data or "firstEntryJson":
            case "firstEntryJson":
                return self._first(items)
            case "firstEntryBinary":
                return self._file(items, raw)
            case "noData":
                return answer(NOTHING, self.status, self.headers)
        return answer([item.json for item in items], self.status, self.headers)

    def _first(self, items: list[Item]) -> WebhookAnswer:
        if not items:
            return error_answer(500, 0, "No item to return was found")
        value: Any = items[0].json
        if self.property is not None:
            value = value_at(value, self.property)
        own = {"content-type": self.content_type} if self.content_type else {}
        return answer(value, self.status, {**self.headers, **own})

    def _file(self, items: list[Item], raw: Binary | None) -> WebhookAnswer:
        if not items:
            return error_answer(500, 0, "No item was found to return")
        if not items[0].binary:
            return error_answer(500, 0, "No binary data was found to return")
        found = items[0].binary.get(self.file)
        if found is None:
            return error_answer(500, 0, f"The binary property '{self.file}' which should be returned does not exist")
        if found is raw:
            numbers = {"type": "Buffer", "data": list(found.content)}
            return answer(numbers, self.status, {**self.headers, "content-type": found.mime_type})
        return file_answer(found, self.status, self.headers)


def reply_of(node: Node, data: Any, headers: Any) -> Reply:
    """Read a Webhook or Wait node's reply.

    Args:
        node: the node; what it is told stands in its parameters, expressions left alone, as n8n leaves them.
        data: its response data, evaluated.
        headers: its response headers (`{"entries": [...]}`), evaluated.
    """
    parameters, options = node.parameters, node.parameters.get("options") or {}
    entries = headers.get("entries", []) if isinstance(headers, dict) else []
    return Reply(
        mode=str(parameters.get("responseMode", "onReceived")),
        status=_status(parameters, options),
        headers=chosen_headers((each.get("name", ""), each.get("value", "")) for each in entries),
        data=data,
        property=options.get("responsePropertyName"),
        content_type=options.get("responseContentType"),
        file=str(parameters.get("responseBinaryPropertyName", "data")),
    )


def response_data(node: Node) -> Any:
    """Give a node's response data as it stands in its parameters."""
    parameters, options = node.parameters, node.parameters.get("options") or {}
    if parameters.get("responseData"):
        return parameters["responseData"]
    if parameters.get("responseMode", "onReceived") == "onReceived" and options.get("responseData"):
        return options["responseData"]
    return "noData" if options.get("noResponseBody") else None


def _status(parameters: Mapping[str, Any], options: Mapping[str, Any]) -> int:
    given = parameters.get("responseCode")
    values = (
        (options.get("responseCode") or {}).get("values") if isinstance(options.get("responseCode"), dict) else None
    )
    if not given and values:
        given = values.get("customCode") or values.get("responseCode")
    return given if isinstance(given, int) and 100 <= given <= 599 else 200


def value_at(value: Any, path: str) -> Any:
    """Give what stands at a path such as `a.b[0]`; `NOTHING` when there is nothing."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        name = step.strip("'\"")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return NOTHING
    return value
