"""Names that other systems see: of a user, and of an object in file storage."""

import hashlib
from typing import Final

ENDINGS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


def user_ref(user_id: int) -> str:
    """Name a user to foreign systems without telling who it is."""
    return "user-" + hashlib.sha256(f"imageflow user {user_id}".encode()).hexdigest()[:16]


def object_key(request_id: str, period: str, position: int, sha256: str, media_type: str) -> str:
    """Name an image in file storage by its request and its hash, so that a second try puts the same again."""
    month = period.replace("-", "/")
    return f"{month}/{request_id}/{position + 1}-{sha256[:16]}.{ENDINGS[media_type]}"
