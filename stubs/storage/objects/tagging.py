"""An object's tags and its access control list, apart from its bytes."""

from dataclasses import dataclass

from starlette.responses import Response

from stubs.storage.acl import ACL_ELEMENTS, check_acl
from stubs.storage.calls import Call
from stubs.storage.errors import S3Error
from stubs.storage.objects import tags
from stubs.storage.objects.versions import check_version
from stubs.storage.responses import document
from stubs.storage.store.objects import ObjectStore


@dataclass(frozen=True, slots=True)
class Tagging:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore

    def get_tags(self, call: Call) -> Response:
        """List an object's tags."""
        check_version(call.query)
        return document("Tagging", tags.elements(self.store.info(call.bucket, call.key).tags))

    def put_tags(self, call: Call) -> Response:
        """Give an object other tags."""
        check_version(call.query)
        self.store.info(call.bucket, call.key)
        self.store.tag(call.bucket, call.key, tags.read_document(call.payload.data))
        return Response()

    def delete_tags(self, call: Call) -> Response:
        """Take an object's tags away."""
        check_version(call.query)
        self.store.tag(call.bucket, call.key, {})
        return Response(status_code=204)

    def get_acl(self, call: Call) -> Response:
        """Tell that the owner alone may use an object."""
        check_version(call.query)
        self.store.info(call.bucket, call.key)
        return document("AccessControlPolicy", ACL_ELEMENTS)

    def put_acl(self, call: Call) -> Response:
        """Leave an object to its owner alone, as it is."""
        self.store.info(call.bucket, call.key)
        check_acl(call)
        return Response()

    def no_lock(self, call: Call) -> Response:
        """Refuse to tell of an object's lock, which no bucket here offers."""
        self.store.info(call.bucket, call.key)
        raise S3Error("InvalidRequest", "Bucket is missing Object Lock Configuration")
