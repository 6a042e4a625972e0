"""The addon's download over real sockets: hosts that misbehave, names that lead where nothing is fetched from."""

import hashlib
import socket
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from contracts import correlation
from tests.odoo_addon.core.hosts import Script, head, host, says

REQUEST_ID = "0b8f6a52-1111-4222-8333-444455556666"
BODY = b"the bytes of a picture"
LOCAL = "127.0.0.1"

Part = Callable[[str], ModuleType]


def fetch(part: Part, url: str, *hosts: str, **options: Any) -> bytes:
    limits = {name: options.pop(name) for name in ("timeout", "max_bytes") if name in options}
    policy = part("contracts.kit.download").DownloadPolicy(frozenset(hosts), **({"max_bytes": 1000} | limits))
    data: bytes = part("services.download").download(url, policy=policy, **options)
    return data


def refusal(part: Part, url: str, *hosts: str, **options: Any) -> Any:
    with pytest.raises(part("contracts.kit.download").DownloadRefused) as caught:
        fetch(part, url, *hosts, **options)
    return caught.value


def fetch_from(part: Part, script: Script, **options: Any) -> Any:
    with host(script) as listening:
        origin = f"http://{LOCAL}:{listening.port}"
        return refusal(part, f"{origin}/a.png?sig=hunter2", origin, **options)


def endless(connection: socket.socket) -> None:
    connection.sendall(head("Transfer-Encoding: chunked"))
    while True:
        connection.sendall(b"40\r\n" + b"x" * 64 + b"\r\n")


REAL = {
    "endless chunks": (endless, "too_large"),
    "overstated length": (says(head("Content-Length: 500"), BODY), "interrupted"),
    "huge length": (says(head("Content-Length: 99999999999"), bytes(2000)), "too_large"),
    "broken chunk": (says(head("Transfer-Encoding: chunked"), b"ff\r\nshort"), "interrupted"),
    "no answer": (says(), "interrupted"),
    "not HTTP": (says(b"SSH-2.0-OpenSSH\r\n"), "interrupted"),
    "header without end": (says(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000), "interrupted"),
    "encoded": (says(head("Content-Encoding: gzip", "Content-Length: 22"), BODY), "encoded"),
    "redirect": (says(head("Location: /b", "Content-Length: 0", status="307 Temporary Redirect")), "redirected"),
    "gone": (says(head("Content-Length: 0", status="410 Gone")), "expired"),
    "busy": (says(head("Content-Length: 0", status="503 Service Unavailable")), "unavailable"),
}


@pytest.mark.parametrize(("script", "code"), REAL.values(), ids=REAL.keys())
def test_misbehaving_host(part: Part, script: Script, code: str) -> None:
    """Each misbehaviour ends in its code, and no sentence tells the link's secret."""
    found = fetch_from(part, script)
    assert found.code == code
    assert "hunter2" not in str(found)


def test_whole_body(part: Part) -> None:
    """A well-behaved host's bytes are given as they came, and their hash is compared."""
    with host(says(head(f"Content-Length: {len(BODY)}"), BODY)) as listening:
        origin = f"http://{LOCAL}:{listening.port}"
        assert fetch(part, f"{origin}/a", origin, sha256=hashlib.sha256(BODY).hexdigest()) == BODY
        assert refusal(part, f"{origin}/a", origin, sha256="0" * 64).code == "wrong_hash"


def dripping(first: bytes) -> tuple[Script, threading.Event]:
    """Make a script that says something and then one byte after another until the event."""
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(first)
        while not over.wait(0.05):
            connection.sendall(b"x")

    return drip, over


@pytest.mark.parametrize(
    "first", [b"", b"HTTP/1.1 200 OK\r\nX: ", head("Content-Length: 900")], ids=["", "head", "body"]
)
def test_time_out_is_total(part: Part, first: bytes) -> None:
    """A host that drips its bytes is given up once the whole time has passed, wherever it stands."""
    script, over = dripping(first)
    try:
        assert fetch_from(part, script, timeout=0.3).code == "timed_out"
    finally:
        over.set()


def test_name_stays_and_address_is_pinned(part: Part) -> None:
    """A test origin is reached at the address that was checked, asked by its own name, with the request's id only."""
    asked: list[tuple[str, int]] = []

    def resolve(name: str, port: int) -> list[str]:
        asked.append((name, port))
        return [LOCAL]

    with host(says(head(f"Content-Length: {len(BODY)}"), BODY)) as listening:
        origin = f"http://ai.invalid:{listening.port}"
        headers = correlation.headers_of(REQUEST_ID)
        assert fetch(part, f"{origin}/a", origin, resolve=resolve, headers=headers) == BODY
    assert asked == [("ai.invalid", listening.port)]
    (sent,) = (head.lower() for head in listening.heads)
    assert f"host: ai.invalid:{listening.port}".encode() in sent
    assert REQUEST_ID.encode() in sent
    assert b"accept-encoding: identity" in sent
    assert not any(word in sent for word in (b"cookie", b"authorization", b"user-agent"))


def test_proxy_of_the_environment_is_not_used(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever proxy the environment names, the checked address itself is connected to."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with host(says(head(f"Content-Length: {len(BODY)}"), BODY)) as listening:
        origin = f"http://{LOCAL}:{listening.port}"
        assert fetch(part, f"{origin}/a", origin) == BODY


def test_resolver_that_fails(part: Part) -> None:
    """A name that can't be resolved may do better later."""

    def resolve(name: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "unknown")

    found = refusal(part, "https://good.example/a", "good.example", resolve=resolve)
    assert (found.code, found.retryable) == ("unresolved", True)


def test_nobody_listens(part: Part) -> None:
    """A host that takes no connection may do better later."""
    with socket.create_server((LOCAL, 0)) as free:
        origin = f"http://{LOCAL}:{free.getsockname()[1]}"
    found = refusal(part, f"{origin}/a", origin)
    assert (found.code, found.retryable) == ("not_connected", True)


def test_plain_http_is_no_tls(part: Part) -> None:
    """A host that speaks no TLS where TLS is due gives no connection, and gets no request."""
    with host(says(head("Content-Length: 0"))) as listening:
        origin = f"https://{LOCAL}:{listening.port}"
        assert refusal(part, f"{origin}/a", origin, timeout=0.3).code == "not_connected"
    assert not any(b"GET" in head for head in listening.heads)
