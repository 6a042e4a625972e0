"""Attachments, by RPC and over HTTP."""

import base64
import io

from PIL import Image

from tests.parity.odoo.stories.telling import story, users
from tests.parity.odoo.talk import Talk

ATTACHMENT = "ir.attachment"
FIELDS = [
    "name",
    "mimetype",
    "file_size",
    "checksum",
    "type",
    "public",
    "res_model",
    "res_id",
    "url",
    "datas",
    "access_token",
]


def picture(width: int, height: int, kind: str = "PNG") -> str:
    """Give a picture as base64."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(target, kind)
    return base64.b64encode(target.getvalue()).decode()


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@story
def attachments_made(talk: Talk) -> None:
    """Types are guessed, sizes and hashes kept, bytes changed."""
    admin = talk.admin
    made = []
    for values in (
        {"name": "Pa.txt", "raw": "hello"},
        {"name": "Pa.txt", "datas": base64.b64encode(b"hello").decode()},
        {"name": "Pa.png", "datas": PNG},
        {"name": "Pa.jpg", "datas": PNG},
        {"name": "Pa", "datas": PNG},
        {"name": "Pa.bin", "datas": PNG, "mimetype": "application/octet-stream"},
        {"name": "Pa.png", "datas": PNG, "mimetype": "text/plain"},
        {"name": "Pa.html", "raw": "<html></html>"},
        {"name": "Pa.svg", "raw": "<svg xmlns='http://www.w3.org/2000/svg'></svg>"},
        {"name": "Pa.json", "raw": "{}"},
        {"name": "Pa nothing"},
        {"name": "Pa empty", "datas": False},
        {"name": "Pa url", "type": "url", "url": "http://example.org/x.png"},
        {"name": "Pa at", "raw": "x", "res_model": "res.partner", "res_id": 3},
        {"name": "Pa public", "raw": "x", "public": True},
    ):
        key = admin(ATTACHMENT, "create", values)
        made.append(key)
        admin(ATTACHMENT, "read", [key], FIELDS)
    admin(ATTACHMENT, "create", {"raw": "no name"})
    admin(ATTACHMENT, "create", {"name": "Pa bad", "datas": "abc"})
    admin(ATTACHMENT, "create", {"name": "Pa bad", "datas": "é"})
    admin(ATTACHMENT, "create", {"name": "Pa bad", "type": "nope"})
    admin(ATTACHMENT, "write", [made[0]], {"datas": base64.b64encode(b"other").decode()})
    admin(ATTACHMENT, "read", [made[0]], FIELDS)
    admin(ATTACHMENT, "write", [made[0]], {"name": "Pa.csv", "checksum": "x", "file_size": 1})
    admin(ATTACHMENT, "read", [made[0]], FIELDS)
    admin(ATTACHMENT, "read", [made[2]], ["datas"], context={"bin_size": True})
    admin(ATTACHMENT, "read", [made[0]], ["raw"])
    admin(ATTACHMENT, "read", [made[2]], ["raw"])
    admin(ATTACHMENT, "search", [("id", "in", made), ("mimetype", "=", "image/png")], order="id")
    copied = admin(ATTACHMENT, "copy", [made[2]])
    copied = talk.names.know(ATTACHMENT, copied)
    admin(ATTACHMENT, "read", copied, FIELDS)


@story
def attachments_over_http(talk: Talk) -> None:
    """`/web/content` and `/web/image` for those who may, those who may not, and those who bear a token."""
    admin = talk.admin
    (user,) = users(talk, "user")
    small = admin(ATTACHMENT, "create", {"name": "Pa.png", "datas": PNG})
    public = admin(ATTACHMENT, "create", {"name": "Pa public.txt", "raw": "hello", "public": True})
    link = admin(
        ATTACHMENT, "create", {"name": "Pa link", "type": "url", "url": "http://example.org/x", "public": True}
    )
    for path in (f"/web/content/{public}", f"/web/content/{small}", f"/web/content/{link}", "/web/content/999999"):
        talk.http("GET", path)
    talk.http("GET", f"/web/content/{public}?download=1")
    talk.http("GET", f"/web/content/{public}?unique=x")
    talk.http("GET", f"/web/content/{public}", headers={"Range": "bytes=1-2"})
    admin.sign_in()
    talk.http("GET", f"/web/content/{small}")
    talk.http("GET", f"/web/content/{small}?download=true")
    talk.http("GET", f"/web/content/{small}/other.png")
    talk.http("GET", f"/web/image/{small}")
    talk.http("GET", f"/web/content?id={public}")
    talk.session.cookies.clear()
    user.sign_in()
    talk.http("GET", f"/web/content/{small}")
    talk.session.cookies.clear()
    admin.quietly(ATTACHMENT, "unlink", [small, public, link])


@story
def large_pictures(talk: Talk) -> None:
    """What is larger than 1920 pixels is made smaller, what is not stays as it is."""
    admin = talk.admin
    made = []
    for name, width, height, kind in (
        ("Pa.png", 2100, 20, "PNG"),
        ("Pa.png", 1920, 20, "PNG"),
        ("Pa.gif", 2100, 20, "GIF"),
    ):
        key = admin.quietly(ATTACHMENT, "create", {"name": name, "datas": picture(width, height, kind)})
        made.append(key)
        data = base64.b64decode(admin.quietly(ATTACHMENT, "read", [key], ["datas"])[0]["datas"])
        with Image.open(io.BytesIO(data)) as found:
            talk.note([name, width, height], [found.width, found.height, found.format])
    admin.quietly(ATTACHMENT, "unlink", made)
