"""Every operation of the stub, in one table."""

from dataclasses import dataclass

from contracts.runtime import Runtime
from stubs.storage.buckets.configuration import ABSENT, ERASABLE, FRESH, Configuration
from stubs.storage.buckets.deletion import Deletion
from stubs.storage.buckets.listing import Listing
from stubs.storage.buckets.operations import BucketOperations
from stubs.storage.multipart.completing import Completing
from stubs.storage.multipart.listing import UploadListing
from stubs.storage.multipart.uploading import Uploading
from stubs.storage.objects.copying import Copying
from stubs.storage.objects.metadata import OVERRIDES
from stubs.storage.objects.reading import Reading
from stubs.storage.objects.tagging import Tagging
from stubs.storage.objects.writing import Writing
from stubs.storage.operations import BUCKET, OBJECT, SERVICE, Choice
from stubs.storage.settings import StorageSettings
from stubs.storage.store.objects import ObjectStore

LISTED = "prefix delimiter max-keys encoding-type "
COPY = "x-amz-copy-source"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the operations are made of."""

    settings: StorageSettings
    store: ObjectStore
    runtime: Runtime

    def choices(self) -> list[Choice]:
        """Give all, the more particular before the more general."""
        return [*self._buckets(), *self._configuration(), *self._multipart(), *self._objects()]

    def _buckets(self) -> list[Choice]:
        do, listing = BucketOperations(self.settings, self.store, self.runtime.clock), Listing(self.store)
        deletion, uploads = Deletion(self.store), UploadListing(self.store)
        paged = "max-buckets continuation-token prefix bucket-region"
        first, second = "marker", "list-type continuation-token start-after fetch-owner"
        versions = LISTED + "key-marker version-id-marker"
        begun = "prefix delimiter max-uploads key-marker upload-id-marker encoding-type"
        return [
            Choice("GET", SERVICE, do.list_buckets, "List buckets", refined_by=paged),
            Choice("PUT", BUCKET, do.create_bucket, "Create a bucket"),
            Choice("HEAD", BUCKET, do.head_bucket, "Tell whether a bucket is there"),
            Choice("DELETE", BUCKET, do.delete_bucket, "Delete a bucket", success=204),
            Choice("GET", BUCKET, do.get_location, "Tell a bucket's region", "location"),
            Choice("PUT", BUCKET, do.put_acl, "Keep a bucket to its owner", "acl"),
            Choice("GET", BUCKET, listing.list_versions, "List versions", "versions", refined_by=versions),
            Choice("GET", BUCKET, uploads.list_uploads, "List uploads", "uploads", refined_by=begun),
            Choice("GET", BUCKET, listing.list_objects, "List objects", refined_by=f"{LISTED}{first} {second}"),
            Choice("POST", BUCKET, deletion.delete_objects, "Delete objects", "delete"),
        ]

    def _configuration(self) -> list[Choice]:
        do = Configuration(self.store)
        read = [Choice("GET", BUCKET, do.get, "Read configuration", name) for name in sorted(FRESH | ABSENT)]
        erased = [Choice("DELETE", BUCKET, do.erase, "Erase configuration", name, success=204) for name in ERASABLE]
        return [
            *read,
            *erased,
            Choice("PUT", BUCKET, do.put_tags, "Tag a bucket", "tagging", success=204),
            Choice("PUT", BUCKET, do.put_cors, "Set rules of CORS", "cors"),
            Choice("PUT", BUCKET, do.put_versioning, "Refuse versions", "versioning"),
        ]

    def _multipart(self) -> list[Choice]:
        do = Uploading(self.store, self.runtime.clock, self.runtime.entropy)
        completing = Completing(self.settings, self.store, self.runtime.clock)
        listing = UploadListing(self.store)
        copied = Choice("PUT", OBJECT, do.copy_part, "Copy a part", "uploadId", COPY, "partNumber")
        listed = "max-parts part-number-marker encoding-type"
        return [
            Choice("POST", OBJECT, do.create_upload, "Begin an upload", "uploads"),
            copied,
            Choice("PUT", OBJECT, do.upload_part, "Put a part", "uploadId", refined_by="partNumber", data=True),
            Choice("POST", OBJECT, completing.complete_upload, "Complete an upload", "uploadId"),
            Choice("DELETE", OBJECT, do.abort_upload, "Abort an upload", "uploadId", success=204),
            Choice("GET", OBJECT, listing.list_parts, "List parts", "uploadId", refined_by=listed),
        ]

    def _objects(self) -> list[Choice]:
        writing, reading = Writing(self.store, self.runtime.clock), Reading(self.store)
        copying, tagging = Copying(self.store, self.runtime.clock), Tagging(self.store)
        read = " ".join(("versionId", "partNumber", *OVERRIDES))
        return [
            Choice("PUT", OBJECT, copying.copy_object, "Copy an object", "", COPY),
            Choice("PUT", OBJECT, writing.put_object, "Put an object", data=True),
            Choice("GET", OBJECT, reading.get_attributes, "Tell of an object", "attributes"),
            Choice("GET", OBJECT, reading.get_object, "Get an object", refined_by=read),
            Choice("HEAD", OBJECT, reading.get_object, "Get an object's headers", refined_by=read),
            Choice("DELETE", OBJECT, writing.delete_object, "Delete an object", refined_by="versionId", success=204),
            Choice("GET", OBJECT, tagging.get_tags, "List an object's tags", "tagging"),
            Choice("PUT", OBJECT, tagging.put_tags, "Tag an object", "tagging"),
            Choice("DELETE", OBJECT, tagging.delete_tags, "Take an object's tags away", "tagging", success=204),
            Choice("GET", OBJECT, tagging.get_acl, "Tell who may use an object", "acl"),
            Choice("PUT", OBJECT, tagging.put_acl, "Keep an object to its owner", "acl"),
            Choice("GET", OBJECT, tagging.no_lock, "Tell of an object's hold", "legal-hold"),
            Choice("GET", OBJECT, tagging.no_lock, "Tell of an object's retention", "retention"),
        ]
