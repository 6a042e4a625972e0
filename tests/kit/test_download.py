"""Each attack on a link download that can be decided without a network is refused, by its code."""

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.kit.download import (
    URL_LIMIT,
    DownloadPolicy,
    DownloadRefused,
    check_addresses,
    check_body,
    check_hash,
    check_status,
    check_url,
    find_redirect,
)

POLICY = DownloadPolicy(
    allowed_hosts=frozenset(
        {"good.example", "files.example:8443", "xn--bcher-kva.example", "http://127.0.0.1:8090", "http://ai_stub"}
    ),
    max_bytes=100,
)

BAD_URLS = {
    "user info": "https://good.example@evil.example/",
    "password": "https://a:b@good.example/",
    "empty user": "https://@good.example/",
    "backslash": "https://good.example\\@evil.example/",
    "backslash in the path": "https://good.example/\\evil.example",
    "backslashes for slashes": "https:\\\\good.example/",
    "tab": "https://good.ex\tample/",
    "newline": "https://good.example/\n",
    "trailing newline": "https://good.example\n",
    "carriage return": "https://good.example/\r\nHost: evil.example",
    "leading blank": " https://good.example/",
    "blank": "https://good.example/a b",
    "NUL": "https://good.example\x00.evil.example/",
    "DEL": "https://good.example/\x7f",
    "hash and user": "https://good.example#@evil.example/",
    "fragment": "https://good.example/a#b",
    "double port": "https://good.example:443:80/",
    "empty port": "https://good.example:/",
    "port zero": "https://good.example:0/",
    "port too high": "https://good.example:65536/",
    "port far too high": "https://good.example:443443/",
    "signed port": "https://good.example:+443/",
    "full-width port": "https://good.example:４４３/",
    "file": "file:///etc/passwd",
    "ftp": "ftp://good.example/",
    "gopher": "gopher://good.example:70/_x",
    "data": "data:image/png;base64,AAAA",
    "jar": "jar:https://good.example!/x",
    "javascript": "javascript:alert(1)",
    "no scheme": "//good.example/",
    "no host": "https:///a.png",
    "one slash": "https:/good.example/",
    "three slashes": "https:///good.example/",
    "relative": "/a.png",
    "empty": "",
    "64 KB": "https://good.example/" + "a" * 65536,
    "one over the limit": "https://good.example/".ljust(URL_LIMIT + 1, "a"),
    "IDN look-alike": "https://gооd.example/",
    "Kelvin sign": "https://good.example\u212a/",
    "long s": "http\u017f://good.example/",
    "full-width digits": "http://１２７.0.0.1:8090/",
    "ideographic full stop": "https://good。example/",
    "soft hyphen": "https://go\u00adod.example/",
    "percent in the host": "https://good%2eexample/",
    "zone": "https://[fe80::1%25lo]/",
    "half an escape": "https://good.example/%2",
    "non-ASCII path": "https://good.example/ü.png",
    "trailing dot": "https://good.example./",
    "empty label": "https://good..example/",
    "endless label": f"https://{'a' * 64}.example/",
}

NOT_ALLOWED = {
    "good as a prefix": "https://good.example.evil.example/",
    "good as a suffix": "https://evil-good.example/",
    "subdomain": "https://a.good.example/",
    "other port": "https://good.example:8443/",
    "default port of another's entry": "https://files.example/",
    "plain http": "http://good.example/",
    "plain http on 443": "http://good.example:443/",
    "https of a test origin": "https://127.0.0.1:8090/",
    "other port of the test host": "http://127.0.0.1:5432/",
    "localhost": "https://localhost/",
    "short loopback": "http://127.1:8090/",
    "decimal loopback": "http://2130706433:8090/",
    "octal loopback": "http://0177.0.0.1:8090/",
    "hex loopback": "http://0x7f.1:8090/",
    "zero": "http://0:8090/",
    "v6 loopback": "http://[::1]:8090/",
    "v4 mapped": "http://[::ffff:127.0.0.1]:8090/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "metadata by name": "http://metadata.google.internal/",
    "Odoo": "http://127.0.0.1:8069/web",
    "n8n": "http://127.0.0.1:5678/",
    "Redis": "https://good.example:6379/",
}

ALLOWED = {
    "https://good.example": ("https://good.example:443", False),
    "https://good.example/": ("https://good.example:443", False),
    "HTTPS://GOOD.Example:443/A%20b.png?sig=a%2Fb&x=@y": ("https://good.example:443", False),
    "https://good.example?a=b": ("https://good.example:443", False),
    "https://good.example/@evil.example/": ("https://good.example:443", False),
    "https://files.example:8443/a": ("https://files.example:8443", False),
    "https://xn--bcher-kva.example/": ("https://xn--bcher-kva.example:443", False),
    "http://127.0.0.1:8090/a.png": ("http://127.0.0.1:8090", True),
    "http://ai_stub/a.png": ("http://ai_stub:80", True),
    "http://ai_stub:80/a.png": ("http://ai_stub:80", True),
}


def refusal_of(url: str, policy: DownloadPolicy = POLICY) -> DownloadRefused:
    with pytest.raises(DownloadRefused) as caught:
        check_url(url, policy)
    return caught.value


@pytest.mark.parametrize("url", BAD_URLS.values(), ids=BAD_URLS.keys())
def test_bad_url(url: str) -> None:
    """A URL that two parsers might read in two ways is refused for good, before anyone looks at its host."""
    refusal = refusal_of(url)
    assert (refusal.code, refusal.retryable, refusal.about_content) == ("bad_url", False, False)


@pytest.mark.parametrize("url", NOT_ALLOWED.values(), ids=NOT_ALLOWED.keys())
def test_host_not_allowed(url: str) -> None:
    """Only an origin that is listed exactly, with its scheme and port, is fetched from."""
    assert refusal_of(url).code == "host_not_allowed"


@pytest.mark.parametrize(("url", "expected"), ALLOWED.items(), ids=ALLOWED.keys())
def test_allowed(url: str, expected: tuple[str, bool]) -> None:
    """A listed origin is found in any case of its letters, and only one listed with its scheme is a test origin."""
    target = check_url(url, POLICY)
    assert (str(target), target.test_origin) == expected


def test_longest_url() -> None:
    """A URL of exactly the limit is still taken."""
    assert check_url("https://good.example/".ljust(URL_LIMIT, "a"), POLICY).host == "good.example"


def test_brackets_of_an_address() -> None:
    """An IPv6 origin is written with brackets, and resolved without them."""
    target = check_url("https://[2606:4700::1111]:8443/", DownloadPolicy(frozenset({"[2606:4700::1111]:8443"})))
    assert (target.host, str(target)) == ("2606:4700::1111", "https://[2606:4700::1111]:8443")


def test_https_test_origin() -> None:
    """An origin listed with https may lie on a private network too, and is still no leave for plain http."""
    policy = DownloadPolicy(frozenset({"https://ai.internal"}))
    assert check_addresses(check_url("https://ai.internal/a", policy), ["10.0.0.1"]) == "10.0.0.1"
    assert refusal_of("http://ai.internal/a", policy).code == "host_not_allowed"


def test_nothing_allowed() -> None:
    """Without a list nothing is fetched."""
    assert refusal_of("https://good.example/", DownloadPolicy(frozenset())).code == "host_not_allowed"


def test_message_keeps_the_signature() -> None:
    """A refusal names the origin, never the path and query, whose signature is a secret."""
    assert "hunter2" not in str(refusal_of("https://evil.example/a?sig=hunter2"))
    assert "hunter2" not in str(refusal_of("ftp://evil.example/a?sig=hunter2"))


@given(st.text(max_size=60) | st.from_regex(r"https?://[\x00-\x7f]{0,40}", fullmatch=True))
def test_any_text(url: str) -> None:
    """Whatever stands in a callback either leads to a listed host or is refused by a code."""
    try:
        target = check_url(url, POLICY)
    except DownloadRefused as refusal:
        assert refusal.code in {"bad_url", "host_not_allowed"}  # noqa: PT017 - either way out is right
    else:
        assert target.host in {"good.example", "files.example", "xn--bcher-kva.example", "127.0.0.1", "ai_stub"}


@pytest.mark.parametrize("entry", ["http://h/", "h/path", "H.example", "a@b", "h:0", "*.example", "ftp://h", "", "a b"])
def test_policy_refuses(entry: str) -> None:
    """An entry that no link could match is refused when the policy is made, not passed over."""
    with pytest.raises(ValueError, match="is no origin"):
        DownloadPolicy(frozenset({entry}))


PUBLIC = check_url("https://good.example/", POLICY)
TEST = check_url("http://127.0.0.1:8090/", POLICY)


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["10.0.0.1", "8.8.8.8"],
        ["2606:4700::1111", "64:ff9b::7f00:1"],
        ["0.0.0.0"],
        ["169.254.169.254"],
        ["localhost"],
        ["fe80::1%lo"],
    ],
    ids=" ".join,
)
def test_address_forbidden(addresses: list[str]) -> None:
    """One bad address among those of a host is enough to refuse it, and to refuse it for good."""
    with pytest.raises(DownloadRefused) as caught:
        check_addresses(PUBLIC, addresses)
    assert (caught.value.code, caught.value.retryable) == ("address_forbidden", False)


@pytest.mark.parametrize(
    ("addresses", "chosen"),
    [
        (["8.8.8.8"], "8.8.8.8"),
        (["2606:4700::1111", "8.8.8.8", "8.8.4.4"], "8.8.8.8"),
        (["2606:4700::1111"], "2606:4700::1111"),
        (["64:ff9b::808:808"], "64:ff9b::808:808"),
    ],
)
def test_address_chosen(addresses: list[str], chosen: str) -> None:
    """The first IPv4 address is connected to, as it was resolved; an IPv6 one when there is no other."""
    assert check_addresses(PUBLIC, addresses) == chosen


def test_address_of_a_test_origin() -> None:
    """A test origin may resolve to loopback, yet not to a cloud's metadata."""
    assert check_addresses(TEST, ["::1", "127.0.0.1"]) == "127.0.0.1"
    with pytest.raises(DownloadRefused, match="resolves to an address"):
        check_addresses(TEST, ["127.0.0.1", "169.254.169.254"])


def test_no_address() -> None:
    """A name without an address may have one later."""
    with pytest.raises(DownloadRefused) as caught:
        check_addresses(PUBLIC, [])
    assert (caught.value.code, caught.value.retryable) == ("unresolved", True)


STATUSES = {
    204: ("unexpected_status", False),
    206: ("unexpected_status", False),
    301: ("redirected", False),
    302: ("redirected", False),
    303: ("redirected", False),
    307: ("redirected", False),
    308: ("redirected", False),
    304: ("unexpected_status", False),
    400: ("unexpected_status", False),
    401: ("not_permitted", False),
    403: ("not_permitted", False),
    404: ("not_found", False),
    408: ("unavailable", True),
    410: ("expired", False),
    425: ("unavailable", True),
    429: ("unavailable", True),
    500: ("unavailable", True),
    503: ("unavailable", True),
}


@pytest.mark.parametrize(("status", "expected"), STATUSES.items(), ids=map(str, STATUSES))
def test_status(status: int, expected: tuple[str, bool]) -> None:
    """Each status but 200 is refused, and only what may pass by itself is worth another try."""
    with pytest.raises(DownloadRefused) as caught:
        check_status(status, ())
    assert (caught.value.code, caught.value.retryable) == expected


@pytest.mark.parametrize("encoding", ["gzip", "br", "GZIP", "gzip, gzip", "identity, br"])
def test_encoded(encoding: str) -> None:
    """An encoded body is refused, however small: what it swells to is never found out."""
    with pytest.raises(DownloadRefused) as caught:
        check_status(200, [("Content-Encoding", encoding)])
    assert caught.value.code == "encoded"


@pytest.mark.parametrize("headers", [(), [("content-encoding", "Identity")], [("content-type", "text/html")]])
def test_status_taken(headers: list[tuple[str, str]]) -> None:
    """200 is taken; its Content-Type is not believed, so it decides nothing."""
    check_status(200, headers)


@pytest.mark.parametrize(
    ("location", "onward"),
    [
        ("/b", "https://good.example/b"),
        ("//evil.example/", "https://evil.example/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("https://[broken/", "https://[broken/"),
    ],
)
def test_redirect(location: str, onward: str) -> None:
    """Where a redirect leads is made absolute and left to be checked like any link."""
    assert find_redirect("https://good.example/a", 302, [("Location", location)]) == onward


def test_no_redirect() -> None:
    """A Location means nothing on 200, and a redirect without one leads nowhere."""
    assert find_redirect("https://good.example/a", 200, [("location", "/b")]) is None
    assert find_redirect("https://good.example/a", 302, []) is None


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 64


@pytest.mark.parametrize("headers", [(), [("Content-Length", "10")]], ids=["chunked", "understated"])
def test_endless_body(headers: list[tuple[str, str]]) -> None:
    """A body without end is cut at the cap, whatever its Content-Length says."""
    with pytest.raises(DownloadRefused) as caught:
        check_body(endless(), headers, POLICY)
    assert (caught.value.code, caught.value.retryable) == ("too_large", False)


@pytest.mark.parametrize("length", ["99", "9" * 30, "-1", "many"])
def test_length_lies(length: str) -> None:
    """A body of another length than its headers say was cut or spoiled on its way, so it is tried again."""
    with pytest.raises(DownloadRefused) as caught:
        check_body([b"x" * 50], [("content-length", length)], POLICY)
    assert (caught.value.code, caught.value.retryable) == ("interrupted", True)


@pytest.mark.parametrize("size", [0, 1, 100])
def test_body_taken(size: int) -> None:
    """A body up to the cap, its last byte included, is put together from its chunks."""
    body = bytes(size)
    assert check_body([body[:30], body[30:]], [("content-length", str(size))], POLICY) == body


def test_hash() -> None:
    """Other bytes than the callback promised are refused; without a promise any are taken."""
    check_hash(b"a", None)
    check_hash(b"a", hashlib.sha256(b"a").hexdigest().upper())
    with pytest.raises(DownloadRefused) as caught:
        check_hash(b"b", hashlib.sha256(b"a").hexdigest())
    assert (caught.value.code, caught.value.about_content) == ("wrong_hash", True)
