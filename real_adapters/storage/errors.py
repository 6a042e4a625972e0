"""What a live S3 server's refusals mean, each in one sentence that tells what to do; no secret stands in any."""

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
    SSLError,
)

SENTENCES = {
    "NoSuchBucket": "there is no bucket of that name: make it, or set IMAGEFLOW_STORAGE_BUCKET",
    "InvalidAccessKeyId": "the access key is not known there: set IMAGEFLOW_STORAGE_ACCESS_KEY",
    "SignatureDoesNotMatch": "the secret key is not the access key's: set IMAGEFLOW_STORAGE_SECRET_KEY",
    "AuthorizationHeaderMalformed": "the region is another one: set IMAGEFLOW_STORAGE_REGION",
    "RequestTimeTooSkewed": "its clock and this machine's are too far apart: set them right",
    "AccessDenied": "the keys may not do this: give them the right to list, get, put and delete",
    "403": "the keys are refused: set IMAGEFLOW_STORAGE_ACCESS_KEY and IMAGEFLOW_STORAGE_SECRET_KEY",
    "404": "there is no such bucket: make it, or set IMAGEFLOW_STORAGE_BUCKET",
    "SlowDown": "it is asked too much: try again later",
}
"""By S3's code."""


def code_of(error: Exception) -> str:
    """Give S3's code of a refusal; empty when it is none."""
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


def sentence_of(address: str, error: BotoCoreError | ClientError) -> str:
    """Say what went wrong."""
    code = code_of(error)
    if code in SENTENCES:
        return f"{address}: {SENTENCES[code]}."
    match error:
        case ClientError():
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            return f"{address} refused with {status} {code}: see what its log says."
        case SSLError():
            return f"{address}: TLS can't be set up: check its certificate, and whether it is https at all."
        case EndpointConnectionError() | ConnectTimeoutError():
            return f"{address} does not answer: start it, or correct the address."
        case ReadTimeoutError():
            return f"{address} gave no answer in time."
    return f"{address} gave no answer of an S3 server ({type(error).__name__})."
