"""ListObjects, in both versions, and ListObjectVersions: one walk over the sorted keys, three ways to show it.

Source: Amazon S3 API reference, under these names.
"""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from stubs.storage.acl import OWNER
from stubs.storage.bodies.checksums import type_of
from stubs.storage.buckets.paging import Shown, read_number
from stubs.storage.buckets.tokens import after_token, token_of
from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects.metadata import storage_class_of
from stubs.storage.responses import document, moment_text
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import Bucket, ObjectInfo

MOST_KEYS = 1000


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


@dataclass(frozen=True, slots=True)
class Listing:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore

    def list_objects(self, call: Call) -> Response:
        """List a bucket's objects, by the first version or the second."""
        bucket = self.store.bucket(call.bucket)
        version = {None: 1, "1": 1, "2": 2}.get(call.query.get("list-type"))
        if version is None:
            raise S3Error("InvalidArgument", "list-type must be 2.", ArgumentName="list-type")
        if version == 1:
            return self._list(call, bucket, call.query.get("marker", ""), _first)
        after = after_token(call.query)
        return self._list(call, bucket, call.query.get("start-after", "") if after is None else after, _second)

    def list_versions(self, call: Call) -> Response:
        """List each object as its one version."""
        bucket = self.store.bucket(call.bucket)
        if "version-id-marker" in call.query and not call.query.get("key-marker"):
            why = "A version-id marker cannot be specified without a key marker."
            raise S3Error("InvalidArgument", why, ArgumentName="version-id-marker")
        return self._list(call, bucket, call.query.get("key-marker", ""), _versions)

    def _list(self, call: Call, bucket: Bucket, after: str, kind: "Kind") -> Response:
        query, shown = call.query, Shown.read(call.query)
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        most = read_number(query, "max-keys", MOST_KEYS)
        page = page_of(bucket, prefix, delimiter, after, most)
        elements: Elements = [("Name", bucket.name), ("Prefix", shown.text(prefix)), *kind.head(query, shown, page)]
        elements += [("Delimiter", shown.text(delimiter))] if delimiter else []
        elements += [*shown.elements, ("MaxKeys", str(most)), ("IsTruncated", str(page.truncated).lower())]
        owned = kind is not _second or query.get("fetch-owner") == "true"
        found = [bucket.objects[name] for name in page.names if name not in page.prefixes]
        elements += [
            (kind.entry, [("Key", shown.text(info.key)), *kind.more, *_entry(info, owned=owned)]) for info in found
        ]
        elements += [("CommonPrefixes", [("Prefix", shown.text(name))]) for name in sorted(page.prefixes)]
        return document(kind.root, elements)


def _entry(info: ObjectInfo, *, owned: bool) -> Elements:
    entry: Elements = [("LastModified", moment_text(info.modified)), ("ETag", f'"{info.etag}"')]
    entry += [("ChecksumAlgorithm", name.upper()) for name in info.checksums]
    entry += [("ChecksumType", type_of(info.checksums))] if info.checksums else []
    entry += [("Size", str(info.size)), ("StorageClass", storage_class_of(info))]
    return [*entry, ("Owner", OWNER)] if owned else entry


class Kind:
    """What sets a listing apart; this is the first version of ListObjects."""

    root, entry = "ListBucketResult", "Contents"
    more: ClassVar[Elements] = []

    def head(self, query: dict[str, str], shown: Shown, page: Page) -> Elements:
        """Tell where the page begins, and the next one."""
        marker: Elements = [("Marker", shown.text(query.get("marker", "")))]
        # S3 names the next marker only where a client can't tell it from the last key.
        more = page.truncated and query.get("delimiter")
        return [*marker, ("NextMarker", shown.text(page.last))] if more else marker


class _Second(Kind):
    def head(self, query: dict[str, str], shown: Shown, page: Page) -> Elements:
        elements: Elements = [("KeyCount", str(len(page.names)))]
        if token := query.get("continuation-token"):
            elements.append(("ContinuationToken", token))
        if start := query.get("start-after"):
            elements.append(("StartAfter", shown.text(start)))
        return [*elements, ("NextContinuationToken", token_of(page.last))] if page.truncated else elements


class _Versions(Kind):
    root, entry = "ListVersionsResult", "Version"
    more: ClassVar[Elements] = [("VersionId", "null"), ("IsLatest", "true")]

    def head(self, query: dict[str, str], shown: Shown, page: Page) -> Elements:
        marker, version = query.get("key-marker", ""), query.get("version-id-marker", "")
        elements: Elements = [("KeyMarker", shown.text(marker)), ("VersionIdMarker", version)]
        following: Elements = [("NextKeyMarker", shown.text(page.last)), ("NextVersionIdMarker", "null")]
        return elements + following if page.truncated else elements


_first, _second, _versions = Kind(), _Second(), _Versions()
