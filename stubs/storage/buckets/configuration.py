"""How a bucket is configured: as a fresh one is, but for its tags and its CORS rules.

What would change how the bucket behaves and is not done here can't be set: S3's `NotImplemented` says so.
"""

from dataclasses import dataclass

from starlette.responses import Response

from stubs.storage.acl import ACL_ELEMENTS
from stubs.storage.buckets import cors
from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects import tags
from stubs.storage.responses import XML, document
from stubs.storage.store.objects import ObjectStore

BLOCKED = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
FRESH: dict[str, tuple[str, Elements]] = {
    "accelerate": ("AccelerateConfiguration", []),
    "acl": ("AccessControlPolicy", ACL_ELEMENTS),
    "analytics": ("ListBucketAnalyticsConfigurationsResult", [("IsTruncated", "false")]),
    "intelligent-tiering": ("ListBucketIntelligentTieringConfigurationsResult", [("IsTruncated", "false")]),
    "inventory": ("ListInventoryConfigurationsResult", [("IsTruncated", "false")]),
    "logging": ("BucketLoggingStatus", []),
    "metrics": ("ListMetricsConfigurationsResult", [("IsTruncated", "false")]),
    "notification": ("NotificationConfiguration", []),
    "ownershipControls": ("OwnershipControls", [("Rule", [("ObjectOwnership", "BucketOwnerEnforced")])]),
    "publicAccessBlock": ("PublicAccessBlockConfiguration", [(name, "true") for name in BLOCKED]),
    "requestPayment": ("RequestPaymentConfiguration", [("Payer", "BucketOwner")]),
    "versioning": ("VersioningConfiguration", []),
}
"""What a fresh bucket answers, by subresource."""
ABSENT = {
    "cors": "NoSuchCORSConfiguration",
    "encryption": "ServerSideEncryptionConfigurationNotFoundError",
    "lifecycle": "NoSuchLifecycleConfiguration",
    "object-lock": "ObjectLockConfigurationNotFoundError",
    "policy": "NoSuchBucketPolicy",
    "policyStatus": "NoSuchBucketPolicy",
    "replication": "ReplicationConfigurationNotFoundError",
    "tagging": "NoSuchTagSet",
    "website": "NoSuchWebsiteConfiguration",
}
"""What a fresh bucket has not, by subresource, and how it says so."""
ERASABLE = ("cors", "encryption", "lifecycle", "policy", "replication", "tagging", "website")


@dataclass(frozen=True, slots=True)
class Configuration:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore

    def get(self, call: Call) -> Response:
        """Give what was set, or what a fresh bucket answers."""
        bucket = self.store.bucket(call.bucket)
        name = next(each for each in call.query if each in FRESH or each in ABSENT)
        if name in bucket.documents:
            return Response(bucket.documents[name], media_type=XML)
        if name in ABSENT:
            raise S3Error(ABSENT[name], BucketName=call.bucket)
        return document(*FRESH[name])

    def erase(self, call: Call) -> Response:
        """Let go of what was set, which need not be there."""
        name = next(each for each in call.query if each in ERASABLE)
        self.store.configure(call.bucket, name, None)
        return Response(status_code=204)

    def put_tags(self, call: Call) -> Response:
        """Give a bucket other tags."""
        self.store.bucket(call.bucket)
        given = tags.read_document(call.payload.data, tags.MOST_OF_BUCKET)
        self.store.configure(call.bucket, "tagging", _text(document("Tagging", tags.elements(given))))
        return Response(status_code=204)

    def put_cors(self, call: Call) -> Response:
        """Set which pages of other origins may ask for what."""
        self.store.bucket(call.bucket)
        rules = cors.read(call.payload.data)
        self.store.configure(call.bucket, "cors", _text(document("CORSConfiguration", cors.elements(rules))))
        return Response()

    def put_versioning(self, call: Call) -> Response:
        """Refuse versions, clearly."""
        self.store.bucket(call.bucket)
        raise S3Error("NotImplemented", "Versioning is not implemented: every bucket keeps one version of a key.")


def _text(response: Response) -> str:
    return bytes(response.body).decode()
