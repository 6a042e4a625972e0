"""Attachments over HTTP: `/web/content` and `/web/image`, with what browsers ask of them (`facts/odoo.md` 4)."""

import base64
import hashlib
import hmac
import io
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import Any
from urllib.parse import quote

from PIL import Image, ImageDraw, UnidentifiedImageError
from starlette.requests import Request
from starlette.responses import Response

from stubs.odoo.access import by_session
from stubs.odoo.orm.errors import OdooError
from stubs.odoo.rpc.errors import html_page
from stubs.odoo.rpc.service import PUBLIC, Service
from stubs.odoo.rpc.spans import span_of

NOT_FOUND = (
    "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try "
    "again."
)
LARGEST_SIDE = 1920


@dataclass(frozen=True, slots=True)
class _File:
    """What is served: an attachment's bytes, or where they are."""

    name: str
    kind: str
    data: bytes
    checksum: str
    public: bool
    changed: Any
    url: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """The endpoints."""

    service: Service

    async def content(self, request: Request) -> Response:
        """Give an attachment's bytes; 404 for one that is not there or not for the caller."""
        found = self._found(request)
        if found is None:
            return html_page(404, NOT_FOUND)
        if found.url:
            return _led_to(found.url)
        return _answered(request, found, found.data, f'"{found.checksum}"')

    async def image(self, request: Request) -> Response:
        """Give an attachment's picture, resized when asked; a placeholder for one that is not there."""
        found = self._found(request)
        if found is not None and found.url:
            return _led_to(found.url)
        width, height = _sides(request)
        if found is None:
            found = _placeholder()
        data = _resized(found.data, found.kind, width, height)
        return _answered(request, found, data, f'"{found.checksum}-{width}x{height}-crop=False-quality=0"')

    def _found(self, request: Request) -> _File | None:
        key = _number(request.path_params.get("id") or request.query_params.get("id"))
        model = request.path_params.get("model") or request.query_params.get("model") or "ir.attachment"
        if key is None:
            return None
        if model != "ir.attachment":
            return self._of_field(request, model, key)
        return self._attachment(request, key)

    def _attachment(self, request: Request, key: int) -> _File | None:
        row = self.service.attachment(key)
        if row is None:
            return None
        token = request.query_params.get("access_token")
        opened = bool(token and row["access_token"]) and hmac.compare_digest(
            str(token).encode(), row["access_token"].encode()
        )
        if not (opened or row["public"] or self._may_read(request, key)):
            return None
        if row["type"] == "url" and not row["public"] and not self._may_read(request, key):
            return None
        name = request.path_params.get("filename") or row["name"]
        url = row["url"] if row["type"] == "url" else None
        data = row["raw"] or b""
        return _File(name, row["mimetype"], data, row["checksum"] or "", bool(row["public"]), row["write_date"], url)

    def _of_field(self, request: Request, model: str, key: int) -> _File | None:
        field = request.path_params.get("field") or request.query_params.get("field") or "raw"
        try:
            records = self.service.call(self._uid(request), model, "read", [[key], [field]], {"load": None})
        except OdooError:
            return None

        if not records or not records[0].get(field):
            return None
        data = base64.b64decode(records[0][field])
        kind = _kind_of(data)
        digest = hashlib.sha1(data).hexdigest()  # noqa: S324 - a name for a version, no proof of anything
        return _File(f"{field}.{kind.partition('/')[2]}", kind, data, digest, public=False, changed=None, url=None)

    def _may_read(self, request: Request, key: int) -> bool:
        try:
            return bool(self.service.call(self._uid(request), "ir.attachment", "search", [[("id", "=", key)]], {}))
        except OdooError:
            return False

    def _uid(self, request: Request) -> int:
        account = by_session(request, self.service.accounts)
        return account.id if account else PUBLIC


def _led_to(url: str) -> Response:
    link = escape(url)
    page = (
        "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be "
        f'redirected automatically to the target URL: <a href="{link}">{link}</a>. If not, click the link.\n'
    )
    return Response(page, 301, {"location": url}, "text/html; charset=utf-8")


def _answered(request: Request, found: _File, data: bytes, tag: str) -> Response:
    forced = request.query_params.get("download") not in {None, "", "0", "false"}
    privacy = "public" if found.public else "private"
    if request.query_params.get("unique"):
        cache = f"max-age=31536000, {privacy}, immutable" if not found.public else "public, max-age=31536000, immutable"
    else:
        cache = "no-cache" if found.public else "no-cache, private"
    headers = {
        "content-disposition": f"{'attachment' if forced else 'inline'}; {_file_name(found.name)}",
        "cache-control": cache,
        "etag": tag,
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'",
    }
    if found.changed is not None:
        headers["last-modified"] = format_datetime(found.changed).replace("-0000", "GMT")
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    span = span_of(request.headers.get("range"), len(data))
    if span is not None:
        headers["content-range"] = f"bytes {span.start}-{span.stop - 1}/{len(data)}"
        return Response(data[span.start : span.stop], 206, headers, found.kind)
    return Response(data, 200, headers, found.kind)


def _file_name(name: str) -> str:
    plain = name.encode("ascii", "ignore").decode()
    if plain == name and all(each.isalnum() or each in "._-" for each in name):
        return f"filename={name}"
    if plain == name:
        return 'filename="' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"filename={plain or 'file'}; filename*=UTF-8''{quote(name, safe='')}"


def _number(text: Any) -> int | None:
    try:
        return int(str(text))
    except ValueError:
        return None


def _sides(request: Request) -> tuple[int, int]:
    path = request.path_params.get("size", "")
    width, _, height = path.partition("x")
    given = (width or request.query_params.get("width"), height or request.query_params.get("height"))
    first, second = ((_number(each) if each else 0) or 0 for each in given)
    return max(0, first), max(0, second)


def _resized(data: bytes, kind: str, width: int, height: int) -> bytes:
    if not (width or height) or not kind.startswith("image/"):
        return data
    try:
        with Image.open(io.BytesIO(data)) as picture:
            format_ = picture.format
            picture.thumbnail((width or LARGEST_SIDE, height or LARGEST_SIDE))
            target = io.BytesIO()
            picture.save(target, format_)
            return target.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return data


def _placeholder() -> _File:
    """Draw the picture that stands for one that is not there."""
    picture = Image.new("RGB", (256, 256), "#f0eef0")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((56, 72, 200, 184), outline="#b0a8b0", width=8)
    drawing.polygon([(64, 176), (108, 116), (140, 152), (164, 128), (192, 176)], fill="#b0a8b0")
    target = io.BytesIO()
    picture.save(target, "PNG")
    data = target.getvalue()
    digest = hashlib.sha1(data).hexdigest()  # noqa: S324 - a name for a version, no proof of anything
    return _File("placeholder.png", "image/png", data, digest, public=True, changed=None, url=None)


def _kind_of(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return Image.MIME.get(picture.format or "", "application/octet-stream")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return "application/octet-stream"
