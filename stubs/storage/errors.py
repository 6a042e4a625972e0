"""What S3 refuses, by the codes, statuses and words of the Amazon S3 API reference ("Error responses")."""

ERRORS: dict[str, tuple[int, str]] = {
    "AccessControlListNotSupported": (400, "The bucket does not allow ACLs."),
    "AccessDenied": (403, "Access Denied."),
    "AccessForbidden": (403, "CORSResponse: This CORS request is not allowed."),
    "AuthorizationHeaderMalformed": (400, "The authorization header that you provided is not valid."),
    "AuthorizationQueryParametersError": (400, "The authorization query parameters that you provided are not valid."),
    "BadDigest": (400, "The Content-MD5 or checksum value that you specified did not match what the server received."),
    "BadRequest": (400, "Bad Request"),
    "BucketAlreadyOwnedByYou": (409, "The bucket that you tried to create already exists, and you own it."),
    "BucketNotEmpty": (409, "The bucket that you tried to delete is not empty."),
    "EntityTooLarge": (400, "Your proposed upload exceeds the maximum allowed object size."),
    "EntityTooSmall": (400, "Your proposed upload is smaller than the minimum allowed object size."),
    "IllegalLocationConstraintException": (400, "The location constraint does not fit the region of this endpoint."),
    "IncompleteBody": (400, "You did not provide the number of bytes specified by the Content-Length HTTP header."),
    "InvalidAccessKeyId": (403, "The AWS access key ID that you provided does not exist in our records."),
    "InvalidArgument": (400, "The specified argument was not valid."),
    "InvalidBucketName": (400, "The specified bucket is not valid."),
    "InvalidDigest": (400, "The Content-MD5 or checksum value that you specified is not valid."),
    "InvalidPart": (
        400,
        "One or more of the specified parts could not be found. One may not have been uploaded, or its ETag differs.",
    ),
    "InvalidPartNumber": (416, "The requested partnumber is not satisfiable."),
    "InvalidPartOrder": (400, "The list of parts was not in ascending order. Parts must be ordered by part number."),
    "InvalidPolicyDocument": (400, "The content of the form does not meet the conditions specified in the policy."),
    "InvalidRange": (416, "The requested range is not satisfiable."),
    "InvalidRequest": (400, "The request is not valid."),
    "InvalidStorageClass": (400, "The storage class that you specified is not valid."),
    "InvalidTag": (400, "The tag provided was not a valid tag."),
    "InvalidURI": (400, "The specified URI couldn't be parsed: percent-encode UTF-8 without NUL."),
    "KeyTooLongError": (400, "Your key is too long."),
    "MalformedPOSTRequest": (400, "The body of your POST request is not well-formed multipart/form-data."),
    "MalformedTrailerError": (
        400,
        "The request contained trailing data that was not well-formed or was not announced.",
    ),
    "MalformedXML": (400, "The XML that you provided was not well formed or did not validate against our schema."),
    "MaxMessageLengthExceeded": (400, "Your request was too large."),
    "MetadataTooLarge": (400, "Your metadata headers exceed the maximum allowed metadata size of 2048 bytes."),
    "MethodNotAllowed": (405, "The specified method is not allowed against this resource."),
    "MissingContentLength": (411, "You must provide the Content-Length HTTP header."),
    "MissingRequestBodyError": (400, "Request Body is empty."),
    "NoSuchBucket": (404, "The specified bucket does not exist."),
    "NoSuchBucketPolicy": (404, "The bucket policy does not exist."),
    "NoSuchCORSConfiguration": (404, "The CORS configuration does not exist."),
    "NoSuchKey": (404, "The specified key does not exist."),
    "NoSuchLifecycleConfiguration": (404, "The lifecycle configuration does not exist."),
    "NoSuchTagSet": (404, "The TagSet does not exist."),
    "NoSuchUpload": (
        404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload was aborted or completed.",
    ),
    "NoSuchWebsiteConfiguration": (404, "The specified bucket does not have a website configuration."),
    "NotImplemented": (501, "What you asked for implies functionality that is not implemented."),
    "ObjectLockConfigurationNotFoundError": (404, "Object Lock configuration does not exist for this bucket."),
    "PreconditionFailed": (412, "At least one of the preconditions that you specified did not hold."),
    "ReplicationConfigurationNotFoundError": (404, "The replication configuration was not found."),
    "RequestTimeTooSkewed": (403, "The difference between the request time and the server's time is too large."),
    "ServerSideEncryptionConfigurationNotFoundError": (404, "The server side encryption configuration was not found."),
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
