"""The policy of a form: what its maker let a browser send, and until when.

Source: Amazon S3 API reference, "POST Policy".
"""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from stubs.storage.errors import S3Error
from stubs.storage.settings import StorageSettings
from stubs.storage.signing import version2
from stubs.storage.signing.claims import ALGORITHM, Scope
from stubs.storage.signing.signatures import Signatures

FREE = {"awsaccesskeyid", "signature", "x-amz-signature", "policy", "file"}
"""Fields that no condition has to name."""


def verify(fields: Mapping[str, str], signatures: Signatures, settings: StorageSettings) -> None:
    """Verify who signed a form's policy, by Version 4 or 2; raises `S3Error`."""
    policy = fields.get("policy")
    if policy is None:
        raise S3Error("AccessDenied")
    if "x-amz-signature" in fields:
        if fields.get("x-amz-algorithm") != ALGORITHM:
            raise S3Error("InvalidArgument", f"x-amz-algorithm must be {ALGORITHM}.", ArgumentName="x-amz-algorithm")
        scope = Scope.read(fields.get("x-amz-credential", ""), "InvalidArgument")
        signatures.check_scope(scope, "InvalidArgument")
        given, expected = fields["x-amz-signature"], signatures.signature(scope, policy)
    elif "signature" in fields and "awsaccesskeyid" in fields:
        if fields["awsaccesskeyid"] != settings.access_key:
            raise S3Error("InvalidAccessKeyId", AWSAccessKeyId=fields["awsaccesskeyid"])
        given, expected = fields["signature"], version2.sign(settings.secret_key, policy)
    else:
        raise S3Error("InvalidArgument", "Bucket POST must contain a field named 'x-amz-signature' or 'signature'.")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise S3Error("SignatureDoesNotMatch", StringToSign=policy, SignatureProvided=given)


def check(fields: Mapping[str, str], size: int, now: datetime) -> None:
    """Hold a form, to which `bucket` was added, against its policy; `size` is the file's. Raises `S3Error`."""
    document = _read(fields["policy"])
    if now > _moment(document["expiration"]):
        raise _failed("Policy expired.")
    conditions = [_condition(each) for each in document["conditions"]]
    for operator, name, value in conditions:
        if operator == "content-length-range":
            _check_size(size, int(name), int(value))
        elif not _holds(operator, fields.get(name, ""), value):
            raise _failed(f"Policy Condition failed: {json.dumps([operator, f'${name}', value])}")
    named = {name for _, name, _ in conditions} | FREE | {"bucket"}
    if extra := sorted(name for name in fields if name not in named and not name.startswith("x-ignore-")):
        raise _failed(f"Extra input fields: {', '.join(extra)}")


def _holds(operator: str, given: str, value: str) -> bool:
    return given.startswith(value) if operator == "starts-with" else given == value


def _check_size(size: int, least: int, most: int) -> None:
    if size < least:
        raise S3Error("EntityTooSmall", ProposedSize=str(size), MinSizeAllowed=str(least))
    if size > most:
        raise S3Error("EntityTooLarge", ProposedSize=str(size), MaxSizeAllowed=str(most))


def _read(policy: str) -> dict[str, Any]:
    try:
        document = json.loads(base64.b64decode(policy, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _invalid("Invalid JSON.") from None
    if not isinstance(document, dict):
        raise _invalid("Invalid JSON.")
    for name, kind in (("expiration", str), ("conditions", list)):
        if not isinstance(document.get(name), kind):
            raise _invalid(f"Policy missing {name}.")
    return document


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _invalid(f"Invalid 'expiration' value: '{text}'") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _condition(given: Any) -> tuple[str, str, str]:
    """Read a condition as operator, field and value; a range of sizes as its name and two numbers."""
    if isinstance(given, dict) and len(given) == 1:
        ((name, value),) = given.items()
        given = ["eq", f"${name}", value]
    if not isinstance(given, list) or len(given) != 3 or not isinstance(given[0], str):
        raise _invalid("Invalid Condition.")
    operator, name, value = given[0].lower(), str(given[1]), str(given[2])
    if operator == "content-length-range" and name.isdecimal() and value.isdecimal():
        return operator, name, value
    if operator not in {"eq", "starts-with"} or not name.startswith("$"):
        raise _invalid("Invalid Condition.")
    return operator, name[1:].lower(), value


def _failed(why: str) -> S3Error:
    return S3Error("AccessDenied", f"Invalid according to Policy: {why}")


def _invalid(why: str) -> S3Error:
    return S3Error("InvalidPolicyDocument", f"Invalid Policy: {why}")
