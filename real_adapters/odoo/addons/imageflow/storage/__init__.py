"""Where images are kept: one small interface, two backends.

`put(key, data, media_type, sha256=…, request_id=…)`, `get(key)` and `delete(key)`; each raises `StorageUnavailable`
when later may go better and `StorageRefused` when it never will. To put the same again, or to delete what is not
there, is no error.
"""

from .. import parameters
from .filestore import Filestore
from .s3 import S3


def store_of(env) -> Filestore | S3:
    """Give the backend that the parameters name."""
    bound = parameters.read(env)
    return S3(bound) if bound.storage_backend == "s3" else Filestore(env)
