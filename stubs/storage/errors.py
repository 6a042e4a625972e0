"""What S3 refuses, by the codes, statuses and words of the Amazon S3 API reference ("Error responses")."""

ERRORS: dict[str, tuple[int, str]] = {
    "AccessDenied": (403, "Access Denied."),
    "AuthorizationHeaderMalformed": (400, "The authorization header that you provided is not valid."),
    "BadDigest": (400, "The Content-MD5 or checksum value that you specified did not match what the server received."),
    "BucketAlreadyOwnedByYou": (409, "The bucket that you tried to create already exists, and you own it."),
    "BucketNotEmpty": (409, "The bucket that you tried to delete is not empty."),
    "EntityTooLarge": (400, "Your proposed upload exceeds the maximum allowed object size."),
    "IllegalLocationConstraintException": (400, "The location constraint does not fit the region of this endpoint."),
    "IncompleteBody": (400, "You did not provide the number of bytes specified by the Content-Length HTTP header."),
    "InvalidAccessKeyId": (403, "The AWS access key ID that you provided does not exist in our records."),
    "InvalidArgument": (400, "The specified argument was not valid."),
    "InvalidBucketName": (400, "The specified bucket is not valid."),
    "InvalidDigest": (400, "The Content-MD5 or checksum value that you specified is not valid."),
    "InvalidRange": (416, "The requested range is not satisfiable."),
    "InvalidRequest": (400, "The request is not valid."),
    "InvalidURI": (400, "The specified URI couldn't be parsed: percent-encode UTF-8 without NUL."),
    "KeyTooLongError": (400, "Your key is too long: at most 1024 bytes of UTF-8."),
    "MalformedXML": (400, "The XML that you provided was not well formed or did not validate against our schema."),
    "MaxMessageLengthExceeded": (400, "Your request was too large."),
    "MetadataTooLarge": (400, "Your metadata headers exceed the maximum allowed metadata size of 2048 bytes."),
    "MissingContentLength": (411, "You must provide the Content-Length HTTP header."),
    "NoSuchBucket": (404, "The specified bucket does not exist."),
    "NoSuchKey": (404, "The specified key does not exist."),
    "NotImplemented": (501, "What you asked for implies functionality that is not implemented."),
    "PreconditionFailed": (412, "At least one of the preconditions that you specified did not hold."),
    "RequestTimeTooSkewed": (403, "The difference between the request time and the server's time is too large."),
    "ServiceUnavailable": (503, "The data folder can't be used right now: see that it has room and may be written."),
    "SignatureDoesNotMatch": (
        403,
        "The signature that we calculated is not the one that you provided: check your secret key and signing method.",
    ),
    "XAmzContentSHA256Mismatch": (400, "The provided 'x-amz-content-sha256' header does not match what was computed."),
}
"""HTTP status and default message of every code."""


class S3Error(Exception):
    """A refusal in S3's own terms.

    Attributes:
        code: one of `ERRORS`.
        message: a sentence.
        details: further elements of the error document, by name.
    """

    def __init__(self, code: str, message: str | None = None, **details: str) -> None:
        """Name the code; `message` replaces S3's own."""
        self.status, standard = ERRORS[code]
        self.code, self.message, self.details = code, message or standard, details
        super().__init__(f"{code}: {self.message}")
