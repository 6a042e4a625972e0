"""One node of a workflow file."""

from collections.abc import Mapping
from typing import Any, cast

from stubs.n8n.engine.unreadable import UnreadableWorkflow
from stubs.n8n.engine.workflow import Node, OnError

_ON_ERROR = ("stopWorkflow", "continueRegularOutput", "continueErrorOutput")


def read_node(given: Any) -> Node:
    """Read a node; raises `UnreadableWorkflow`."""
    if not isinstance(given, Mapping):
        raise UnreadableWorkflow("A node of the workflow is not an object; export the workflow from n8n again.")
    name, type_ = given.get("name"), given.get("type")
    if not isinstance(name, str) or not name or not isinstance(type_, str) or not type_:
        raise UnreadableWorkflow(
            "A node of the workflow has no `name` or no `type`; export the workflow from n8n again."
        )
    return Node(
        name=name,
        type=type_,
        version=float(_number(given, "typeVersion", 1, name)),
        parameters=_object(given, "parameters", name),
        id=str(given.get("id") or ""),
        position=_position(given.get("position")),
        credentials={
            kind: value for kind, value in _object(given, "credentials", name).items() if isinstance(value, Mapping)
        },
        disabled=given.get("disabled") is True,
        on_error=_on_error(given),
        tries=_tries(given, name),
        retry_pause=_clamped(_number(given, "waitBetweenTries", 1000, name) or 1000, 0, 5000) / 1000,
        always_output_data=given.get("alwaysOutputData") is True,
        execute_once=given.get("executeOnce") is True,
        webhook_id=given.get("webhookId") if isinstance(given.get("webhookId"), str) else None,
    )


def _tries(given: Mapping[str, Any], name: str) -> int:
    if given.get("retryOnFail") is not True:
        return 1
    return int(_clamped(_number(given, "maxTries", 3, name) or 3, 2, 5))


def _on_error(given: Mapping[str, Any]) -> OnError:
    found = given.get("onError")
    if found in _ON_ERROR:
        return cast("OnError", found)
    return "continueRegularOutput" if given.get("continueOnFail") is True else "stopWorkflow"


def _object(given: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    value = given.get(key) or {}
    if not isinstance(value, Mapping):
        raise UnreadableWorkflow(f'The `{key}` of node "{name}" are not an object; export the workflow from n8n again.')
    return value


def _number(given: Mapping[str, Any], key: str, default: float, name: str) -> float:
    value = given.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnreadableWorkflow(f'The `{key}` of node "{name}" is not a number; export the workflow from n8n again.')
    return value


def _clamped(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def _position(given: Any) -> tuple[float, float]:
    if isinstance(given, list) and len(given) == 2 and all(isinstance(each, int | float) for each in given):
        return float(given[0]), float(given[1])
    return 0.0, 0.0
