"""ListObjects, in both versions: one walk over the sorted keys, two ways to ask for it and to show it.

Source: Amazon S3 API reference, `ListObjects` and `ListObjectsV2`. Continuation tokens are opaque to clients.
"""

import base64
import binascii
import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from contracts.timestamps import to_text
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects import Bucket, ObjectInfo

MOST_KEYS = 1000
COMMON = frozenset({"prefix", "delimiter", "max-keys", "encoding-type"})
KNOWN = COMMON | {"list-type", "continuation-token", "start-after", "fetch-owner", "marker"}
OWNER: Elements = [("ID", "imageflow"), ("DisplayName", "imageflow")]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a listing: keys and common prefixes in order, and whether there are more."""

    names: tuple[str, ...]
    prefixes: frozenset[str]
    truncated: bool

    @property
    def last(self) -> str:
        """Give the name after which the next page begins."""
        return self.names[-1]


def page_of(bucket: Bucket, prefix: str, delimiter: str, after: str, most: int) -> Page:
    """Walk from the first name after `after`."""
    names: list[str] = []
    prefixes: set[str] = set()
    if most == 0:
        return Page((), frozenset(), truncated=False)
    for name, rolled in _walk(bucket.keys, prefix, delimiter, after):
        if len(names) == most:
            return Page(tuple(names), frozenset(prefixes), truncated=True)
        names.append(name)
        if rolled:
            prefixes.add(name)
    return Page(tuple(names), frozenset(prefixes), truncated=False)


def _walk(keys: list[str], prefix: str, delimiter: str, after: str) -> Iterator[tuple[str, bool]]:
    """Give keys, and each common prefix once in place of its keys; the one that was last given is over."""
    start = max(bisect.bisect_right(keys, after) if after else 0, bisect.bisect_left(keys, prefix))
    rolled = after
    for position in range(start, len(keys)):
        key = keys[position]
        if not key.startswith(prefix):
            return
        end = key.find(delimiter, len(prefix)) if delimiter else -1
        if end < 0:
            yield key, False
        elif (common := key[: end + len(delimiter)]) != rolled:
            rolled = common
            yield common, True


def list_objects(bucket: Bucket, query: dict[str, str]) -> Elements:
    """Answer `GET /bucket`; raises `S3Error` (InvalidArgument)."""
    asked = _Asked.read(query)
    page = page_of(bucket, asked.prefix, asked.delimiter, asked.after, asked.most)
    children: Elements = [("Name", bucket.name), ("Prefix", asked.show(asked.prefix))]
    children += asked.second(page) if asked.version == 2 else asked.first(page)
    if asked.delimiter:
        children.append(("Delimiter", asked.show(asked.delimiter)))
    if asked.encode:
        children.append(("EncodingType", "url"))
    children += [("MaxKeys", str(asked.most)), ("IsTruncated", str(page.truncated).lower())]
    owned = asked.version == 1 or query.get("fetch-owner") == "true"
    found = [name for name in page.names if name not in page.prefixes]
    children += [("Contents", _content(asked, bucket.objects[name], owned=owned)) for name in found]
    return children + [("CommonPrefixes", [("Prefix", asked.show(name))]) for name in sorted(page.prefixes)]


def _content(asked: "_Asked", info: ObjectInfo, *, owned: bool) -> Elements:
    content: Elements = [
        ("Key", asked.show(info.key)),
        ("LastModified", to_text(info.modified)),
        ("ETag", f'"{info.etag}"'),
        ("Size", str(info.size)),
        ("StorageClass", "STANDARD"),
    ]
    return [*content, ("Owner", OWNER)] if owned else content


@dataclass(frozen=True, slots=True)
class _Asked:
    query: dict[str, str]
    version: int
    prefix: str
    delimiter: str
    most: int
    after: str
    encode: bool

    @classmethod
    def read(cls, query: dict[str, str]) -> "_Asked":
        version = {None: 1, "2": 2}.get(query.get("list-type"))
        encoding = query.get("encoding-type")
        if version is None:
            raise S3Error("InvalidArgument", "list-type must be 2.", ArgumentName="list-type")
        if encoding not in {None, "url"}:
            raise S3Error("InvalidArgument", "Invalid encoding method: use url.", ArgumentName="encoding-type")
        after = _after(query) if version == 2 else query.get("marker", "")
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        return cls(query, version, prefix, delimiter, _most(query.get("max-keys", "")), after, encoding == "url")

    def show(self, text: str) -> str:
        return quote(text, safe="/-_.~") if self.encode else text

    def first(self, page: Page) -> Elements:
        marker: Elements = [("Marker", self.show(self.query.get("marker", "")))]
        # S3 names the next marker only where a client can't tell it from the last key.
        more = page.truncated and self.delimiter
        return [*marker, ("NextMarker", self.show(page.last))] if more else marker

    def second(self, page: Page) -> Elements:
        children: Elements = [("KeyCount", str(len(page.names)))]
        if token := self.query.get("continuation-token"):
            children.append(("ContinuationToken", token))
        if start := self.query.get("start-after"):
            children.append(("StartAfter", self.show(start)))
        if page.truncated:
            children.append(("NextContinuationToken", base64.urlsafe_b64encode(page.last.encode()).decode()))
        return children


def _after(query: dict[str, str]) -> str:
    token = query.get("continuation-token")
    if token is None:
        return query.get("start-after", "")
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        why = "The continuation token provided is incorrect"
        raise S3Error("InvalidArgument", why, ArgumentName="continuation-token") from None


def _most(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and len(text) < 11):
        why = "Provided max-keys not an integer or within integer range"
        raise S3Error("InvalidArgument", why, ArgumentName="max-keys", ArgumentValue=text)
    return min(int(text or MOST_KEYS), MOST_KEYS)
