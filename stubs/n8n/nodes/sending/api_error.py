"""`NodeApiError` as n8n words it: from a status, a code, and what is found in the answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stubs.n8n.engine.errors import NodeApiError
from stubs.n8n.engine.json_text import from_text, number_text
from stubs.n8n.nodes.sending.failures import ClientFailure

WORDS = (
    "cause", "error", "message", "Message", "msg", "messages", "description", "reason", "detail", "details", "errors",
    "errorMessage", "errorMessages", "ErrorMessage", "error_message", "_error_message", "errorDescription",
    "error_description", "error_summary", "error_info", "title", "text", "field", "err", "type",
)  # fmt: skip
"""Where an answer may hold its error's text, the likeliest first."""
CODES = ("statusCode", "status", "code", "status_code", "errorCode", "error_code")
NESTS = ("Error", "error", "err", "response", "body", "data")
BY_STATUS = {
    "4XX": "Your request is invalid or could not be processed by the service",
    "400": "Bad request - please check your parameters",
    "401": "Authorization failed - please check your credentials",
    "402": "Payment required - perhaps check your payment details?",
    "403": "Forbidden - perhaps check your credentials?",
    "404": "The resource you are requesting could not be found",
    "405": "Method not allowed - please check you are using the right HTTP method",
    "429": "The service is receiving too many requests from you",
    "5XX": "The service failed to process your request",
    "500": "The service was not able to process your request",
    "502": "Bad gateway - the service failed to handle your request",
    "503": "Service unavailable - try again later or consider setting this node to retry automatically "
    "(in the node settings)",
    "504": "Gateway timed out - perhaps try again later?",
}
BY_CODE = {
    "ECONNREFUSED": "The service refused the connection - perhaps it is offline",
    "ECONNRESET": "The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the "
    "request immediately or wait and retry later.",
    "ENOTFOUND": "The connection cannot be established, this usually occurs due to an incorrect host (domain) value",
    "ETIMEDOUT": "The connection timed out, consider setting the 'Retry on Fail' option in the node settings",
    "ECONNABORTED": "The connection was aborted, perhaps the server is offline",
    "EHOSTUNREACH": "The host is unreachable, perhaps the server is offline",
    "EAI_AGAIN": "The DNS server returned an error, perhaps the server is offline",
}


def api_error(
    given: ClientFailure | Mapping[str, Any],
    *,
    message: str | None = None,
    description: str | None = None,
    http_code: str | None = None,
    item_index: int | None = None,
    **context: Any,
) -> NodeApiError:
    """Give the error that a node raises over what went wrong with a request.

    Args:
        given: the client's failure, or the object that a service answered with.
        message: of the node's own, in place of the one that the status or code gives.
        description: likewise.
        http_code: likewise.
        item_index: of the item.
        context: further entries of the error's context.
    """
    searched = given.searched() if isinstance(given, ClientFailure) else given
    said = str(searched.get("message") or "")
    code = http_code or find(searched, CODES, NESTS)
    description = description or searched.get("description") or find(searched, WORDS, NESTS)
    messages = [said] if said else []
    text = message or said
    if message is None and code:
        worded = BY_STATUS.get(code) or BY_STATUS.get(f"{code[0]}XX")
        text = worded or text
    if not text:
        text, description = description or "unknown error", None
    if text == description:
        description = None
    worded = BY_CODE.get((code or "").upper()) or next(
        (by for word, by in BY_CODE.items() if word in text.upper()), None
    )
    if worded is not None:
        messages, text = [*messages, text], worded
    return NodeApiError(
        text,
        description,
        item_index=item_index,
        messages=messages,
        httpCode=code,
        **({"context": context} if context else {}),
    )


def find(value: Mapping[str, Any], keys: Sequence[str], nests: Sequence[str]) -> str | None:
    """Find the first text, or number as text, under one of the keys, there or in a nested object."""
    for key in keys:
        found, ends = _text(value.get(key), keys)
        if ends:
            return found
    for nest in nests:
        inner = value.get(nest)
        if isinstance(inner, Mapping) and (inside := find(inner, keys, nests)):
            return inside
    return None


def _text(value: Any, keys: Sequence[str]) -> tuple[str | None, bool]:
    """Give the text in a value, and whether the search ends with it."""
    if isinstance(value, str) and value:
        try:
            value = from_text(value)
        except ValueError:
            return value, True
        if isinstance(value, str):
            return value, True
    if isinstance(value, int | float) and not isinstance(value, bool) and value:
        return number_text(value), True
    if isinstance(value, list):
        return " | ".join(_texts(value, keys)) or None, True
    inside = find(value, keys, ()) if isinstance(value, Mapping) else None
    return inside, inside is not None


def _texts(values: list[Any], keys: Sequence[str]) -> Iterator[str]:
    for each in values:
        if isinstance(each, Mapping):
            found = find(each, keys, ())
        else:
            found = each if isinstance(each, str) else number_text(each) if isinstance(each, int | float) else None
        if found is not None:
            yield found
