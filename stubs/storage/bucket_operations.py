"""What S3 does with the service and its buckets, apart from listing and removing many objects."""

from dataclasses import dataclass

from starlette.responses import Response

from contracts.runtime import Clock
from contracts.timestamps import to_text
from stubs.storage import documents, listing
from stubs.storage.calls import Call
from stubs.storage.deletion import delete_objects
from stubs.storage.errors import S3Error
from stubs.storage.objects import ObjectStore
from stubs.storage.responses import document
from stubs.storage.settings import StorageSettings

CONSTRAINT = "CreateBucketConfiguration/LocationConstraint"
DEFAULT_REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class BucketOperations:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    settings: StorageSettings
    store: ObjectStore
    clock: Clock

    def list_buckets(self, _call: Call) -> Response:
        """List all buckets."""
        buckets: documents.Elements = [
            ("Bucket", [("Name", each.name), ("CreationDate", to_text(each.created))]) for each in self.store.buckets()
        ]
        return document("ListAllMyBucketsResult", [("Owner", listing.OWNER), ("Buckets", buckets)])

    def create_bucket(self, call: Call) -> Response:
        """Make a bucket; in every region a second time is an error (S3 lets it pass in us-east-1 alone)."""
        asked = dict(documents.read(call.body)).get(CONSTRAINT, "").strip() if call.body else ""
        if asked and asked != self.settings.region:
            raise S3Error("IllegalLocationConstraintException")
        self.store.create(call.bucket, self.clock.now().replace(microsecond=0))
        return Response(headers={"location": f"/{call.bucket}"})

    def head_bucket(self, call: Call) -> Response:
        """Tell that a bucket is there."""
        self.store.bucket(call.bucket)
        return Response(headers={"x-amz-bucket-region": self.settings.region})

    def delete_bucket(self, call: Call) -> Response:
        """Remove an empty bucket."""
        self.store.drop(call.bucket)
        return Response(status_code=204)

    def get_bucket(self, call: Call) -> Response:
        """List a bucket's objects, or tell its region (`?location`)."""
        bucket = self.store.bucket(call.bucket)
        if "location" in call.query:
            region = self.settings.region
            return document("LocationConstraint", "" if region == DEFAULT_REGION else region)
        return document("ListBucketResult", listing.list_objects(bucket, call.query))

    def post_bucket(self, call: Call) -> Response:
        """Remove many objects (`?delete`); forms of browsers are not implemented."""
        if "delete" not in call.query:
            raise S3Error("NotImplemented")
        return document("DeleteResult", delete_objects(self.store, call))
