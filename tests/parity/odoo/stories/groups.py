"""Records in groups."""

from typing import Any

from tests.parity.odoo.stories.telling import PARTNER, story
from tests.parity.odoo.talk import Talk


@story
def records_in_groups(talk: Talk) -> None:
    """`formatted_read_group` and `read_group` over choices, links, booleans, text and moments."""
    admin = talk.admin
    made = admin(
        PARTNER,
        "create",
        [
            {"name": "Pa 1", "color": 1, "type": "contact", "city": "Gent", "partner_latitude": 1.5},
            {"name": "Pa 2", "color": 5, "type": "invoice", "city": "Gent", "partner_latitude": 2.25},
            {"name": "Pa 3", "color": 9, "type": "invoice", "is_company": True},
            {"name": "Pa 4", "color": 9, "type": "other", "city": "Aalst"},
        ],
    )
    child = admin(PARTNER, "create", {"name": "Pa 5", "parent_id": made[2], "color": 2})
    mine = [("id", "in", [*made, child])]
    asked: list[tuple[list[str], list[str], dict[str, Any]]] = [
        (["type"], ["__count"], {}),
        (["type"], ["color:sum", "__count"], {}),
        (["city"], ["__count"], {}),
        (["city", "type"], ["color:max"], {}),
        (["is_company"], ["color:avg", "color:min", "color:count", "color:count_distinct"], {}),
        (["parent_id"], ["__count", "color:sum"], {}),
        (["create_uid"], ["__count"], {}),
        ([], ["color:sum", "__count", "partner_latitude:sum"], {}),
        (["type"], ["__count"], {"order": "type desc"}),
        (["type"], ["__count"], {"order": "__count desc"}),
        (["type"], ["color:sum"], {"order": "color:sum desc"}),
        (["type"], ["__count"], {"limit": 1}),
        (["type"], ["__count"], {"limit": 1, "offset": 1}),
        (["nope"], ["__count"], {}),
        (["type"], ["nope:sum"], {}),
        (["type"], ["color:nope"], {}),
        (["type"], ["color"], {}),
        (["display_name"], ["__count"], {}),
        (["color"], ["__count"], {}),
        (["city"], ["id:array_agg"], {}),
        (["active"], ["__count"], {}),
    ]
    for by, sums, options in asked:
        admin(PARTNER, "formatted_read_group", mine, by, sums, **options)
    for fields, by, more in (
        (["color:sum"], ["type"], {}),
        (["color"], ["type"], {}),
        (["color:max"], ["city"], {}),
        (["color"], ["type", "city"], {"lazy": False}),
        (["color"], ["type", "city"], {}),
        ([], ["parent_id"], {}),
        (["color:sum"], [], {}),
        (["nope"], ["type"], {}),
        (["color"], ["nope"], {}),
        (["color"], "type", {}),
        (["color"], ["type"], {"orderby": "type desc", "limit": 2}),
    ):
        admin(PARTNER, "read_group", mine, fields, by, **more)
    admin(PARTNER, "formatted_read_group", [("id", "in", [])], ["type"], ["__count"])
    admin(PARTNER, "formatted_read_group", [("id", "in", [])], [], ["__count", "color:sum"])
    admin.quietly(PARTNER, "unlink", [child, *made])
