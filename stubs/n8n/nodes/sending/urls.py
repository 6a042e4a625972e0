"""Addresses as browsers and Node.js read them (WHATWG), as far as requests need it."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

DEFAULT_PORTS = {"http": "80", "https": "443"}
_PARTS = re.compile(r"(https?):[/\\]*([^/\\?#]*)([^?#]*)(\?[^#]*)?(#.*)?\Z", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s:/?#\[\]@<>^|%]+)(?::([0-9]*))?\Z")
_KEPT_IN_PATH = "/%:@!$&'()*+,;=[]|^\\~-._"
_KEPT_IN_QUERY = "/%:@!$&()*+,;=[]|^\\~-._?{}`"
_UP, _HERE = frozenset({"..", "%2e%2e", ".%2e", "%2e."}), frozenset({".", "%2e"})


@dataclass(frozen=True, slots=True)
class Url:
    """An address in its parts.

    Attributes:
        host: with the port where it is not the scheme's own.
        target: path and query.
        user: and password, when the address has them.
    """

    scheme: str
    host: str
    target: str
    user: tuple[str, str] | None = None

    @property
    def origin(self) -> str:
        """Give scheme, host and port."""
        return f"{self.scheme}://{self.host}"

    @property
    def host_name(self) -> str:
        """Give the host without its port."""
        return re.sub(r":[0-9]+\Z", "", self.host).strip("[]")

    @property
    def port(self) -> int:
        """Give the port that is connected to."""
        found = re.search(r":([0-9]+)\Z", self.host)
        return int(found[1] if found else DEFAULT_PORTS[self.scheme])

    @property
    def path(self) -> str:
        """Give the path alone."""
        return self.target.partition("?")[0]

    def __str__(self) -> str:
        """Give the address without user and password."""
        return self.origin + self.target

    def joined(self, location: str) -> "Url":
        """Give where a redirect leads to; raises `ValueError`."""
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", location):
            return parse(location)
        if location.startswith("//"):
            return parse(f"{self.scheme}:{location}")
        if location.startswith("/"):
            return parse(self.origin + location)
        base = self.path if location.startswith(("?", "#")) or not location else self.path.rpartition("/")[0] + "/"
        return parse(self.origin + base + location)


def parse(text: str) -> Url:
    """Read an address; what may not stand in it is escaped, dots in its path are gone up.

    Raises:
        ValueError: it is none.
    """
    parts = _PARTS.match(re.sub(r"[\t\n\r]", "", text.strip()))
    if parts is None:
        raise ValueError("Invalid URL")
    scheme = parts[1].lower()
    user, _, address = parts[2].rpartition("@")
    host = _HOST.match(address)
    if host is None:
        raise ValueError("Invalid URL")
    name = _name(host[1])
    port = host[2] if host[2] and host[2] != DEFAULT_PORTS[scheme] else ""
    query = quote(parts[4], _KEPT_IN_QUERY) if parts[4] and parts[4] != "?" else ""
    return Url(scheme, f"{name}:{port}" if port else name, _path(parts[3]) + query, _user(user))


def with_query(text: str, query: str) -> str:
    """Give an address with more in its query; what follows a `#` goes."""
    if not query:
        return text
    text = text.partition("#")[0]
    return text + ("&" if "?" in text else "?") + query


def _name(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.lower().encode("idna").decode()
    except UnicodeError:
        raise ValueError("Invalid URL") from None


def _user(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    name, _, password = text.partition(":")
    return unquote(name), unquote(password)


def _path(text: str) -> str:
    steps: list[str] = []
    given = text.replace("\\", "/").split("/")[1:] or [""]
    for place, step in enumerate(given):
        last = place == len(given) - 1
        if step.lower() in _UP:
            del steps[-1:]
        elif step.lower() not in _HERE:
            steps.append(step)
            continue
        if last:
            steps.append("")
    return "/" + quote("/".join(steps), _KEPT_IN_PATH)
