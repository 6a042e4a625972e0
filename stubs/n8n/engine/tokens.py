"""JSON Web Tokens, as the credential `jwtAuth` says: signed by Respond to Webhook, checked by Webhook."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jwt

ALGORITHMS = frozenset({"HS256", "HS384", "HS512"})


class BadToken(Exception):
    """A token does not hold; the message is that of n8n's library."""


class BadKey(Exception):
    """A credential can't sign or check; the message says why."""


def sign(payload: Any, credential: Mapping[str, Any], now: datetime) -> str:
    """Give a signed token; one without `iat` gets the time. Raises `BadKey`."""
    if not isinstance(payload, dict):
        raise BadKey("the payload is no object")
    secret, algorithm = _key(credential)
    claims = {**payload} if "iat" in payload else {**payload, "iat": int(now.timestamp())}
    return jwt.encode(claims, secret, algorithm, headers={"alg": algorithm, "typ": "JWT"})


def verify(token: str, credential: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Give a token's claims.

    Raises:
        BadToken: malformed, not signed so, expired or not valid yet; in the words of n8n's library.
        BadKey: the credential can't check.
    """
    secret, algorithm = _key(credential)
    if token.count(".") != 2:
        raise BadToken("jwt malformed")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            secret,
            [algorithm],
            options={
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
                "verify_aud": False,
                "verify_sub": False,
                "verify_jti": False,
            },
        )
    except jwt.InvalidAlgorithmError:
        raise BadToken("invalid algorithm") from None
    except jwt.InvalidSignatureError:
        raise BadToken("invalid signature") from None
    except jwt.PyJWTError:
        raise BadToken("invalid token") from None
    moment = now.timestamp()
    if _number(claims, "nbf") > moment:
        raise BadToken("jwt not active")
    if "exp" in claims and _number(claims, "exp") <= moment:
        raise BadToken("jwt expired")
    return claims


def _number(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadToken(f"invalid {name} value")
    return value


def _key(credential: Mapping[str, Any]) -> tuple[str, str]:
    algorithm = credential.get("algorithm", "HS256")
    secret = credential.get("secret", "")
    if credential.get("keyType", "passphrase") != "passphrase" or algorithm not in ALGORITHMS:
        raise BadKey("the stub signs and checks with a passphrase and HS256, HS384 or HS512 only")
    if not isinstance(secret, str) or not secret:
        raise BadKey("secretOrPrivateKey must have a value")
    return secret, algorithm
