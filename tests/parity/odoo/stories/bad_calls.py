"""Calls that can't be made."""

from tests.parity.odoo.stories.telling import PARTNER, story
from tests.parity.odoo.talk import Talk


@story
def methods_that_are_not_there(talk: Talk) -> None:
    """Unknown, private and forbidden methods and models."""
    admin = talk.admin
    for method in (
        "nope",
        "_search",
        "__init__",
        "_name",
        "env",
        "name",
        "browse",
        "sudo",
        "mapped",
        "exists",
        "filtered",
        "with_context",
        "ensure_one",
        "init",
        "fetch",
        "search_fetch",
        "",
    ):
        admin(PARTNER, method, [])
    for model in ("no.such", "", "RES.PARTNER"):
        admin(model, "search", [])


@story
def arguments_that_do_not_fit(talk: Talk) -> None:
    """Too few, too many, unknown and repeated arguments."""
    admin = talk.admin
    admin(PARTNER, "search")
    admin(PARTNER, "search", [], 0, 1, "id", 5)
    admin(PARTNER, "search", [], bogus=1)
    admin(PARTNER, "search", [], domain=[])
    admin(PARTNER, "search_count")
    admin(PARTNER, "search_read", [("id", "=", 0)], bogus=1)
    admin(PARTNER, "read")
    admin(PARTNER, "read", [], ["name"], "x", "y")
    admin(PARTNER, "create")
    admin(PARTNER, "create", {}, {})
    admin(PARTNER, "write", [3])
    admin(PARTNER, "unlink")
    admin(PARTNER, "unlink", [], 1)
    admin(PARTNER, "name_search", "a", [], "ilike", 1, 5)
    admin(PARTNER, "name_create")
    admin(PARTNER, "copy")
    admin(PARTNER, "fields_get", [], [], 1)
    admin(PARTNER, "default_get")
    admin(PARTNER, "get_metadata")
    admin(PARTNER, "formatted_read_group")
    admin(PARTNER, "web_search_read")
    admin("res.users", "has_group", "base.group_user")
    admin("ir.config_parameter", "get_param")


@story
def web_reading(talk: Talk) -> None:
    """What the web client reads."""
    admin = talk.admin
    key = admin(PARTNER, "create", {"name": "Pa web", "child_ids": [(0, 0, {"name": "Pa child", "color": 4})]})
    mine = [("id", "=", key)]
    for specification in (
        {"name": {}},
        {},
        {"child_ids": {}},
        {"child_ids": {"fields": {"color": {}}}},
        {"create_uid": {}},
        {"create_uid": {"fields": {"display_name": {}}}},
        {"nope": {}},
        {"parent_id": {"fields": {"name": {}}}},
    ):
        admin(PARTNER, "web_read", [key], specification) if "child_ids" not in specification or specification[
            "child_ids"
        ] else None
        admin(PARTNER, "web_search_read", mine, specification, 0, 1) if "child_ids" not in specification else None
    admin(PARTNER, "web_save", [key], {"color": 7}, {"color": {}})
