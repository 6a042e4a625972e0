"""What may be written into fields, and what is read of it."""

from typing import Any

from tests.parity.odoo.stories.telling import PARTNER, TAG, story
from tests.parity.odoo.talk import Talk

WRITTEN: dict[str, list[Any]] = {
    "name": ["New", 5, True, ["a"], {"a": 1}, "  trimmed  ", "line\nbreak", "ü€😀", False],
    "ref": [False, None, "", 0, "x" * 300],
    "color": [7, "7", "x", 2.9, True, None, False, [1], {}, 2**31, -(2**31), 2**31 - 1],
    "active": [False, 0, 1, "no", "", None, []],
    "partner_latitude": [1.23456789, "2.5", "x", None, False, 3, [1]],
    "type": ["other", "bad", False, None, 5, ""],
    "lang": ["en_US", "xx_XX", False],
    "comment": ["plain", "<p>ok</p>", "<script>x()</script><b>b</b>", "<a href='javascript:x'>l</a>", False, 5],
    "parent_id": [False, None, 999999, [], 0],
    "is_company": ["x", None, False],
    "id": [5],
    "create_date": ["2020-01-01 00:00:00"],
    "create_uid": [1],
    "display_name": ["no"],
    "nope": [1],
}


@story
def values_written(talk: Talk) -> None:
    """One field after the other takes one value after the other, and is read."""
    key = talk.admin(PARTNER, "create", {"name": "Pa values"})
    for name, values in WRITTEN.items():
        for value in values:
            talk.admin(PARTNER, "write", [key], {name: value})
            if name in {"name", "ref", "color", "active", "partner_latitude", "type", "comment", "is_company", "lang"}:
                talk.admin(PARTNER, "read", [key], [name])
    talk.admin.quietly(PARTNER, "unlink", [key])


@story
def values_of_new_records(talk: Talk) -> None:
    """Records are made of nothing, of defaults, of several dicts, of what is no dict."""
    admin = talk.admin
    for given in ({}, {"name": "Pa one"}, [], [{"name": "Pa a"}, {"name": "Pa b"}], {"nope": 1}, "x", None, 5, [5]):
        admin(PARTNER, "create", given)
    admin(PARTNER, "create", {"name": "Pa typed", "type": "bad"})
    admin(PARTNER, "create", {"type": "invoice"})
    admin(TAG, "create", {})
    admin(TAG, "create", {"name": False})
    admin(TAG, "create", {"name": "Pa t", "color": "x"})
    tag = admin(TAG, "create", {"name": "Pa t"})
    admin(TAG, "read", [tag], ["name", "parent_id", "child_ids", "active", "partner_ids", "display_name"])
    admin(PARTNER, "create", {"name": "Pa by default"}, context={"default_ref": "D-1", "default_color": 4})
    admin(PARTNER, "search_read", [("ref", "=", "D-1")], ["name", "ref", "color", "type", "active", "lang"])
    admin("res.country", "create", {"name": "Pa land"})
    admin("res.country", "create", {"name": "Pa land", "code": "US"})
    admin("res.currency", "create", {"name": "USD", "symbol": "x"})


@story
def values_read(talk: Talk) -> None:
    """Fields and records are named rightly and wrongly; copies, archives, deletions."""
    admin = talk.admin
    key = admin(PARTNER, "create", {"name": "Pa read", "email": "r@x.org", "color": 2})
    for ids in ([key], key, [key, key], [], [999999], [key, 999999], str(key), [str(key)], ["x"], False, None):
        admin(PARTNER, "read", ids, ["name"])
    for fields in (["name", "email"], ["id"], "name", ["nope"], ["name", "nope"], [5], ["display_name", "create_uid"]):
        admin(PARTNER, "read", [key], fields)
    admin(PARTNER, "read", [key], ["create_uid", "name"], load="")
    admin(PARTNER, "read", [key], ["create_uid"], load=None)
    admin(PARTNER, "read", fields=["name"])
    admin(PARTNER, "read")
    admin(PARTNER, "get_metadata", [key])
    copied = admin(PARTNER, "copy", [key])
    copied = talk.names.know(PARTNER, copied)
    admin(PARTNER, "read", copied, ["name", "email", "color"])
    second = admin(PARTNER, "copy", [key], {"name": "Pa copy", "color": 9})
    second = talk.names.know(PARTNER, second)
    admin(PARTNER, "read", second, ["name", "color"])
    admin(PARTNER, "copy", [999999])
    admin(PARTNER, "action_archive", [key])
    admin(PARTNER, "search", [("id", "=", key)])
    admin(PARTNER, "read", [key], ["active"])
    admin(PARTNER, "action_unarchive", [key])
    admin(PARTNER, "write", [999999], {"name": "x"})
    admin(PARTNER, "write", [], {"name": "x"})
    admin(PARTNER, "write", [key, 999999], {"name": "Pa changed"})
    admin(PARTNER, "read", [key], ["name"])
    admin(PARTNER, "write", [key], {})
    admin(PARTNER, "write", [key])
    admin(PARTNER, "write", [key], [1])
    admin(PARTNER, "unlink", [])
    admin(PARTNER, "unlink", [999999])
    admin(PARTNER, "unlink", [key])
    admin(PARTNER, "unlink", [key])
    admin(PARTNER, "read", [key], ["name"])
    admin(PARTNER, "unlink", [*copied, *second])
