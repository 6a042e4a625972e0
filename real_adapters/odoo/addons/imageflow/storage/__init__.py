"""Where images are kept, behind three methods: put, get, delete.

`put(key, data, media_type, *, sha256, request_id)` stores bytes in place of those under the same key, `get(key)` gives
them, `delete(key)` removes them, which need not be there. Each raises `StorageUnavailable` (try again) or
`StorageRefused` (a final no).
"""

from ..contracts.kit.object_storage import StorageError, StorageRefused, StorageUnavailable
from ..services import settings
from .filestore import Filestore
from .s3 import S3


def open_storage(env):
    """Give the storage that the settings choose (`imageflow.storage_backend`); raises `StorageUnavailable`."""
    bucket = settings.read(env).bucket
    if bucket is None:
        return Filestore(env)
    if not (settings.is_address(bucket.endpoint) and bucket.name and bucket.access_key):
        raise StorageUnavailable("Set S3's endpoint (http:// or https://), bucket and keys in the settings.")
    return S3(bucket)
