"""POST of a form: a browser puts an object by a policy that somebody signed for it.

Source: Amazon S3 API reference, `POST Object`.
"""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from contracts.runtime import Clock
from stubs.serving.bodies import BodyTooLarge
from stubs.storage import documents
from stubs.storage.bodies.forms import Form, read_form
from stubs.storage.bodies.payloads import read_plain
from stubs.storage.calls import Call, check_key, place_of
from stubs.storage.errors import S3Error
from stubs.storage.objects.writing import Writing
from stubs.storage.responses import XML
from stubs.storage.settings import StorageSettings
from stubs.storage.signing import policies
from stubs.storage.signing.signatures import Signatures

FRAMING = 64 * 1024
"""Bytes of fields that are taken beside the file."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The operation, from a request to its answer; raises `S3Error`."""

    settings: StorageSettings
    signatures: Signatures
    writing: Writing
    clock: Clock

    async def post_object(self, request: Request) -> Response:
        """Keep the form's file under the form's key."""
        bucket, _ = place_of(request)
        limit, content_type = self.settings.max_object_bytes, request.headers.get("content-type", "")
        try:
            form = read_form(content_type, await read_plain(request, limit + FRAMING))
        except BodyTooLarge:
            raise S3Error("EntityTooLarge", MaxSizeAllowed=str(limit)) from None
        call = self._call(request, bucket, form)
        put = self.writing.put_object(call)
        return _answer(request, call, form.fields, put.headers["etag"])

    def _call(self, request: Request, bucket: str, form: Form) -> Call:
        if not form.fields.get("key"):
            why = "Bucket POST must contain a field named 'key'. If it is specified, check the order of the fields."
            raise S3Error("InvalidArgument", why, ArgumentName="key")
        if form.file is None:
            why = "POST requires exactly one file upload per request."
            raise S3Error("InvalidArgument", why, ArgumentName="file", ArgumentValue="0")
        fields = form.fields | {"bucket": bucket, "key": form.fields["key"].replace("${filename}", form.filename)}
        policies.verify(fields, self.signatures, self.settings)
        policies.check(fields, form.file.size, self.clock.now())
        check_key(fields["key"])
        headers = {name: value for name, value in fields.items() if name not in policies.FREE}
        headers |= {"host": request.headers["host"], **({"x-amz-acl": fields["acl"]} if "acl" in fields else {})}
        call = Call("POST", bucket, fields["key"], {}, headers, form.file)
        return replace(call, headers=headers | _tagging(fields))


def _tagging(fields: dict[str, str]) -> dict[str, str]:
    """Write a form's tags, which are a document, as the header of a put."""
    if "tagging" not in fields:
        return {}
    found = documents.read_groups(fields["tagging"].encode(), "Tagging/TagSet/Tag")
    tags = [dict(group) for group in found]
    return {"x-amz-tagging": urlencode([(tag.get("Key", ""), tag.get("Value", "")) for tag in tags])}


def _answer(request: Request, call: Call, fields: dict[str, str], etag: str) -> Response:
    target = fields.get("success_action_redirect") or fields.get("redirect", "")
    if urlsplit(target).scheme in {"http", "https"}:
        joint = "&" if urlsplit(target).query else "?"
        told = urlencode({"bucket": call.bucket, "key": call.key, "etag": etag})
        return RedirectResponse(f"{target}{joint}{told}", 303)
    location = f"{request.url.scheme}://{call.headers['host']}/{call.bucket}/{quote(call.key)}"
    headers, status = {"etag": etag, "location": location}, fields.get("success_action_status")
    if status == "201":
        told_elements: documents.Elements = [
            ("Location", location),
            ("Bucket", call.bucket),
            ("Key", call.key),
            ("ETag", etag),
        ]
        return Response(documents.write("PostResponse", told_elements, None), 201, headers, XML)
    return Response(status_code=200 if status == "200" else 204, headers=headers)
