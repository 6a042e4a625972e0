"""Names of fields, as nodes are told them: with commas between, or as a list."""

from typing import Any

from stubs.n8n.engine.errors import NodeOperationError

NESTED = "If you're trying to use a nested field, make sure you turn off 'disable dot notation' in the node options"


def field_names(given: Any, parameter: str) -> list[Any]:
    """Give the names; raises `NodeOperationError` for what is neither."""
    if isinstance(given, str):
        return [name.strip() for name in given.split(",") if name.strip()]
    if isinstance(given, list):
        return given
    raise NodeOperationError(
        f"The '{parameter}' parameter must be a string of fields separated by commas or an array of strings."
    )
