"""An exchange as a `curl` command, to try again by hand."""

import json
import shlex
from typing import Any

from contracts.wire import find_header

_TEXTUAL = ("application/json", "application/problem+json", "application/x-www-form-urlencoded", "text/")
_BY_CURL = {"host", "content-length", "connection", "accept-encoding"}


def to_curl(request: dict[str, Any]) -> str:
    """Write the command, an option a line; what the journal removed or shortened stands in it as the journal has it.

    A body that is no text was only summarised in the journal: the command then reads it from a file `body`.
    """
    headers = [(str(name), str(value)) for name, value in request.get("headers") or ()]
    method, url = str(request.get("method", "GET")), str(request.get("url", ""))
    parts = [f"curl --request {shlex.quote(method)} --url {shlex.quote(url)}"]
    parts += [f"--header {shlex.quote(f'{name}: {value}')}" for name, value in headers if name.lower() not in _BY_CURL]
    body = request.get("body")
    if body not in (None, "", b""):
        parts.append(_data(body, find_header(headers, "content-type") or ""))
    return " \\\n  ".join(parts)


def _data(body: Any, media_type: str) -> str:
    if not isinstance(body, str):
        return f"--data-raw {shlex.quote(json.dumps(body, ensure_ascii=False))}"
    return f"--data-raw {shlex.quote(body)}" if media_type.startswith(_TEXTUAL) else "--data-binary @body"
