"""The calls whose answers were recorded from a real n8n, and are replayed against the stub."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tests.n8n.server.secrets import EXPIRED, JWT
from tests.n8n.server.workflows import ECHO_ID, PREFIX

JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
BOUNDARY = "xxBOUNDxx"
MULTIPART = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


@dataclass(frozen=True, slots=True)
class Call:
    """One request, and the workflow that it is meant for."""

    name: str
    path: str
    method: str = "POST"
    headers: tuple[tuple[str, str], ...] = (("content-type", "application/json"),)
    body: bytes = b'{"a":1}'


def part(name: str, value: str, filename: str | None = None, kind: str | None = None) -> str:
    """Give one part of a form."""
    file = "" if filename is None else f'; filename="{filename}"'
    media = "" if kind is None else f"Content-Type: {kind}\r\n"
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n{media}\r\n{value}\r\n'


def form(*parts: str) -> bytes:
    """Give the body of a form."""
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def call(name: str, body: bytes | str = b'{"a":1}', headers: dict[str, str] | None = None, **more: str) -> Call:
    """Give a call to the webhook of the name's first part (before a blank)."""
    given = JSON if headers is None else headers
    raw = body.encode() if isinstance(body, str) else body
    path = more.pop("path", f"/webhook/{PREFIX}-{name.split(maxsplit=1)[0]}") + more.pop("suffix", "")
    return Call(name, path, more.pop("method", "POST"), tuple(given.items()), raw)


def calls() -> Iterator[Call]:
    """Give every call."""
    yield from _bodies()
    yield from _requests()
    yield from _answers()
    yield from _doors()


def _bodies() -> Iterator[Call]:
    for version in ("echo", "echo1", "echo11", "echo2"):
        yield call(f"{version} object", '{"b": {"c": [1, "ü", null, true]}, "a": 1.50}')
        yield call(f"{version} empty", b"")
        yield call(f"{version} no type", b'{"a":1}', {})
        yield call(f"{version} form", "a=1&a=2&b=x+y%20z&c%5B%5D=3&d%5Be%5D=4&f", FORM)
        yield call(f"{version} text", "héllo", {"content-type": "text/plain"})
        yield call(f"{version} xml", '<a B="1"><c>2</c><c>3</c><D/></a>', {"content-type": "application/xml"})
        yield call(f"{version} octets", b"\x00\x01\xff", {"content-type": "application/octet-stream"})
        yield call(f"{version} fields", form(part("a", "1"), part("a", "2"), part("b", "ü")), MULTIPART)
        yield call(f"{version} vendor", '{"a":1}', {"content-type": "application/vnd.api+json"})
    yield call("echo array", "[1,2]")
    yield call("echo number", "5")
    yield call("echo text in json", '"x"')
    yield call("echo null", "null")
    yield call("echo false", "false")
    yield call("echo numbers", "[12345678901234567890, 1.0, 1e21, 1e-7, -0, 0.1, 1e400]")
    yield call("echo twice", '{"a":1,"a":2}')
    yield call("echo proto", '{"__proto__":{"x":1},"constructor":2}')
    yield call("echo bom", b'\xef\xbb\xbf{"a":1}')
    yield call("echo charset", '{"a":"ü"}'.encode("latin-1"), {"content-type": "application/json; charset=iso-8859-1"})
    yield call("echo cut short", '{"a":')
    yield call("echo no json", "a=1")
    yield call("echo trailing", '{"a":1} x')
    yield call("echo single quotes", "{'a':1}")
    yield call("echo blank", "   ")
    yield call("echo gzip", gzip.compress(b'{"z":1}'), {**JSON, "content-encoding": "gzip"})
    yield call("echo deflate", zlib.compress(b'{"z":1}'), {**JSON, "content-encoding": "deflate"})
    yield call("echo not gzip", b"abc", {**JSON, "content-encoding": "gzip"})
    yield call("echo strange encoding", b"abc", {**JSON, "content-encoding": "snappy"})
    yield call("echo text xml", "<a><b>1</b></a>", {"content-type": "text/xml"})
    yield call("echo soap", "<x:a xmlns:x='y'> <x:b/> </x:a>", {"content-type": "application/soap+xml"})
    yield call("echo bad xml", "<a><b></a>", {"content-type": "application/xml"})
    yield call("echo html", "<p>x</p>", {"content-type": "text/html"})
    yield call("echo nested form", "a[b][c]=1&x.y=2&a%00=3&%zz=1", FORM)
    yield call("echo empty form", "", FORM)
    yield call("echo files", form(part("f", "hello", "a.txt", "text/plain"), part("k", "v")), MULTIPART)
    yield call("echo bad form", b"nothing", MULTIPART)
    yield call("part file", form(part("one", "hello", "a.txt", "text/plain"), part("k", "v")), MULTIPART)
    yield call(
        "part two", form(part("one", "1", "a.csv", "text/csv"), part("one", "2", "b.csv", "text/csv")), MULTIPART
    )
    yield call("raw json", '{"a" : 1}')
    yield call("raw text", "plain ü", {"content-type": "text/plain; charset=utf-8"})
    yield call("raw octets", b"\x00\x01\xff", {"content-type": "image/png"})
    yield call("raw none", b"", {})
    yield call("raw form", "a=1", FORM)
    yield call("rawitem json", '{"a" : 1}')
    yield call("rawitem octets", b"\x00\x01\xff", {"content-type": "image/png"})
    yield call("file octets", b"\x89PNG", {"content-type": "image/png"})
    yield call(
        "file named", b"abc", {"content-type": "application/pdf", "content-disposition": 'attachment; filename="x.pdf"'}
    )
    yield call("file none", b"", {"content-type": "image/png"})
    yield call("binary1 octets", b"abc", {"content-type": "image/gif"})
    yield call("binary1 json", '{"a":1}')


def _requests() -> Iterator[Call]:
    yield call("echo query", suffix="?q=1&q=2&z=&n[a]=1&n[b]=2&l[]=1&x%20y=%C3%BC&flag")
    yield call("echo slash", suffix="/")
    yield call("echo slashes", suffix="//")
    yield call("echo headers", headers={**JSON, "X-Foo": "Bar", "Cookie": "n8n-auth=x; other=1", "Accept": "*/*"})
    yield call("echo by get", method="GET", headers={}, body=b"")
    yield call("echo by put", method="PUT")
    yield call("echo by head", method="HEAD", headers={}, body=b"")
    yield call("echo by delete", method="DELETE")
    yield call("echo preflight", method="OPTIONS", headers={"origin": "http://x.test"}, body=b"")
    yield call(
        "echo full preflight",
        method="OPTIONS",
        headers={
            "origin": "http://x.test",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type, x-y",
        },
        body=b"",
    )
    yield call("echo bare options", method="OPTIONS", headers={}, body=b"")
    yield call("echo origin", headers={**JSON, "origin": "http://x.test"})
    yield call("origins first", headers={**JSON, "origin": "https://a.test"})
    yield call("origins second", headers={**JSON, "origin": "https://b.test"})
    yield call("origins foreign", headers={**JSON, "origin": "https://c.test"})
    yield call("nope", path="/webhook/nope")
    yield call("nope by get", path="/webhook/nope/deeper?x=1", method="GET", headers={}, body=b"")
    yield call("nope with origin", path="/webhook/nope", headers={**JSON, "origin": "http://x.test"})
    yield call("nope preflight", path="/webhook/nope", method="OPTIONS", headers={"origin": "http://x.test"}, body=b"")
    yield call("nope bad json", '{"a":', path="/webhook/nope")
    yield call("no path", path="/webhook/")
    yield call("no path at all", path="/webhook")
    yield call("upper case", path=f"/webhook/{PREFIX.upper()}-echo")
    yield call("encoded path", path=f"/webhook/{PREFIX}%2Decho")
    yield call("param", path=f"/webhook/{ECHO_ID}/{PREFIX}-param/77/x/a%20b?q=1")
    yield call("param bare", path=f"/webhook/{PREFIX}-param/77/x/a")
    yield call("param short", path=f"/webhook/{ECHO_ID}/{PREFIX}-param/77/x")
    yield call("param by get", path=f"/webhook/{ECHO_ID}/{PREFIX}-param/77/x/a", method="GET", headers={}, body=b"")
    yield call("get", method="GET", headers={}, body=b"", suffix="?a=b")
    yield call("get by post")
    yield call("get by head", method="HEAD", headers={}, body=b"")
    yield call("delete", method="DELETE", headers={}, body=b"")
    yield call("head", method="HEAD", headers={}, body=b"")
    yield call("multi by get", method="GET", headers={}, body=b"")
    yield call("multi by put", method="PUT")
    yield call("multi by post")
    yield call("test url", path=f"/webhook-test/{PREFIX}-echo")
    yield call("test url by get", path=f"/webhook-test/{PREFIX}-echo?a=1", method="GET", headers={}, body=b"")
    yield call("test url nope", path="/webhook-test/nope/x")
    yield call("waiting unknown", path="/webhook-waiting/99999999")
    yield call(
        "waiting unknown signed", path="/webhook-waiting/99999999?signature=abc", method="GET", headers={}, body=b""
    )


def _answers() -> Iterator[Call]:
    listed = '{"list": [{"i": 1}, {"i": 2}, 3]}'
    for name in ("onrec", "onrec-boom", "onrec-all", "onrec-custom", "onrec-json", "onrec-expression", "onrec-empty"):
        yield call(name)
    for name in ("onrec-v1", "last", "last-nodata", "last-none", "last-none-all", "last-nobinary", "last-boom"):
        yield call(name)
    yield call("last-all", listed)
    yield call("last-first", listed)
    yield call("last-property", '{"b": [{"c": 1}]}')
    yield call("last-property text", '{"b": ["ü"]}')
    yield call("last-property number", '{"b": [7]}')
    yield call("last-property missing", '{"b": []}')
    yield call("last-type", '"<x/>"')
    yield call("last-type object", '{"x": 1}')
    yield call("last-code")
    for name in ("json", "object", "template", "text", "plain", "nodata", "nodata200", "redirect", "redirect302"):
        yield call(f"respond-{name}")
    for name in ("first", "first-key", "all", "all-key"):
        yield call(f"respond-{name}", listed)
    yield call("respond-object text", '"hello"')
    yield call("respond-object bad text", '"{"')
    yield call("respond-object array", "[1]")
    yield call("respond-template quote", '{"a": "\\""}')
    yield call("respond-binary", b"\x00\xff", {"content-type": "image/png"})
    yield call("respond-binary text", "plain", {"content-type": "text/plain"})
    for name in ("binary-set", "binary-none", "bad-json", "syntax", "number", "string", "null", "array"):
        yield call(f"respond-{name}")
    for name in (
        "twice",
        "then-boom",
        "continue",
        "never",
        "boom",
        "missing",
        "unused",
        "unused-v1",
        "code-headers",
        "jwt",
    ):
        yield call(f"respond-{name}")
    yield call("disabled")
    yield call("expression")


def _doors() -> Iterator[Call]:
    basic = {"authorization": "Basic dTpwOnc="}  # u:p:w
    yield call("basic right", headers={**JSON, **basic})
    yield call("basic none")
    yield call("basic wrong", headers={**JSON, "authorization": "Basic dTp4"})
    yield call("basic other scheme", headers={**JSON, "authorization": "Bearer x"})
    yield call("basic token", headers={**JSON, "x-auth-token": "abc"})
    yield call("basic bad json", '{"a":', headers=JSON)
    yield call("header right", headers={**JSON, "x-key": "s3cret"})
    yield call("header upper", headers={**JSON, "X-KEY": "s3cret"})
    yield call("header none")
    yield call("header wrong", headers={**JSON, "x-key": "s3cre"})
    yield call("jwt right", headers={**JSON, "authorization": f"Bearer {JWT}"})
    yield call("jwt none")
    yield call("jwt bad", headers={**JSON, "authorization": "Bearer x.y.z"})
    yield call("jwt malformed", headers={**JSON, "authorization": "Bearer x"})
    yield call("jwt other key", headers={**JSON, "authorization": f"Bearer {JWT[:-4]}AAAA"})
    yield call("jwt expired", headers={**JSON, "authorization": f"Bearer {EXPIRED}"})
    yield call(
        "bots bot",
        headers={**JSON, "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    )
    yield call("bots curl", headers={**JSON, "user-agent": "curl/8.0"})
    yield call("bots browser", headers={**JSON, "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"})
    yield call("ip")
    yield call("ip-in")
    yield call("only-if yes")
    yield call("only-if no", '{"a":2}')
