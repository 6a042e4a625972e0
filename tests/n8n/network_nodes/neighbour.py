"""A neighbour for network nodes: its answers depend on the path alone, so that real n8n and the engine meet the same.

It answers over raw sockets, and notes each request as it crossed: names, case and order of headers as they were sent.
"""

import base64
import contextlib
import gzip
import json
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import brotli

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGJgAQAAAP//AwAABgAFV7+r1AAAAABJRU5ErkJggg=="
)
HOST, PORT, OTHER_PORT = "127.0.0.1", 9931, 9932
SERVER, OTHER = f"http://{HOST}:{PORT}", f"http://{HOST}:{OTHER_PORT}"
CREATED = "2024-01-02T03:04:05.000Z"


@dataclass(frozen=True)
class Reply:
    """An answer; `fault` is `reset` or `hang` when there is none."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fault: str = ""


@dataclass
class Seen:
    """A request as it crossed."""

    method: str
    target: str
    headers: list[list[str]]
    body: bytes = field(repr=False, default=b"")


def typed(kind: str, body: bytes, status: int = 200, *more: tuple[str, str]) -> Reply:
    """Answer with a body of a type."""
    return Reply(status, (("Content-Type", kind), *more), body)


def answer_json(value: Any, status: int = 200, *more: tuple[str, str]) -> Reply:
    """Answer with JSON."""
    return typed("application/json", json.dumps(value).encode(), status, *more)


def _image(request: Seen) -> Reply:
    asked = json.loads(request.body)
    prompt, model = asked["prompt"], asked.get("model", "dall-e-2")
    refusals = {
        "fail400": (400, "Your request was rejected by the safety system.", "moderation_blocked"),
        "fail401": (401, "Incorrect API key provided: sk-bad.", "invalid_api_key"),
        "fail429": (429, "Rate limit reached for images", "rate_limit_exceeded"),
        "quota": (429, "You exceeded your current quota", "insufficient_quota"),
        "fail500": (500, "upstream exploded", None),
    }
    if prompt in refusals:
        status, message, code = refusals[prompt]
        return answer_json({"error": {"message": message, "type": "some_error", "param": None, "code": code}}, status)
    if prompt == "empty":
        return answer_json({"created": 1, "data": []})
    if asked.get("response_format", "b64_json" if model.startswith("gpt") else "url") == "url":
        data = [{"url": f"{SERVER}/img/{n}.png", "revised_prompt": prompt} for n in range(asked.get("n", 1))]
    else:
        data = [{"b64_json": base64.b64encode(PNG).decode()} for _ in range(asked.get("n", 1))]
    return answer_json({"created": 1713833628, "data": data, "usage": {"total_tokens": 100}})


def _odoo(request: Seen) -> Reply:
    called = json.loads(request.body)
    params = called["params"]

    def result(value: Any) -> Reply:
        return answer_json({"jsonrpc": "2.0", "id": called["id"], "result": value})

    if params["service"] == "common":
        return result(False if params["args"][2] == "wrong" else 7)
    model, method = params["args"][3:5]
    if model == "err.model":
        trouble = {
            "code": 200,
            "message": "Odoo Server Error",
            "data": {"message": "You are not allowed", "debug": "x"},
        }
        return answer_json({"jsonrpc": "2.0", "id": called["id"], "error": trouble})
    answers = {
        "create": 42,
        "write": True,
        "unlink": True,
        "read": [{"id": 42, "name": "X"}],
        "search_read": [{"id": 42, "name": "X"}, {"id": 43, "name": "Y"}],
    }
    return result([] if model == "empty.model" else answers[method])


def _json2(request: Seen) -> Reply:
    _, _, _, model, method = request.target.split("/")
    if model == "err.model":
        return answer_json({"name": "odoo.exceptions.AccessError", "message": "You are not allowed", "debug": "x"}, 403)
    answers = {
        "create": [42],
        "write": True,
        "unlink": True,
        "read": [{"id": 42, "name": "X"}],
        "search_read": [{"id": 42, "name": "X"}, {"id": 43, "name": "Y"}],
    }
    return answer_json(answers[method])


def _s3(request: Seen) -> Reply:  # noqa: PLR0911 - one answer an operation
    path, _, query = request.target.partition("?")
    if path.startswith("/s3bad"):
        body = (
            b"<?xml version='1.0'?><Error><Code>NoSuchBucket</Code><Message>The bucket is not there</Message></Error>"
        )
        return typed("application/xml", body, 404)
    if "location" in query and path == "/far":
        attribute = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
        return typed("application/xml", f"<LocationConstraint {attribute}>eu-west-3</LocationConstraint>".encode())
    if request.method == "POST" and "delete" in query:
        return typed("application/xml", b"<DeleteResult><Deleted><Key>a/</Key></Deleted></DeleteResult>")
    if "location" in query:
        return typed("application/xml", b'<?xml version="1.0"?><LocationConstraint>eu-west-3</LocationConstraint>')
    if request.method == "GET" and path == "/":
        one = "<Bucket><Name>{0}</Name><CreationDate>" + CREATED + "</CreationDate></Bucket>"
        both = one.format("lab") + one.format("two")
        body = f"<ListAllMyBucketsResult><Owner><ID>o</ID></Owner><Buckets>{both}</Buckets>"
        return typed("application/xml", f"{body}</ListAllMyBucketsResult>".encode())
    if request.method == "GET" and "list-type" in query:
        one = f"<Contents><Key>a/x.png</Key><LastModified>{CREATED}</LastModified><Size>3</Size></Contents>"
        two = f"<Contents><Key>a/</Key><LastModified>{CREATED}</LastModified><Size>0</Size></Contents>"
        body = f"<ListBucketResult><Name>lab</Name><IsTruncated>false</IsTruncated>{one}{two}</ListBucketResult>"
        return typed("application/xml", body.encode())
    if request.method == "GET":
        return typed("image/png", PNG)
    if request.method == "PUT" and any(name.lower() == "x-amz-copy-source" for name, _ in request.headers):
        body = f"<CopyObjectResult><LastModified>{CREATED}</LastModified><ETag>e</ETag></CopyObjectResult>"
        return typed("application/xml", body.encode())
    return Reply(204 if request.method == "DELETE" else 200, (("ETag", '"e"'),))


def _status(request: Seen) -> Reply:
    status = int(request.target.partition("?")[0].split("/")[2])
    return answer_json({"error": {"message": "no such thing", "code": "nope"}}, status)


def _redirect(request: Seen) -> Reply:
    _, _, status, where = request.target.split("/", 3)
    target = {"other": f"{OTHER}/echo", "loop": f"/redirect/{status}/loop", "echo": "/echo"}[where]
    return Reply(int(status), (("Location", target),))


def _page(request: Seen) -> Reply:
    number = int(request.target.partition("page=")[2].split("&")[0] or 1)
    following = f"{SERVER}/pages?page={number + 1}" if number < 3 else None
    return answer_json({"items": [number], "next": following} if number < 5 else {})


def _echo(request: Seen) -> Reply:
    return answer_json({"method": request.method, "target": request.target, "body": request.body.decode("latin-1")})


_FIXED: dict[str, Reply] = {
    "/object": answer_json({"a": 1, "b": {"c": [1, 2.5, None, True]}}),
    "/array": answer_json([{"a": 1}, {"a": 2}]),
    "/scalars": answer_json([1, "x", None]),
    "/number": answer_json(5),
    "/string": answer_json("text"),
    "/null": answer_json(None),
    "/empty-json": typed("application/json", b""),
    "/bad-json": typed("application/json", b'{"a": '),
    "/text": typed("text/plain", "Grüße".encode()),
    "/latin": typed("text/plain; charset=iso-8859-1", "Grüße".encode("latin-1")),
    "/html": typed("text/html; charset=utf-8", b"<p>hi</p>"),
    "/xml": typed("application/xml", b"<a><b>1</b></a>"),
    "/problem": typed("application/problem+json", b'{"title": "x"}', 422),
    "/untyped": Reply(200, (), b'{"a": 1}'),
    "/nothing": Reply(204),
    "/empty-text": typed("text/plain", b""),
    "/image.png": typed("image/png", PNG),
    "/image": typed("image/png", PNG, 200, ("Content-Disposition", 'attachment; filename="cat one.png"')),
    "/octets": typed("application/octet-stream", b"\x00\x01\x02"),
    "/pdf": typed("application/pdf; version=1", b"%PDF-1.4 x"),
    "/gzip": answer_json({"z": 1}),
    "/gzipped": typed("application/json", gzip.compress(b'{"z": 1}', mtime=0), 200, ("Content-Encoding", "gzip")),
    "/deflated": typed("application/json", zlib.compress(b'{"z": 2}'), 200, ("Content-Encoding", "deflate")),
    "/brotli": typed("application/json", brotli.compress(b'{"z": 3}'), 200, ("Content-Encoding", "br")),
    "/badly-packed": typed("application/json", b"no gzip", 200, ("Content-Encoding", "gzip")),
    "/cookies": answer_json(
        {"a": 1}, 200, ("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2"), ("X-Two", "1"), ("X-Two", "2")
    ),
    "/html502": typed("text/html", b"<html>502 Bad Gateway</html>", 502),
    "/text400": typed("text/plain", b"bad thing", 400),
    "/empty500": Reply(500),
    "/limited": answer_json({"error": "slow down"}, 429, ("Retry-After", "2")),
    "/created": answer_json({"id": 9}, 201, ("Location", "/object/9")),
    "/reset": Reply(fault="reset"),
    "/hang": Reply(fault="hang"),
    "/half": Reply(fault="half"),
}
_ROUTES: tuple[tuple[str, Callable[[Seen], Reply]], ...] = (
    ("/v1/images/generations", _image),
    ("/jsonrpc", _odoo),
    ("/json/2/", _json2),
    ("/status/", _status),
    ("/redirect/", _redirect),
    ("/pages", _page),
    ("/echo", _echo),
)


def answer(request: Seen) -> Reply:
    """Give the neighbour's answer."""
    path = request.target.partition("?")[0]
    if path in _FIXED:
        return _FIXED[path]
    for start, route in _ROUTES:
        if path.startswith(start):
            return route(request)
    return _s3(request)


class Neighbour:
    """Serves `answer` at an address until it is closed, and keeps what was asked in `seen`."""

    def __init__(self, port: int = 0) -> None:
        """Listen on loopback."""
        self.seen: list[Seen] = []
        self._socket = socket.create_server((HOST, port))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._meet, args=(peer,), daemon=True).start()

    def _meet(self, peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError), peer.makefile("rb") as lines:
            while (request := _read(lines)) is not None:
                self.seen.append(request)
                if not _send(peer, request, answer(request)):
                    return


def _read(lines: Any) -> Seen | None:
    first = lines.readline().decode().split(" ")
    if len(first) < 3:
        return None
    headers: list[list[str]] = []
    while (line := lines.readline().decode("latin-1").rstrip("\r\n")) != "":
        name, _, value = line.partition(": ")
        headers.append([name, value])
    found = {name.lower(): value for name, value in headers}
    body = b""
    if found.get("transfer-encoding") == "chunked":
        while size := int(lines.readline(), 16):
            body += lines.read(size)
            lines.readline()
        lines.readline()
    elif "content-length" in found:
        body = lines.read(int(found["content-length"]))
    return Seen(first[0], first[1], headers, body)


def _send(peer: socket.socket, request: Seen, reply: Reply) -> bool:
    if reply.fault == "reset":
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    if reply.fault == "hang":
        time.sleep(4)
        return False
    if reply.fault == "half":
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
        return False
    headers = "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
    length = "" if reply.status == 204 else f"Content-Length: {len(reply.body)}\r\n"
    head = f"HTTP/1.1 {reply.status} Reason\r\n{headers}{length}\r\n".encode()
    peer.sendall(head + (b"" if request.method == "HEAD" or reply.status == 204 else reply.body))
    return True
