"""What all listings have in common: numbers that bound them, and keys written as URLs."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error

LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Shown:
    """How keys are shown: as they are, or percent-encoded (`encoding-type=url`)."""

    encoded: bool

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Shown":
        """Read which was asked for; raises `S3Error` (InvalidArgument)."""
        kind = query.get("encoding-type")
        if kind not in {None, "url"}:
            why = "Invalid Encoding Method specified in Request"
            raise S3Error("InvalidArgument", why, ArgumentName="encoding-type", ArgumentValue=kind or "")
        return cls(kind == "url")

    def text(self, text: str) -> str:
        """Show a key."""
        return quote(text, safe="/-_.~*") if self.encoded else text

    @property
    def elements(self) -> Elements:
        """Tell how keys are shown."""
        return [("EncodingType", "url")] if self.encoded else []


def read_number(query: Mapping[str, str], name: str, most: int | None) -> int:
    """Read a number: `most` at most, which is the default too (0 without it); raises `S3Error` (InvalidArgument)."""
    text = query.get(name, "")
    if text and not (text.isascii() and text.isdigit() and int(text[:11]) <= LARGEST):
        why = f"Provided {name} not an integer or within integer range"
        raise S3Error("InvalidArgument", why, ArgumentName=name, ArgumentValue=text)
    if most is None:
        return int(text or 0)
    return min(int(text or most), most)
