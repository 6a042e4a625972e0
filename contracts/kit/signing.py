"""Webhook signatures in both directions (I04, I07): Standard Webhooks over the raw bytes.

Wraps the `standardwebhooks` library, which raises foreign errors on malformed headers and reads the machine's clock:
here every fault is one `BadSignature`, and the time is the caller's. Replay is not stopped here: store each accepted
`webhook-id` for good.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from standardwebhooks.webhooks import Webhook

TOLERANCE_SECONDS: Final = 300
"""How old or how early a signature may be (Standard Webhooks: five minutes both ways)."""

_PREFIX: Final = "whsec_"


class BadSecret(ValueError):
    """The secret can't serve as a signing key; the text says what to do."""


class BadSignature(Exception):
    """The message is not proved to come from a holder of the secret; the text says why."""


def check_secret(secret: str) -> str:
    """Give the secret back when it is `whsec_` + base64 of 32 to 64 printable ASCII characters.

    Raises:
        BadSecret: it is anything else (n8n's Crypto node takes its key as text, hence printable ASCII).
    """
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    printable = all(0x20 <= byte <= 0x7E for byte in key)
    if not (secret.startswith(_PREFIX) and 32 <= len(key) <= 64 and printable):
        raise BadSecret(
            "A webhook secret is whsec_ followed by the base64 of 32 to 64 printable ASCII characters: "
            "make one with `imageflow doctor --new-secret`."
        )
    return secret


def make_secret(printable: str) -> str:
    """Make a secret of 32 to 64 printable ASCII characters that the caller drew at random."""
    return check_secret(_PREFIX + base64.b64encode(printable.encode("ascii")).decode("ascii"))


def sign(secrets: Sequence[str], message_id: str, moment: datetime, body: bytes) -> dict[str, str]:
    """Give the three headers that prove a body, signed with every secret (newest first)."""
    text = body.decode("utf-8")
    second = moment.astimezone(UTC)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(message_id, second, text) for secret in secrets),
    }


def verify(secrets: Sequence[str], headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """Give the `webhook-id` of a body that is proved by any of the secrets.

    Args:
        secrets: any of them may have signed.
        headers: names in lower case.
        body: the raw bytes, before any parsing.
        now: the run's time, aware.

    Raises:
        BadSignature: a header is missing or malformed, the signature is too old or too early, or none holds.
    """
    message_id = headers.get("webhook-id", "")
    if not message_id or len(message_id) > 200:
        raise BadSignature("The header webhook-id is missing or too long.")
    moment = _moment(headers.get("webhook-timestamp", ""), now)
    given = _signatures(headers.get("webhook-signature", ""))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadSignature("The body is not UTF-8, so nothing can have signed it.") from None
    for secret in secrets:
        expected = Webhook(secret).sign(message_id, moment, text).encode()
        if any(hmac.compare_digest(expected, each) for each in given):
            return message_id
    raise BadSignature("No signature in webhook-signature matches the body.")


def _moment(text: str, now: datetime) -> datetime:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise BadSignature("The header webhook-timestamp is missing or is no whole number of seconds.")
    age = now.timestamp() - int(text)
    if abs(age) > TOLERANCE_SECONDS:
        raise BadSignature("The signature is too old." if age > 0 else "The signature is from the future.")
    return datetime.fromtimestamp(int(text), UTC)


def _signatures(text: str) -> list[bytes]:
    found = [each.encode("utf-8", "replace") for each in text.split(" ") if each.startswith("v1,")]
    if not found or len(found) > 20:
        raise BadSignature("The header webhook-signature holds no v1 signature, or too many.")
    return found
