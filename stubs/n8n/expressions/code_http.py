"""`this.helpers.httpRequest` of Code nodes.

Limitations: JSON and text bodies, query strings, headers, basic credentials (`auth`), time-outs; no forms, no proxies.
"""

import base64
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from contracts.wire import HttpAnswer, HttpRequest, WireError
from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.json_text import from_text, to_text

_SECONDS = 300.0

Send = Callable[[HttpRequest, float], Awaitable[HttpAnswer]]


async def http_request(options: Any, send: Send) -> Any:
    """Exchange what the code asks for; raises `ExpressionError` with the client's sentence."""
    told = {"url": options} if isinstance(options, str) else dict(options)
    try:
        answer = await send(_request(told), float(told.get("timeout") or _SECONDS * 1000) / 1000)
    except WireError as error:
        raise ExpressionError(str(error)) from None
    if answer.status >= 400 and not told.get("ignoreHttpStatusErrors"):
        raise ExpressionError(f"Request failed with status code {answer.status}")
    body = _body(answer)
    if not told.get("returnFullResponse"):
        return body
    headers = {name.lower(): value for name, value in answer.headers}
    return {"body": body, "headers": headers, "statusCode": answer.status, "statusMessage": answer.reason or ""}


def _request(told: dict[str, Any]) -> HttpRequest:
    url = str(told.get("baseURL") or "") + str(told.get("url") or told.get("uri") or "")
    if told.get("qs"):
        url += ("&" if "?" in url else "?") + urlencode(told["qs"], doseq=True)
    body = told.get("body")
    headers = {"Accept": "application/json,text/*;q=0.99"} | {
        name: str(value) for name, value in (told.get("headers") or {}).items()
    }
    if isinstance(body, dict | list):
        headers = {"Content-Type": "application/json"} | headers
        body = to_text(body)
    auth = told.get("auth")
    if auth:
        pair = f"{auth.get('username', '')}:{auth.get('password', '')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    headers.setdefault("User-Agent", "n8n")
    content = b"" if body is None else str(body).encode("utf-8", "replace")
    return HttpRequest(str(told.get("method") or "GET").upper(), url, tuple(headers.items()), content)


def _body(answer: HttpAnswer) -> Any:
    text = answer.body.decode("utf-8", "replace")
    if "json" not in (answer.header("content-type") or "application/json"):
        return text
    try:
        return from_text(text)
    except ValueError:
        return text
