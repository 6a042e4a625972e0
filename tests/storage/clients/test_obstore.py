"""The client of Rust's object_store takes the stub for an S3."""

import pytest
from obstore.exceptions import AlreadyExistsError
from obstore.store import S3Store

LARGE = bytes(range(256)) * 4096 * 11


@pytest.fixture(scope="module")
def store(address: str) -> S3Store:
    """Give a client of the stub's own bucket."""
    return S3Store(
        "imageflow",
        endpoint=address,
        access_key_id="imageflow",
        secret_access_key="imageflow-secret",
        region="us-east-1",
        client_options={"allow_http": True},
    )


def test_put_if_absent(store: S3Store) -> None:
    """`mode="create"` puts once, and says that it is there already."""
    store.put("once", b"first", mode="create")
    with pytest.raises(AlreadyExistsError):
        store.put("once", b"second", mode="create")
    assert bytes(store.get("once").bytes()) == b"first"


def test_large_ranges_lists_and_ends(store: S3Store) -> None:
    """Parts, ranges, lists, copies and deletions."""
    store.put("dir/large", LARGE, use_multipart=True, chunk_size=5 * 1024 * 1024)
    assert store.head("dir/large")["size"] == len(LARGE)
    assert bytes(store.get_range("dir/large", start=250, end=260)) == LARGE[250:260]
    store.copy("dir/large", "dir/copy")
    listed = [each["path"] for page in store.list("dir/") for each in page]
    assert sorted(listed) == ["dir/copy", "dir/large"]
    store.delete(["dir/copy", "dir/large"])
    with pytest.raises(FileNotFoundError):
        store.head("dir/large")
