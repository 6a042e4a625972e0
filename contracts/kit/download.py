"""Which links are followed and what of their answer is taken (I09): every decision of a safe download, and no I/O.

A driver checks the URL, resolves its host, checks every address, connects to the one it is given (Host and SNI stay the
URL's, which stops rebinding), asks for no encoding, follows no redirect by itself, uses no proxy, cookies or
credentials, keeps the time-out over all of it, and hands over status, headers and the body as it comes.

Codes of `DownloadRefused`::

    bad_url, host_not_allowed, address_forbidden, redirected      the link leads where nothing is fetched from
    not_permitted, not_found, expired, unexpected_status, encoded the host gave something else than the file
    too_large                                                     more bytes than the policy takes
    wrong_hash, and those of `contracts.kit.pictures`             the content is not what it should be
    unresolved, not_connected, interrupted, timed_out, unavailable   a later try may go better
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from . import addresses as ip

URL_LIMIT: Final = 8192
"""Longest URL in characters."""

REQUEST_HEADERS: Final = (("accept", "image/png, image/jpeg, image/webp"), ("accept-encoding", "identity"))
"""What a driver sends beside `Host`: an encoded body could swell past any cap once decoded."""

_LABEL = r"[a-z0-9_-]{1,63}"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])"
_ENTRY = re.compile(rf"(?:https?://)?{_HOST}(?::[1-9][0-9]{{0,4}})?")
# One grammar for all of it, narrower than RFC 3986, so that no two parsers can see two hosts in what it lets through.
_URL = re.compile(
    rf"(?P<scheme>https?)://(?P<host>{_HOST})(?::(?P<port>[1-9][0-9]{{0,4}}))?"
    r"(?:[/?](?:[a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?",
    re.IGNORECASE | re.ASCII,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RETRYABLE_STATUS = frozenset({408, 425, 429})
_STATUS_CODES = {401: "not_permitted", 403: "not_permitted", 404: "not_found", 410: "expired"}
_RETRYABLE = frozenset({"unresolved", "not_connected", "interrupted", "timed_out", "unavailable"})
_ABOUT_CONTENT = frozenset({"wrong_hash", "wrong_type", "not_an_image", "damaged", "animated", "bad_dimensions"})


class DownloadRefused(Exception):
    """An image is not taken; the text says why in one sentence, without the link's path or query (they may be secret).

    Attributes:
        code: stable, one of the module's table.
        retryable: a later try of the same link may go better.
        about_content: the bytes came, and are not the picture they should be.
    """

    def __init__(self, code: str, message: str) -> None:
        """Take a code of the table and a sentence."""
        super().__init__(message)
        self.code = code
        self.retryable = code in _RETRYABLE
        self.about_content = code in _ABOUT_CONTENT


@dataclass(frozen=True, slots=True)
class DownloadPolicy:
    """Which links are fetched, and how much of them.

    Attributes:
        allowed_hosts: exact origins. `host` and `host:port` mean https at a public address. One written with its scheme
            (`http://127.0.0.1:8090`) is a test origin: it may be plain http, and loopback or private.
        max_bytes: of a body.
        max_pixels: of a picture, width times height.
        timeout: seconds for the whole download, from resolving to the last byte.
        max_redirects: how many are followed, each checked in full.

    Raises:
        ValueError: an entry of `allowed_hosts` is no such origin.
    """

    allowed_hosts: frozenset[str]
    max_bytes: int = 32 * 1024 * 1024
    max_pixels: int = 40_000_000
    timeout: float = 30
    max_redirects: int = 0

    def __post_init__(self) -> None:
        """Refuse an entry that no link could ever match."""
        for entry in self.allowed_hosts:
            if not _ENTRY.fullmatch(entry):
                raise ValueError(
                    f"{entry!r} is no origin to download from: write host, host:port or http://host:port in lower case."
                )


@dataclass(frozen=True, slots=True)
class Target:
    """Where a checked link leads; `test_origin` may lie on loopback or a private network."""

    scheme: str
    host: str
    port: int
    test_origin: bool

    def __str__(self) -> str:
        """Give the origin, fit for a message."""
        return _spell(self.scheme, self.host, self.port)


def check_url(url: str, policy: DownloadPolicy) -> Target:
    """Give where a link leads.

    Raises:
        DownloadRefused: `bad_url` when parsers might disagree about it, `host_not_allowed` when the policy lacks it.
    """
    match = _URL.fullmatch(url) if len(url) <= URL_LIMIT else None
    port = int((match and match["port"]) or 0)
    if match is None or port > 65535:
        raise DownloadRefused(
            "bad_url",
            f"The link must be an absolute https URL of at most {URL_LIMIT} plain ASCII characters, "
            "without user name, fragment, backslash or blank.",
        )
    scheme = match["scheme"].lower()
    host, port = match["host"].lower(), port or _DEFAULT_PORTS[scheme]
    spelled, short = _spell(scheme, host, port), _spell(scheme, host, None)
    written = {spelled, short} if port == _DEFAULT_PORTS[scheme] else {spelled}
    test_origin = not written.isdisjoint(policy.allowed_hosts)
    bare = {each.removeprefix("https://") for each in written}
    if not test_origin and bare.isdisjoint(policy.allowed_hosts):
        raise DownloadRefused("host_not_allowed", f"{spelled} is not among the hosts that images are fetched from.")
    return Target(scheme, host.strip("[]"), port, test_origin)


def _spell(scheme: str, host: str, port: int | None) -> str:
    bracketed = f"[{host.strip('[]')}]" if ":" in host else host
    return f"{scheme}://{bracketed}" + (f":{port}" if port else "")


def check_addresses(target: Target, addresses: Sequence[str]) -> str:
    """Give the address to connect to, once each that the host resolves to is fine; IPv4 first, as it works everywhere.

    Raises:
        DownloadRefused: `unresolved` when there is none, `address_forbidden` when any of them is.
    """
    if not addresses:
        raise DownloadRefused("unresolved", f"{target} resolves to no address.")
    found = [ip.read(text) for text in addresses]
    fine = [each for each in found if each and (ip.is_public(each) or (target.test_origin and ip.is_local(each)))]
    if len(fine) < len(found):
        raise DownloadRefused("address_forbidden", f"{target} resolves to an address that nothing is fetched from.")
    position = min(range(len(fine)), key=lambda each: fine[each].version)
    return addresses[position]


def find_redirect(url: str, status: int, headers: Iterable[tuple[str, str]]) -> str | None:
    """Give the URL that an answer sends on to, unchecked yet, or None when it is no redirect."""
    location = _header(headers, "location")
    if status not in _REDIRECTS or location is None:
        return None
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def check_status(status: int, headers: Iterable[tuple[str, str]]) -> None:
    """Take 200 without an encoding, nothing else.

    `Content-Type` is not believed, in either direction: the bytes tell what they are (`contracts.kit.pictures`).

    Raises:
        DownloadRefused: any other answer; its code says which.
    """
    if status in _REDIRECTS:
        raise DownloadRefused("redirected", f"The link answers {status} and sends on to where it must not be followed.")
    if status >= 500 or status in _RETRYABLE_STATUS:
        raise DownloadRefused("unavailable", f"The link's host answers {status}: it can't give the image now.")
    if status != 200:
        code = _STATUS_CODES.get(status, "unexpected_status")
        raise DownloadRefused(code, f"The link answers {status}: it may have expired or name no image.")
    if (_header(headers, "content-encoding") or "identity").strip().lower() != "identity":
        raise DownloadRefused("encoded", "The link's host sends an encoded body though none was asked for.")


def check_body(chunks: Iterable[bytes], headers: Iterable[tuple[str, str]], policy: DownloadPolicy) -> bytes:
    """Collect a body chunk by chunk, and stop at the first one that passes the cap, whatever `Content-Length` says.

    Raises:
        DownloadRefused: `too_large`, or `interrupted` when it is not as long as its own headers say.
    """
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > policy.max_bytes:
            raise DownloadRefused("too_large", f"The image is larger than {policy.max_bytes} bytes.")
    length = _header(headers, "content-length")
    if length is not None and length.strip() != str(len(body)):
        raise DownloadRefused("interrupted", f"{len(body)} bytes came where Content-Length says {length[:20]}.")
    return bytes(body)


def check_hash(data: bytes, sha256: str | None) -> None:
    """Compare with the hash that the callback gave, in hexadecimal, if it gave one.

    Raises:
        DownloadRefused: `wrong_hash`.
    """
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256.lower():
        raise DownloadRefused(
            "wrong_hash", "The link gave other bytes than the callback promised: their SHA-256 differs."
        )


def _header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name), None)
