"""Commands that write links to many, and what goes with a deleted record."""

from tests.parity.odoo.stories.telling import PARTNER, TAG, story
from tests.parity.odoo.talk import Talk


@story
def links_from_many(talk: Talk) -> None:
    """Children are made, changed, let go, replaced."""
    admin = talk.admin
    parent = admin(PARTNER, "create", {"name": "Pa parent", "child_ids": [(0, 0, {"name": "Pa first"})]})
    (first,) = admin.quietly(PARTNER, "read", [parent], ["child_ids"])[0]["child_ids"]
    first = talk.names.know(PARTNER, first)
    other = admin(PARTNER, "create", {"name": "Pa other"})
    for commands in (
        [(1, first, {"name": "Pa changed"})],
        [(4, other)],
        [(4, other, 0)],
        [(3, first)],
        [(6, 0, [first])],
        [(5,)],
        [(5, 0, 0)],
        [(6, 0, [first, other])],
        [[6, False, [other]]],
        [(2, other)],
        [(4, 999999)],
        [(1, 999999, {"name": "x"})],
        [(0, 0, {"nope": 1})],
        [(0, 0, {})],
        [(9, 0, 0)],
        [first],
        "x",
        False,
        None,
        5,
        [{"name": "Pa dict"}],
    ):
        admin(PARTNER, "write", [parent], {"child_ids": commands})
        admin(PARTNER, "search_count", [("parent_id", "=", parent)])
        admin(PARTNER, "search", [("parent_id", "=", parent), ("id", "in", [first, other])])
    admin(PARTNER, "write", [parent], {"parent_id": parent})
    admin(PARTNER, "write", [parent], {"parent_id": first})


@story
def links_between_many(talk: Talk) -> None:
    """Tags are linked and let go, from both sides, and deleted."""
    admin = talk.admin
    admin(
        TAG, "create", [{"name": f"Pa filler {place}"} for place in range(4)]
    )  # so that no tag has a company's number
    tags = admin(TAG, "create", [{"name": "Pa red"}, {"name": "Pa blue"}, {"name": "Pa green", "parent_id": False}])
    partner = admin(PARTNER, "create", {"name": "Pa tagged", "category_id": [(6, 0, tags[:2])]})
    for commands in (
        [(4, tags[2])],
        [(3, tags[0])],
        [(5,)],
        [(6, 0, tags)],
        [(2, tags[2])],
        tags[:1],
        [(0, 0, {"name": "Pa new"})],
        [(6, 0, [])],
        "x",
        [(4, 999999)],
    ):
        admin(PARTNER, "write", [partner], {"category_id": commands})
        admin(PARTNER, "search_read", [("id", "=", partner), ("category_id", "in", tags)], ["name"])
        admin(TAG, "search", [("partner_ids", "=", partner), ("id", "in", tags)], order="id")
    admin(TAG, "write", [tags[0]], {"partner_ids": [(4, partner)]})
    admin(PARTNER, "read", [partner], ["category_id"])
    admin(TAG, "write", [tags[0]], {"parent_id": tags[1]})
    admin(TAG, "read", [tags[0]], ["display_name", "parent_id"])
    admin(TAG, "name_search", "Pa red")
    admin(TAG, "unlink", [tags[1]])
    admin(TAG, "search", [("id", "in", tags)])
    admin(PARTNER, "read", [partner], ["category_id"])
    admin.quietly(PARTNER, "unlink", [partner])


@story
def links_of_deleted_records(talk: Talk) -> None:
    """What links to a record that is deleted forgets it, goes with it, or holds it."""
    admin = talk.admin
    parent = admin(PARTNER, "create", {"name": "Pa parent"})
    child = admin(PARTNER, "create", {"name": "Pa child", "parent_id": parent})
    admin(PARTNER, "unlink", [parent])
    admin(PARTNER, "read", [child], ["name", "parent_id", "display_name"])
    admin(PARTNER, "unlink", [3])
    admin("res.company", "unlink", [1])
    admin("res.users", "unlink", [2])
    admin("res.users", "unlink", [1])
    admin("res.currency", "unlink", [1])
    admin(PARTNER, "unlink", [child])
