"""What a bucket may be called.

Source: Amazon S3 user guide, "General purpose bucket naming rules".
"""

import re

SHAPE = re.compile(r"(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
FORBIDDEN_BEGINNINGS = ("xn--", "sthree-", "amzn-s3-demo-")
FORBIDDEN_ENDS = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
RESERVED = {"health", "openapi.json"}
"""Paths of the stub itself."""


def is_bucket_name(name: str) -> bool:
    """Tell whether S3 allows a bucket to be called so, and the stub's own paths leave room for it."""
    allowed = not name.startswith(FORBIDDEN_BEGINNINGS) and not name.endswith(FORBIDDEN_ENDS)
    return bool(SHAPE.fullmatch(name)) and allowed and name not in RESERVED
