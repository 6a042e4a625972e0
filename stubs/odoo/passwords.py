"""How secrets are kept: passwords stretched with a salt, tokens and keys as digests."""

import hashlib
import hmac

from contracts.runtime import Entropy


def new_salt(entropy: Entropy) -> str:
    """Draw a salt."""
    return entropy.token(16)


def stretch(password: str, salt: str) -> bytes:
    """Give what is kept of a password."""
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt.encode(), n=1024, r=8, p=1)


def matches(password: str, salt: str, digest: bytes) -> bool:
    """Whether a password is the one that was kept; takes as long for a wrong one."""
    return hmac.compare_digest(stretch(password, salt), digest)


def digest_of(secret: str) -> bytes:
    """Give what is kept of a long random secret: a look-up by it tells nothing by its time."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
