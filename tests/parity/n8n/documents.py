"""Workflows in n8n's export format, written shortly: nodes as n8n exports them, their links as lines of text."""

import re
import uuid
from itertools import pairwise
from typing import Any

from tests.parity.n8n.case import Document

_END = re.compile(r"(?:(\d)#)?([^#]+)(?:#(\d))?")
_SPACE = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def node(name: str, kind: str, version: float, parameters: Document | None = None, **more: Any) -> Document:
    """Give a node; `kind` may leave `n8n-nodes-base.` out."""
    return {
        "parameters": parameters or {},
        "id": str(uuid.uuid5(_SPACE, name)),
        "name": name,
        "type": kind if "." in kind else f"n8n-nodes-base.{kind}",
        "typeVersion": version,
        "position": [0, 0],
    } | more


def workflow(name: str, nodes: list[Document], *links: str, **settings: Any) -> Document:
    """Give a workflow.

    Args:
        name: of the workflow.
        nodes: from left to right, on one height unless they have a position of their own.
        links: such as `A > B#1 > 1#C`: A's first output to B, B's second output to the second input of C.
        settings: beside the execution order.
    """
    placed = [
        each | {"position": [220 * place, 0]} if each["position"] == [0, 0] else each
        for place, each in enumerate(nodes)
    ]
    connections: Document = {}
    for line in links or (" > ".join(each["name"] for each in nodes),):
        ends = [_END.fullmatch(each.strip()) for each in line.split(">")]
        for one, other in pairwise(ends):
            assert one, line
            assert other, line
            outputs = connections.setdefault(one[2], {"main": []})["main"]
            output = int(one[3] or 0)
            outputs.extend([] for _ in range(len(outputs), output + 1))
            outputs[output].append({"node": other[2], "type": "main", "index": int(other[1] or 0)})
    return {
        "name": name,
        "nodes": placed,
        "connections": connections,
        "settings": {"executionOrder": "v1"} | settings,
    }


def webhook(path: str, mode: str = "lastNode", version: float = 2.1, **more: Any) -> Document:
    """Give a webhook for POST; what is not of every node becomes a parameter."""
    own = {key: more.pop(key) for key in ("credentials", "onError", "disabled", "webhookId") if key in more}
    name = more.pop("name", "Webhook")
    parameters = {"httpMethod": "POST", "path": f"parity-{path}", "responseMode": mode, "options": {}} | more
    identity = {"webhookId": str(uuid.uuid5(_SPACE, path))}
    return node(
        name,
        "webhook",
        version,
        {key: each for key, each in parameters.items() if each is not None},
        **(identity | own),
    )


def respond(
    name: str = "Respond", kind: str = "json", body: str | None = None, version: float = 1.5, **more: Any
) -> Document:
    """Give a node that answers."""
    options = more.pop("options", {})
    parameters: Document = {"respondWith": kind} | ({} if body is None else {"responseBody": body})
    own = {key: more.pop(key) for key in ("credentials", "onError", "executeOnce") if key in more}
    return node(name, "respondToWebhook", version, parameters | more | {"options": options}, **own)


def code(name: str, text: str, *, each: bool = False, **more: Any) -> Document:
    """Give a Code node, over all items or for each."""
    parameters = {"mode": "runOnceForEachItem"} if each else {}
    return node(name, "code", 2, parameters | {"jsCode": text}, **more)


def raw(name: str, text: str, version: float = 3.4, *, others: bool = False, **more: Any) -> Document:
    """Give a Set node that puts out this JSON."""
    extra = {"includeOtherFields": True} if others else {}
    return node(name, "set", version, {"mode": "raw", "jsonOutput": text} | extra | {"options": {}}, **more)


def fields(name: str, given: dict[str, Any], version: float = 3.4, **more: Any) -> Document:
    """Give a Set node by fields; `name:type` gives another type than string."""
    own = {
        key: more.pop(key)
        for key in ("onError", "alwaysOutputData", "executeOnce", "disabled", "position")
        if key in more
    }
    assignments = [
        {
            "id": str(uuid.uuid5(_SPACE, f"{name}/{key}")),
            "name": key.partition(":")[0],
            "value": value,
            "type": key.partition(":")[2] or "string",
        }
        for key, value in given.items()
    ]
    return node(
        name,
        "set",
        version,
        {"assignments": {"assignments": assignments}} | more | {"options": more.get("options", {})},
        **own,
    )


def condition(left: Any, operator: str, right: Any = "") -> Document:
    """Give a condition; the operator is written `type.operation`, with ` !` behind it when it has one operand."""
    kind, _, operation = operator.partition(".")
    found: Document = {"type": kind, "operation": operation.removesuffix("!")}
    if operation.endswith("!"):
        found["singleValue"] = True
    return {
        "id": str(uuid.uuid5(_SPACE, f"{left}{operator}{right}")),
        "leftValue": left,
        "rightValue": right,
        "operator": found,
    }


def conditions(
    *given: Document, combinator: str = "and", strict: bool = True, case: bool = True, version: int = 2
) -> Document:
    """Give what If, Filter and Switch decide by."""
    return {
        "options": {
            "caseSensitive": case,
            "leftValue": "",
            "typeValidation": "strict" if strict else "loose",
            "version": version,
        },
        "conditions": list(given),
        "combinator": combinator,
    }


def if_(
    name: str,
    *given: Document,
    version: float = 2.2,
    combinator: str = "and",
    strict: bool = True,
    case: bool = True,
    **more: Any,
) -> Document:
    """Give an If node."""
    parameters: Document = {"conditions": conditions(*given, combinator=combinator, strict=strict, case=case)}
    parameters |= {"options": {} if case else {"ignoreCase": True}}
    return node(name, "if", version, parameters | ({} if strict else {"looseTypeValidation": True}), **more)


def filter_(
    name: str, *given: Document, version: float = 2.2, combinator: str = "and", strict: bool = True, **more: Any
) -> Document:
    """Give a Filter node."""
    parameters: Document = {"conditions": conditions(*given, combinator=combinator, strict=strict), "options": {}}
    return node(name, "filter", version, parameters | ({} if strict else {"looseTypeValidation": True}), **more)


def http(name: str, url: str, method: str = "GET", version: float = 4.2, **more: Any) -> Document:
    """Give an HTTP Request node; what is not of every node becomes a parameter."""
    own_names = (
        "credentials",
        "onError",
        "retryOnFail",
        "maxTries",
        "waitBetweenTries",
        "executeOnce",
        "alwaysOutputData",
        "position",
    )
    own = {key: more.pop(key) for key in own_names if key in more}
    options = more.pop("options", {})
    parameters = {"url": url} | ({} if method == "GET" else {"method": method})
    return node(name, "httpRequest", version, parameters | more | {"options": options}, **own)


def post(name: str, url: str, body: str, version: float = 4.2, **more: Any) -> Document:
    """Give an HTTP Request node that posts JSON."""
    return http(name, url, "POST", version, sendBody=True, specifyBody="json", jsonBody=body, **more)


def pairs(**given: str) -> Document:
    """Give a list of names and values as HTTP Request has them."""
    return {"parameters": [{"name": name.replace("__", "-"), "value": value} for name, value in given.items()]}


def using(kind: str, name: str) -> Document:
    """Give a node's reference to a credential of the case."""
    return {kind: {"id": f"credential:{name}", "name": name}}
