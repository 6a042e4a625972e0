"""Fetches page after page of answers, as the HTTP Request node does when it is told when there are no more.

Expressions see the last answer as `$response`, the first request as `$request`, and `$pageCount`.
"""

import hashlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from stubs.n8n.engine.errors import NodeApiError, NodeOperationError
from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.sending.answering import decoded
from stubs.n8n.nodes.sending.asked import ABSENT, Asked
from stubs.n8n.nodes.sending.exchange import Answered, exchange
from stubs.n8n.nodes.sending.failures import ClientFailure
from stubs.n8n.nodes.sending.shown import shown

SAME_PAGES = 3
"""Repetitions of one answer after which n8n gives up; its message counts differently."""
_KINDS = frozenset({"body", "headers", "qs"})


@dataclass(frozen=True, slots=True)
class Paging:
    """How pages are asked for, expressions not yet evaluated.

    Attributes:
        more: an expression: whether another page is asked for.
        changes: of each request: `url`, or `qs`, `headers` and `body` by name.
        most: pages at most; 0 for no bound.
        pause: milliseconds between two.
        from_answer: whether the next address stands in the answer.
        files: whether answers are files, which no expression looks into.
    """

    more: str
    changes: Mapping[str, Any]
    most: Any
    pause: Any
    from_answer: bool
    files: bool


def read_paging(call: Call, kind: str) -> Paging | None:
    """Read the node's paging; None when it has none. `kind` is the format in which answers are read.

    Raises:
        NodeOperationError: in n8n's words.
    """
    raw = call.raw("options.pagination.pagination") or {}
    mode = raw.get("paginationMode", "updateAParameterInEachRequest") if raw else "off"
    if mode == "off":
        return None
    from_answer = mode == "responseContainsNextURL"
    changes = {"url": raw.get("nextURL", "")} if from_answer else _parameters(raw)
    most = raw.get("maxRequests", 100) if raw.get("limitPagesFetched") else 0
    return Paging(_more(call, raw), changes, most, raw.get("requestInterval", 0), from_answer, kind == "file")


def _parameters(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    given = (raw.get("parameters") or {}).get("parameters") or [{"type": "qs", "name": "", "value": ""}]
    if [(each.get("name", ""), each.get("value", "")) for each in given] == [("", "")]:
        raise NodeOperationError(
            "At least one entry with 'Name' and 'Value' filled must be included in 'Parameters' to use 'Update a "
            "Parameter in Each Request' mode "
        )
    found: dict[str, dict[str, Any]] = {}
    for place, each in enumerate(given, 1):
        where = f"for parameter [{place}] in pagination settings"
        if not each.get("name"):
            raise NodeOperationError(f"Parameter name must be set {where}")
        if each.get("type", "qs") not in _KINDS:
            raise NodeOperationError(f"Parameter type must be one of: body, headers, qs {where}")
        if each.get("value", "") == "":
            raise NodeOperationError(
                f"Some value must be provided {where}, omitting it will result in an infinite loop"
            )
        found.setdefault(each.get("type", "qs"), {})[each["name"]] = each["value"]
    return found


def _more(call: Call, raw: Mapping[str, Any]) -> str:
    when = raw.get("paginationCompleteWhen", "responseIsEmpty")
    if when == "responseIsEmpty":
        return "={{ Array.isArray($response.body) ? $response.body.length : !!$response.body }}"
    if when == "receiveSpecificStatusCodes":
        codes = [each.strip() for each in str(raw.get("statusCodesWhenComplete", "")).split(",")]
        known = ",".join(each for each in codes if each.isdigit())
        return f"={{{{ ![{known}].includes($response.statusCode) }}}}"
    complete = str(raw.get("completeExpression", ""))
    if not complete.startswith("="):
        raise NodeOperationError("Invalid or empty Complete Expression")
    ended = f"!({complete.strip()[3:-2]})"
    if call.param("options.response.response.neverError", 0, default=False):
        return f"={{{{ {ended} }}}}"
    return f"={{{{ {ended} || ($response.statusCode < 200 || $response.statusCode >= 300) }}}}"


async def fetch(call: Call, index: int, asked: Asked, paging: Paging) -> list[Answered]:
    """Fetch the pages of one item.

    Raises:
        ClientFailure: one of them could not be had, though there should be more.
        NodeError: in n8n's words.
    """
    asked = replace(asked, never_fails=True)
    seen: dict[str, Any] = {"$request": shown(asked), "$response": {}, "$pageCount": 0, "$version": call.node.version}
    pages: list[Answered] = []
    repeated = _Repeated()
    while True:
        changes = call.evaluate(dict(paging.changes), index, seen)
        answered = await exchange(call, _changed(asked, changes, index, paging))
        repeated.check(answered, index, paging)
        pages.append(answered)
        body = "" if paging.files else _body(answered)
        seen |= {"$pageCount": len(pages)}
        seen["$response"] = {"body": body, "headers": answered.headers, "statusCode": answered.status}
        most = call.evaluate(paging.most, index, seen)
        if (most and len(pages) >= most) or not call.evaluate(paging.more, index, seen):
            return pages
        if pause := call.evaluate(paging.pause, index, seen):
            await call.clock.sleep(pause / 1000)
        if not 200 <= answered.status < 300:
            raise _PageFailure(answered, body)


def _changed(asked: Asked, changes: Mapping[str, Any], index: int, paging: Paging) -> Asked:
    ours = copy(asked)
    ours.query = {**asked.query, **changes.get("qs", {})}
    ours.headers = {**asked.headers, **changes.get("headers", {})}
    if changes.get("body"):
        if asked.form is not None:
            ours.form = {**asked.form, **changes["body"]}
        else:
            ours.body = {**({} if asked.body is ABSENT else asked.body), **changes["body"]}
    if "url" not in changes or changes["url"] is None:
        return ours
    parts = urlsplit(str(changes["url"]))
    if not (parts.scheme and parts.netloc):
        name = "Next URL" if paging.from_answer else "URL"
        hint = f'Make sure the "{name}" parameter evaluates to a valid URL.'
        raise NodeApiError(f"'{changes['url']}' is not a valid URL.", hint, item_index=index)
    ours.url = str(changes["url"])
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        ours.query.pop(name, None)
    return ours


def _body(answered: Answered) -> Any:
    """Give a body as expressions see it."""
    if answered.value is not None:
        return answered.value
    kind = str(answered.headers.get("content-type", ""))
    text = decoded(answered.body, kind)
    if "application/json" not in kind:
        return text
    try:
        return from_text(text)
    except ValueError:
        return {}


class _Repeated:
    """Notices that the same answer comes again and again."""

    def __init__(self) -> None:
        self._length, self._digest, self._count = 0, "", 0

    def check(self, answered: Answered, index: int, paging: Paging) -> None:
        tag = str(answered.headers.get("etag", ""))
        if paging.files and not tag:
            return
        length = _number(answered.headers.get("content-length"))
        if length != self._length:
            self._length, self._count = length, 0
            return
        digest = tag or hashlib.sha256(answered.body).hexdigest()
        self._count = self._count + 1 if digest == self._digest else 0
        self._digest = digest
        if self._count >= SAME_PAGES:
            raise NodeApiError(
                "The returned response was identical 5x, so requests got stopped",
                'Check if "Pagination Completed When" has been configured correctly.',
                item_index=index,
            )


def _number(text: Any) -> int:
    return int(text) if str(text).isdigit() else 0


class _PageFailure(ClientFailure):
    """A page that has an error's status where there should be more of them."""

    def __init__(self, answered: Answered, body: Any) -> None:
        said = body if isinstance(body, str) else to_text(body)
        super().__init__(
            f'{answered.status} - "{said}"',
            name="Error",
            response={"headers": answered.headers, "status": answered.status, "statusText": answered.phrase},
            body=said,
        )

    def kept(self) -> dict[str, Any]:
        return {"statusCode": self.status, "error": self.body, "isAxiosError": True, "response": self.response}
