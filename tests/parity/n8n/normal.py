"""What of an account is recorded, with everything that differs from run to run replaced by what stands for it.

| replaced | because | by |
|---|---|---|
| addresses of n8n and of the scripted server | ports differ | `http://n8n.test`, `http://server.test` |
| ids of workflows, credentials | drawn | `workflow:NAME`, `credential:NAME` |
| execution ids, where a field or address says that it is one | counted | numbers from 1, in order of appearance |
| UUIDs that the case does not contain | drawn | numbered references: the same one has the same number |
| moments within a day of the run | the clock | the same moment in the same notation; any other moment stays |
| resume and SigV4 signatures and dates, multipart boundaries, JSON-RPC ids | drawn, or of the clock | a word |
| stack traces | n8n's own source | `<stack>` |
| what a schedule says of its moment | the clock | `<of the clock>` |
| errors inside of stored items | it stores less than nodes see | their name, message, code and status |
| a content-length that is right | contains the above | `<right>` |

Headers of n8n's answers about the connection, its date and the hash of its body are left out.
"""

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.parity.n8n.case import N8N, SERVER, Case, Document
from tests.parity.n8n.n8n import Answer
from tests.parity.n8n.play import Account
from tests.parity.n8n.server import Seen

LEFT_OUT = {"connection", "content-length", "date", "etag", "keep-alive", "transfer-encoding"}
MOMENT = datetime(2002, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)
"""Stands for every moment of the run."""
WINDOW = timedelta(days=1)

_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d(?:([T ])\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?")
_EPOCH = re.compile(r"(?<![\w.-])\d{10}(?:\d{3}|\.\d{1,3})?(?![\w.])")
_EXECUTION = re.compile(r'("(?:executionId|execution_id|id)": ?"|/executions?/|/webhook-waiting/|execution \\*")(\d+)')
_CALENDAR = "Readable date|Readable time|Day of week|Year|Month|Day of month|Hour|Minute|Second"
"""What a schedule's item says of its moment."""
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"signature=[0-9a-f]{64}"), "signature=<signature>"),
    (re.compile(r"Signature=[0-9a-f]{64}"), "Signature=<signature>"),
    (re.compile(r'("signature": ?)"[0-9a-f]{64}"'), r'\1"<signature>"'),
    (re.compile(rf'("(?:{_CALENDAR})": ?)"[^"]*"'), r'\1"<of the clock>"'),
    (re.compile(r"\b\d{8}T\d{6}Z\b"), "<amz date>"),
    (re.compile(r"(Credential=[^/]+/)\d{8}/"), r"\1<date>/"),
    (re.compile(r'("(?:stack|stacktrace)": ?)"(?:\\.|[^"\\])*"'), r'\1"<stack>"'),
    (re.compile(r"filesystem-v2:[\w/-]+"), "filesystem-v2:<file>"),
)
_RPC_ID = re.compile(r'"id":\d+')


def normal(case: Case, account: Account) -> Document:
    """Give what is recorded of an account."""
    scrub = _Scrub(case, account)
    requests = [_request(each, scrub) for each in account.requests]
    if case.unordered:
        requests.sort(key=lambda each: json.dumps(each, sort_keys=True))
    return {
        "case": case.digest(),
        "answers": [_answer(each, scrub) for each in account.answers],
        "requests": requests,
        "counts": account.counts,
        "executions": {
            name: [scrub.value(_execution(each)) for each in executions]
            for name, executions in account.executions.items()
        },
    }


class _Scrub:
    """Replaces in text; values pass it as JSON."""

    def __init__(self, case: Case, account: Account) -> None:
        self._own = repr(case)
        self._around = account.began
        self._exact = {account.n8n: N8N.removeprefix("http://"), account.server: SERVER.removeprefix("http://")}
        self._exact |= account.ids
        self._executions = {each["id"] for found in account.executions.values() for each in found}
        self._uuids: dict[str, str] = {}
        self._counted: dict[str, str] = {}

    def value(self, given: Any) -> Any:
        return json.loads(self.text(json.dumps(given, ensure_ascii=False)))

    def text(self, given: str) -> str:
        for found, replacement in self._exact.items():
            given = given.replace(found, replacement)
        for pattern, word in _WORDS:
            given = pattern.sub(word, given)
        given = _UUID.sub(self._numbered, given)
        given = _EXECUTION.sub(self._execution, given)
        return _EPOCH.sub(self._epoch, _ISO.sub(self._iso, given))

    def _numbered(self, found: re.Match[str]) -> str:
        if found[0] in self._own:
            return found[0]
        return self._uuids.setdefault(found[0], f"<uuid {len(self._uuids) + 1}>")

    def _execution(self, found: re.Match[str]) -> str:
        if found[2] not in self._executions:
            return found[0]
        return found[1] + self._counted.setdefault(found[2], str(len(self._counted) + 1))

    def _iso(self, found: re.Match[str]) -> str:
        text = found[0]
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        zone = moment.tzinfo
        if abs((moment if zone else moment.replace(tzinfo=UTC)) - self._around) > WINDOW:
            return text
        shown = (
            MOMENT.astimezone(zone).isoformat(found[1] or "T", "milliseconds") if zone else "2002-02-03T04:05:06.789"
        )
        head = len(text) - len(found[2] or "")
        return shown[:head] + (found[2] or "")

    def _epoch(self, found: re.Match[str]) -> str:
        text = found[0]
        seconds = int(text[:10]) - self._around.timestamp()
        if abs(seconds) > WINDOW.total_seconds():
            return text
        return f"{int(MOMENT.timestamp())}" + ("789" if len(text) == 13 else text[10:] and ".789")


def _answer(answer: Answer, scrub: _Scrub) -> Document:
    headers = {name: scrub.text(answer.headers[name]) for name in sorted(answer.headers) if name not in LEFT_OUT}
    return {"status": answer.status, "headers": headers, "body": _body(answer.body, scrub.text)}


def _request(request: Seen, scrub: _Scrub) -> Document:
    boundary = next((value.partition("boundary=")[2] for _, value in request.headers if "boundary=" in value), None)
    body = request.body.replace(boundary.encode(), b"<boundary>") if boundary else request.body

    def clean(text: str) -> str:
        text = text.replace(boundary, "<boundary>") if boundary else text
        if text.startswith('{"jsonrpc"'):
            text = _RPC_ID.sub('"id":0', text)
        return scrub.text(text)

    headers = [[name, "<right>" if _right(name, value, request) else clean(value)] for name, value in request.headers]
    return {
        "method": request.method,
        "target": clean(request.target),
        "headers": headers,
        "body": _body(body, clean),
    }


def _right(name: str, value: str, request: Seen) -> bool:
    return name.lower() == "content-length" and value == str(len(request.body))


def _body(body: bytes, clean: Callable[[str], str]) -> str:
    try:
        return clean(body.decode())
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(body).decode()


def _execution(execution: Document) -> Document:
    result = (execution.get("data") or {}).get("resultData") or {}
    tasks = [_task(name, task) for name, runs in (result.get("runData") or {}).items() for task in runs]
    return {
        "status": execution["status"],
        "mode": execution["mode"],
        "finished": execution["finished"],
        "waits": execution["waitTill"] is not None,
        "last": result.get("lastNodeExecuted"),
        "error": _error(result.get("error")),
        "nodes": [task for _, task in sorted(tasks, key=lambda each: each[0])],
    }


def _error(error: Document | None) -> Document | None:
    if error is None:
        return None
    found = {key: error.get(key) for key in ("name", "message", "description", "httpCode")}
    return found | {"node": (error.get("node") or {}).get("name")}


def _task(name: str, task: Document) -> tuple[int, Document]:
    data = task.get("data")
    found: Document = {
        "node": name,
        "status": task["executionStatus"],
        "sources": [
            each and [each["previousNode"], each.get("previousNodeOutput") or 0, each.get("previousNodeRun") or 0]
            for each in task["source"]
        ],
        "outputs": data and [[_item(each) for each in items or []] for items in data.get("main", [])],
    }
    if "error" in task:
        found["error"] = _error(task["error"])
    return task["executionIndex"], found


def _item(item: Document) -> Document:
    found = {"json": _without_error(item["json"]), "pair": _pairs(item.get("pairedItem"))}
    if item.get("binary"):
        kept = ("mimeType", "fileType", "fileName", "fileExtension", "fileSize")
        found["binary"] = {name: {key: file.get(key) for key in kept} for name, file in item["binary"].items()}
    return found


def _without_error(given: Document) -> Document:
    """Shorten the errors in an item; the items of the nodes that follow tell what could be seen of them."""
    shortened = {}
    for name, value in given.items():
        if isinstance(value, dict) and "message" in value and ("stack" in value or "isAxiosError" in value):
            shortened[name] = {key: value[key] for key in ("name", "message", "code", "status") if key in value}
        elif isinstance(value, dict):
            shortened[name] = _without_error(value)
        else:
            shortened[name] = value
    return shortened


def _pairs(given: Any) -> Any:
    """Give pairs as a list of [item, input]: n8n writes the same pair in several ways."""
    if given is None:
        return None
    listed = given if isinstance(given, list) else [given]
    return [[each, 0] if isinstance(each, int) else [each["item"], each.get("input") or 0] for each in listed]
