"""The credentials of the recordings, and tokens signed with one of them."""

import base64
import hashlib
import hmac

JWT_SECRET = "a-secret-of-thirty-two-characters"
CREDENTIALS = {
    "httpBasicAuth": {"user": "u", "password": "p:w"},
    "httpHeaderAuth": {"name": "X-Key", "value": "s3cret"},
    "jwtAuth": {"keyType": "passphrase", "secret": JWT_SECRET, "algorithm": "HS256"},
}


def _signed(claims: str) -> str:
    head = f"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{claims}"
    mac = hmac.new(JWT_SECRET.encode(), head.encode(), hashlib.sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


JWT = _signed("eyJzdWIiOiJtZSIsIm4iOjF9")
EXPIRED = _signed("eyJzdWIiOiJtZSIsImV4cCI6MTcwMDAwMDAwMH0")
