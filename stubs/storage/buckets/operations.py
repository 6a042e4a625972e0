"""What S3 does with the service and its buckets, apart from what lies in them and how they are configured."""

from dataclasses import dataclass

from starlette.responses import Response

from contracts.runtime import Clock
from stubs.storage import documents
from stubs.storage.acl import OWNER, check_acl
from stubs.storage.buckets.paging import read_number
from stubs.storage.buckets.tokens import after_token, token_of
from stubs.storage.calls import Call
from stubs.storage.errors import S3Error
from stubs.storage.objects.metadata import refuse_acl
from stubs.storage.responses import document, moment_text
from stubs.storage.settings import StorageSettings
from stubs.storage.store.objects import ObjectStore

CONFIGURATION = "CreateBucketConfiguration"
DEFAULT_REGION = "us-east-1"
MOST_BUCKETS = 10000


@dataclass(frozen=True, slots=True)
class BucketOperations:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    settings: StorageSettings
    store: ObjectStore
    clock: Clock

    def list_buckets(self, call: Call) -> Response:
        """List the buckets, page by page where `max-buckets` asks for that."""
        most, after = read_number(call.query, "max-buckets", MOST_BUCKETS), after_token(call.query) or ""
        if call.query.get("max-buckets") == "0":
            why = "Argument max-buckets must be an integer between 1 and 10000"
            raise S3Error("InvalidArgument", why, ArgumentName="max-buckets", ArgumentValue="0")
        prefix = call.query.get("prefix", "")
        here = call.query.get("bucket-region", self.settings.region) == self.settings.region
        found = [each for each in self.store.buckets() if here and each.name.startswith(prefix) and each.name > after]
        paged = "max-buckets" in call.query
        place: documents.Elements = [("BucketRegion", self.settings.region)] if paged else []
        children: documents.Elements = [
            ("Bucket", [("Name", each.name), ("CreationDate", moment_text(each.created)), *place])
            for each in found[:most]
        ]
        elements: documents.Elements = [("Owner", OWNER), ("Buckets", children)]
        if len(found) > most:
            elements.append(("ContinuationToken", token_of(found[most - 1].name)))
        return document("ListAllMyBucketsResult", elements + ([("Prefix", prefix)] if prefix else []))

    def create_bucket(self, call: Call) -> Response:
        """Make a bucket; in every region a second time is an error (S3 lets it pass in us-east-1 alone)."""
        refuse_acl(call.headers)
        found = documents.read_groups(call.payload.data, CONFIGURATION) if call.payload.size else []
        asked = dict(found[0]).get("LocationConstraint", "") if found else ""
        if asked and asked != self.settings.region:
            why = f"The {asked} location constraint does not fit this endpoint, which is in {self.settings.region}."
            raise S3Error("IllegalLocationConstraintException", why)
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

    def get_location(self, call: Call) -> Response:
        """Tell a bucket's region, the oldest of which has no name."""
        self.store.bucket(call.bucket)
        region = self.settings.region
        return document("LocationConstraint", "" if region == DEFAULT_REGION else region)

    def put_acl(self, call: Call) -> Response:
        """Leave a bucket to its owner alone, as it is."""
        self.store.bucket(call.bucket)
        check_acl(call)
        return Response()
