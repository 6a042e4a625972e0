"""All exports as files."""

import json
from collections.abc import Callable
from typing import Any, Final

from simulator.exports import asyncapi, mermaid, openapi, postman, schemas


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _schemas() -> dict[str, str]:
    return {f"schemas/{name}.json": _text(each) for name, each in schemas.schemas().items()}


def _openapi() -> dict[str, str]:
    return {f"openapi/{name}.json": _text(each) for name, each in openapi.surfaces().items()}


KINDS: Final[dict[str, Callable[[], dict[str, str]]]] = {
    "jsonschema": _schemas,
    "openapi": _openapi,
    "asyncapi": lambda: {"asyncapi.json": _text(asyncapi.document())},
    "mermaid": lambda: {"flow.mmd": mermaid.diagram()},
    "postman": lambda: {"postman.json": _text(postman.collection(openapi.surfaces()))},
}
"""By what they are called: the files of each, by their names."""


def files_of(kinds: tuple[str, ...]) -> dict[str, str]:
    """Give the files of these kinds, of all when none is named."""
    return {name: text for kind in kinds or tuple(KINDS) for name, text in KINDS[kind]().items()}
