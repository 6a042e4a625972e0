"""A Postman collection (v2.1) of the flow's own routes, from the OpenAPI documents, to be sent to the stubs."""

import json
from collections.abc import Iterator
from typing import Any

from contracts.participants import System
from simulator.topology import DEFAULT_PORTS, LOOPBACK

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
EXAMPLES = {"/imageflow/v1/requests": {"prompt": "a red fox at dawn", "size": "1024x1024"}}


def collection(surfaces: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Give the collection; keys are variables that whoever imports it fills in."""
    variables = [
        {"key": system.value, "value": f"http://{LOOPBACK}:{DEFAULT_PORTS[system]}"} for system in sorted(System)
    ]
    return {
        "info": {"name": "imageflow", "schema": SCHEMA, "description": "The AI image flow's four systems."},
        "variable": [*variables, *({"key": f"{system.value}_key", "value": ""} for system in sorted(System))],
        "item": [{"name": system, "item": list(_items(system, each))} for system, each in sorted(surfaces.items())],
    }


def _items(system: str, surface: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, operations in surface["paths"].items():
        for method in METHODS:
            if method in operations:
                yield {"name": operations[method].get("summary", path), "request": _request(system, method, path)}


def _request(system: str, method: str, path: str) -> dict[str, Any]:
    steps = [f":{step[1:-1]}" if step.startswith("{") else step for step in path.strip("/").split("/")]
    url = {"raw": f"{{{{{system}}}}}/{'/'.join(steps)}", "host": [f"{{{{{system}}}}}"], "path": steps}
    key = [{"key": "Authorization", "value": f"Bearer {{{{{system}_key}}}}"}]
    request: dict[str, Any] = {"method": method.upper(), "url": url, "header": key}
    if method in {"post", "put", "patch"}:
        body = json.dumps(EXAMPLES.get(path, {}), indent=2)
        request["body"] = {"mode": "raw", "raw": body, "options": {"raw": {"language": "json"}}}
    return request
