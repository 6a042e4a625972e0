"""Where images are kept, behind three methods: put, get, delete.

`put(key, data, media_type, *, sha256, request_id)` stores bytes in place of those under the same key, `get(key)` gives
them, `delete(key)` removes them, which need not be there. Each raises `StorageUnavailable` (try again) or
`StorageRefused` (a final no).
"""

from .errors import StorageError, StorageRefused, StorageUnavailable
from .filestore import Filestore


def open_storage(env):
    """Give the storage that the settings choose (`imageflow.storage_backend`)."""
    return Filestore(env)
