"""Tags of objects and buckets: names and values, in a header or in a document.

Source: Amazon S3 user guide, "Categorizing your storage using tags".
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from stubs.storage.documents import Elements, read_groups
from stubs.storage.errors import S3Error

HEADER = "x-amz-tagging"
MOST_OF_OBJECT, MOST_OF_BUCKET = 10, 50
LONGEST_NAME, LONGEST_VALUE = 128, 256


def read_header(headers: Mapping[str, str]) -> dict[str, str]:
    """Read `x-amz-tagging`, written as a query; raises `S3Error` (InvalidArgument, InvalidTag, BadRequest)."""
    if not (text := headers.get(HEADER, "")):
        return {}
    try:
        return checked(parse_qsl(text, keep_blank_values=True, strict_parsing=True), MOST_OF_OBJECT)
    except ValueError:
        why = "The header 'x-amz-tagging' shall be UTF-8, written as URL query parameters without duplicate names."
        raise S3Error("InvalidArgument", why, ArgumentName=HEADER, ArgumentValue=text) from None


def read_document(body: bytes, most: int = MOST_OF_OBJECT) -> dict[str, str]:
    """Read a `Tagging` document; raises `S3Error` (MalformedXML, InvalidTag, BadRequest)."""
    groups = [dict(group) for group in read_groups(body, "Tagging/TagSet/Tag")]
    if any(set(group) != {"Key", "Value"} for group in groups):
        raise S3Error("MalformedXML")
    return checked([(group["Key"], group["Value"]) for group in groups], most)


def checked(tags: list[tuple[str, str]], most: int) -> dict[str, str]:
    """Take tags that S3 takes; raises `S3Error` (InvalidTag, BadRequest)."""
    if len(tags) > most:
        what = "Object" if most == MOST_OF_OBJECT else "Bucket"
        raise S3Error("BadRequest", f"{what} tags cannot be greater than {most}")
    for name, value in tags:
        if not 0 < len(name) <= LONGEST_NAME:
            raise S3Error("InvalidTag", "The TagKey you have provided is invalid", TagKey=name)
        if len(value) > LONGEST_VALUE:
            raise S3Error("InvalidTag", "The TagValue you have provided is invalid", TagKey=name, TagValue=value)
        if name.lower().startswith("aws:"):
            raise S3Error("InvalidTag", "Your TagKey cannot be prefixed with aws:", TagKey=name)
    if len(dict(tags)) < len(tags):
        raise S3Error("InvalidTag", "Cannot provide multiple Tags with the same key")
    return dict(tags)


def elements(tags: Mapping[str, str]) -> Elements:
    """Write the inside of a `Tagging` document."""
    return [("TagSet", [("Tag", [("Key", name), ("Value", value)]) for name, value in tags.items()])]
