"""I09 to I11 on a real Odoo: images are fetched, checked, kept byte for byte and shown to their owner."""

import hashlib
import json

import pytest

from tests.odoo_addon.real.n8n import N8n, failed, png
from tests.odoo_addon.real.odoo import Odoo, User, until

KINDS = {"blocked": "blocked", "rejected": "provider_rejected", "provider_error": "provider_error"}


def shown(user: User, request_id: str) -> list[bytes]:
    return [user.get(each["url"].removeprefix("/imageflow/v1")).content for each in user.ended(request_id)["images"]]


@pytest.mark.parametrize("size", [(8, 8), (2500, 2500)], ids=["small", "larger than Odoo keeps"])
def test_bytes_are_kept(n8n: N8n, user: User, size: tuple[int, int]) -> None:
    """What came in the message is what the portal gives, also beyond the 1920 pixels that Odoo would shrink to."""
    picture = png(*size)
    request_id = user.asked()
    n8n.complete(request_id, picture)
    assert shown(user, request_id) == [picture]
    (image,) = user.ended(request_id)["images"]
    assert (image["width"], image["height"], image["media_type"]) == (*size, "image/png")
    assert image["sha256"] == hashlib.sha256(picture).hexdigest()


def test_links_are_followed(n8n: N8n, user: User) -> None:
    """Linked images of an allowed host are fetched and kept, in the order of the outcome."""
    pictures = [png(8, 8), png(16, 8), png(24, 8)]
    request_id = user.asked(n=3)
    n8n.complete(request_id, *({"url": n8n.link(each)} for each in pictures))
    assert shown(user, request_id) == pictures
    assert user.quota() == (3, 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"<html>", "invalid_image"), (png()[:40], "invalid_image"), (b"", "invalid_image"), (None, "storage_failed")],
    ids=["a page", "half a picture", "nothing", "not found"],
)
def test_link_to_no_picture(n8n: N8n, user: User, content: bytes | None, code: str) -> None:
    """A link that gives no whole picture ends the request and gives its quota back."""
    request_id = user.asked()
    n8n.complete(request_id, {"url": f"{n8n.url}/none" if content is None else n8n.link(content)})
    assert user.ended(request_id)["failure_code"] == code
    assert user.quota() == (0, 0)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/a.png", "https://localhost/a.png", "https://169.254.169.254/a", "https://elsewhere.example/a"],
)
def test_link_to_a_forbidden_place(n8n: N8n, user: User, url: str) -> None:
    """A link off the list of hosts is never followed."""
    request_id = user.asked()
    n8n.complete(request_id, {"url": url})
    assert user.ended(request_id)["failure_code"] == "storage_failed"


def test_too_large(odoo: Odoo, n8n: N8n, user: User) -> None:
    """A linked image over the cap ends the request as too large."""
    odoo.set("image_bytes", 100)
    request_id = user.asked()
    n8n.complete(request_id, {"url": n8n.link(png(64, 64) + bytes(100))})
    assert user.ended(request_id)["failure_code"] == "too_large"


def test_wrong_hash(n8n: N8n, user: User) -> None:
    """A link that gives other bytes than were announced ends the request."""
    request_id = user.asked()
    n8n.complete(request_id, {"url": n8n.link(png()), "sha256": "0" * 64})
    assert user.ended(request_id)["failure_code"] == "invalid_image"


def test_one_bad_image_of_two(odoo: Odoo, n8n: N8n, user: User) -> None:
    """When one image is none, nothing of the request is kept: no image, no object, no attachment."""
    request_id = user.asked(n=2)
    n8n.complete(request_id, png(), b"not a picture")
    assert user.ended(request_id)["failure_code"] == "invalid_image"
    until(lambda: not odoo.find_of("imageflow.object", request_id), "nothing is left in storage")
    assert odoo.find_of("generated.image", request_id) == []
    record = odoo.request(request_id)["id"]
    assert odoo.find("ir.attachment", ["res_model", "=", "ai.image.generation.request"], ["res_id", "=", record]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_refusal_of_the_provider(n8n: N8n, user: User, kind: str) -> None:
    """A provider's no ends the request in the contract's words and gives the quota back."""
    request_id = user.asked(n=4)
    n8n.call_back(failed(request_id, kind), f"{request_id}-{kind}")
    assert user.ended(request_id)["failure_code"] == KINDS[kind]
    assert user.quota() == (0, 0)


def test_what_was_worked_off(odoo: Odoo, n8n: N8n, user: User) -> None:
    """An outcome's id stays for good, its body goes; the objects of a completed request are kept."""
    request_id = user.asked(n=2)
    n8n.complete(request_id, png(), png(9, 9))
    user.ended(request_id)
    (row,) = until(
        lambda: [each for each in odoo.find_of("imageflow.inbox", request_id) if each["state"] == "done"], "it is done"
    )
    assert (row["body"], bool(row["webhook_id"])) == (False, True)
    assert [each["state"] for each in odoo.find_of("imageflow.object", request_id)] == ["kept"] * 2
    attached = [each["attachment_id"] for each in odoo.find_of("generated.image", request_id)]
    assert [name for _, name in attached] == [each["key"] for each in odoo.find_of("generated.image", request_id)]


def test_shown_to_the_owner_alone(odoo: Odoo, n8n: N8n, user: User) -> None:
    """The owner is given the bytes, closed in; others are told that there is nothing."""
    request_id = user.asked()
    n8n.complete(request_id, png())
    (image,) = user.ended(request_id)["images"]
    path = f"/images/{image['id']}"
    answer = user.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["content-type"] == "image/png"
    assert user.get(path, **{"if-none-match": answer.headers["etag"]}).status_code == 304
    assert {user.get(f"/{kind}/a%00b").status_code for kind in ("images", "requests")} == {404}
    other = odoo.new_user("group_portal")
    for hidden in (path, f"/requests/{request_id}"):
        found = other.get(hidden)
        assert (found.status_code, found.json()["code"]) == (404, "not_found")
    assert other.get("/requests").json() == {"requests": []}


def test_views_have_tags(n8n: N8n, user: User) -> None:
    """A view that has not changed is not sent again, and one that has is."""
    request_id = user.asked()
    n8n.dispatched(request_id)
    until(lambda: user.get(f"/requests/{request_id}").json()["status"] == "processing", "it is processed")
    first = user.get(f"/requests/{request_id}")
    assert user.get(f"/requests/{request_id}", **{"if-none-match": first.headers["etag"]}).status_code == 304
    n8n.complete(request_id)
    user.ended(request_id)
    again = user.get(f"/requests/{request_id}", **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.json()["status"]) == (200, "completed")
    assert json.loads(user.get("/requests").text)["requests"][0]["id"] == request_id
