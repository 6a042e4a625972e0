"""Access control lists, which say one thing only: all is the owner's.

A bucket of S3 allows no others unless it was told to (`BucketOwnerEnforced`).
"""

from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects.metadata import refuse_acl

OWNER: Elements = [("ID", "imageflow"), ("DisplayName", "imageflow")]
GRANTEE = 'Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"'
ACL_ELEMENTS: Elements = [
    ("Owner", OWNER),
    ("AccessControlList", [("Grant", [(GRANTEE, OWNER), ("Permission", "FULL_CONTROL")])]),
]


def check_acl(call: Call) -> None:
    """Refuse a list that opens anything to others; raises `S3Error` (AccessControlListNotSupported)."""
    refuse_acl(call.headers)
    if call.payload.size:
        raise S3Error("AccessControlListNotSupported")
