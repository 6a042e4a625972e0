"""Attachments: bytes with a name, at a record or by themselves (`facts/odoo.md` 4)."""

import hashlib
import mimetypes
import re
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeEngine

from stubs.odoo.orm import access, registry
from stubs.odoo.orm.errors import wrong_value
from stubs.odoo.orm.fields import Binary, Boolean, Char, Integer, Many2one, Many2oneReference, Selection, Text
from stubs.odoo.orm.fields.binary import decode
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.models.shrinking import shrink
from stubs.odoo.orm.remote import Kind, remote

OCTETS = "application/octet-stream"
BEGINS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
ACTIVE = ("svg", "html", "xhtml", "xml", "javascript")
"""Parts of media types that a browser may run: only administrators keep them."""


class Raw(Binary):
    """The bytes themselves."""

    def to_column(self, value: Any) -> Any:
        """Take bytes, or text as UTF-8."""
        if not value:
            return None
        return value if isinstance(value, bytes) else str(value).encode()

    def to_read(self, value: Any) -> Any:
        """Show the bytes."""
        return value or b""

    def column_type(self) -> TypeEngine[Any]:
        """Keep the bytes."""
        return LargeBinary()


def decoded(value: Any) -> bytes:
    """Read base64 text; raises `OdooError`."""
    if isinstance(value, str) and not value.isascii():
        raise wrong_value("string argument should contain only ASCII characters")
    return decode(value, "datas")


class Datas(Binary):
    """The bytes as base64 text; none are the empty text."""

    def to_read(self, value: Any) -> Any:
        """Show base64 text."""
        return super().to_read(value) or ""


class IrAttachment(Model):
    """Limitations: bytes are kept in the database; nothing is indexed; no link to mails."""

    _name = "ir.attachment"
    _description = "Attachment"
    _order = "id desc"
    _open_to_search = True
    _looks_first = True
    _access = {"base.group_user": "crud"}
    name = Char("Name", required=True)
    description = Text("Description")
    res_name = Char("Resource Name", compute="_compute_res_name")
    res_model = Char("Resource Model")
    res_field = Char("Resource Field")
    res_id = Many2oneReference("Resource ID", model_field="res_model")
    company_id = Many2one("res.company", "Company", default=1)
    type = Selection([("url", "URL"), ("binary", "File")], "Type", required=True, default="binary")
    url = Char("Url", size=1024)
    public = Boolean("Is public document")
    access_token = Char("Access Token", groups="base.group_user")
    raw = Raw("File Content (raw)", attachment=False, copy=True, shown_as={"store": False, "searchable": False})
    datas = Datas("File Content (base64)", attachment=False, compute="_compute_datas", inverse="_write_datas")
    db_datas = Binary("Database Data", attachment=False, compute="_compute_nothing")
    store_fname = Char("Stored Filename", compute="_compute_store_fname")
    file_size = Integer("File Size", readonly=True)
    checksum = Char("Checksum/SHA1", size=40, readonly=True)
    mimetype = Char("Mime Type", readonly=True)
    index_content = Text("Indexed Content", readonly=True)
    local_url = Char("Attachment URL", compute="_compute_local_url")

    @remote(Kind.RECORDS)
    def generate_access_token(self) -> list[str]:
        """Give each a token with which anybody may fetch it."""
        access.check_records(self, "read")
        for key in self.ids:
            if not self.rows()[key]["access_token"]:
                token = str(self.scope.entropy.uuid())
                self.scope.rows.update(self.table, key, {"access_token": token})
        return [self.rows()[key]["access_token"] for key in self.ids]

    def narrowed(self, keys: list[int], mode: str) -> list[int]:
        """Leave what is public to read, what is at a record that the user may read or change, and what is their own."""
        return [key for key in keys if self._is_open(self.rows()[key], mode)]

    def _is_open(self, row: dict[str, Any], mode: str) -> bool:
        if mode == "read" and row["public"]:
            return True
        if not (row["res_model"] and row["res_id"]):
            return row["create_uid"] == self.scope.uid or "base.group_system" in self.scope.groups()
        if row["res_model"] not in registry.models():
            return False
        there = self.scope[row["res_model"]].of([row["res_id"]])
        needed = "read" if mode == "read" else "write"
        return bool(there.existing()) and access.may(there, needed) and bool(access.allowed(there, needed))

    def refusal(self, mode: str) -> str:
        """Say that these are for others."""
        if mode == "read":
            return super().refusal(mode)
        listed = ", ".join(map(str, self.ids)) + ("," if len(self.ids) == 1 else "")
        return (
            "Sorry, you are not allowed to access this document. Please contact your system administrator.\n\n"
            f"(Operation: {mode})\n\nRecords: ir.attachment({listed}), User: {self.scope.uid}"
        )

    def _prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._with_content({"type": "binary"} | given, new=True)

    def _prepare_change(self, given: dict[str, Any]) -> dict[str, Any]:
        for name in ("checksum", "file_size", "store_fname"):
            given.pop(name, None)
        return self._with_content(given, new=False)

    def _with_content(self, given: dict[str, Any], *, new: bool) -> dict[str, Any]:
        """Add what follows from the bytes: their type, size and hash; large pictures are made smaller."""
        given = dict(given)
        has_bytes = "datas" in given or "raw" in given
        if not has_bytes and not new and "mimetype" not in given:
            return given
        data = decoded(given.pop("datas")) if given.get("datas") else self.fields["raw"].to_column(given.get("raw"))
        given.pop("datas", None)
        kind = self._type_of(given, data or b"")
        if has_bytes or new:
            data = shrink(data, kind) if data else data
            digest = hashlib.sha1(data or b"").hexdigest()  # noqa: S324 - Odoo's own checksum, no proof of anything
            binary = given.get("type", "binary") == "binary"
            given |= {
                "raw": data,
                "file_size": len(data or b"") if binary else 0,
                "checksum": digest if binary and data else None,
            }
            given["index_content"] = _words(data or b"") if kind.startswith("text/") else None
        return given | {"mimetype": kind}

    def _type_of(self, given: dict[str, Any], data: bytes) -> str:
        kind = given.get("mimetype") or None
        if not kind and given.get("name"):
            kind = mimetypes.guess_type(str(given["name"]))[0]
        if not kind and given.get("url"):
            kind = mimetypes.guess_type(str(given["url"]).partition("?")[0])[0]
        if not kind or kind == OCTETS:
            kind = _guess(data) if data else kind
        kind = str(kind or OCTETS).lower()
        may_run = self.scope.is_super or "base.group_system" in self.scope.groups()
        return "text/plain" if not may_run and any(each in kind for each in ACTIVE) else kind

    def _compute_datas(self) -> dict[int, Any]:
        return {key: self.rows()[key]["raw"] for key in self.ids}

    def _write_datas(self, value: Any) -> None:
        """Take nothing: the bytes have been taken from what was written."""

    def _compute_nothing(self) -> dict[int, Any]:
        return {}

    def _compute_res_name(self) -> dict[int, Any]:
        return {}

    def _compute_store_fname(self) -> dict[int, Any]:
        sums = {key: self.rows()[key]["checksum"] for key in self.ids if self.rows()[key]["raw"]}
        return {key: f"{digest[:2]}/{digest}" for key, digest in sums.items() if digest}

    def _compute_local_url(self) -> dict[int, Any]:
        return {key: self._local_url(key) for key in self.ids}

    def _local_url(self, key: int) -> str:
        row = self.rows()[key]
        return row["url"] or f"/web/image/{key}?unique={row['checksum']}"

    def _copy_values(self, key: int) -> dict[str, Any]:
        return {"raw": self.rows()[key]["raw"]}


def _words(data: bytes) -> str:
    """Give what is kept of a text for searches: its runs of four printable characters or more."""
    return "\n".join(each.decode() for each in re.findall(rb"[\x20-\x7e]{4,}", data))


def _guess(data: bytes) -> str:
    for begin, kind in BEGINS:
        if data.startswith(begin):
            return kind
    if data[8:12] == b"WEBP":
        return "image/webp"
    head = data[:1000].lstrip().lower()
    if b"<svg" in head:
        return "image/svg+xml"
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data[:1000]):
        return OCTETS
    return "text/plain"
