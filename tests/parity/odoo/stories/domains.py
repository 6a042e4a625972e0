"""What domains and orders find."""

from typing import Any

from tests.parity.odoo.stories.telling import PARTNER, story
from tests.parity.odoo.talk import Talk


def people(talk: Talk) -> list[int]:
    """Make a few partners, one of them archived, one below another."""
    admin = talk.admin
    made = admin(
        PARTNER,
        "create",
        [
            {"name": "Pa Ana", "color": 3, "email": "Ana@x.org", "city": "Gent"},
            {"name": "pa bob", "comment": "<p>hi there</p>", "phone": "+32 1"},
            {"name": "Pa 100% C_o", "color": -2, "is_company": True, "ref": "R-1"},
            {"name": "Pa Dora", "active": False, "color": 3},
            {"name": "Pa \\ Eve", "type": "invoice", "city": "gent"},
        ],
    )
    kid = admin(
        PARTNER, "create", {"name": "Pa kid", "parent_id": made[2], "category_id": [(0, 0, {"name": "Pa tag"})]}
    )
    grandkid = admin(PARTNER, "create", {"name": "Pa grandkid", "parent_id": kid, "email": "kid@x.org"})
    return [*made, kid, grandkid]


def ask(talk: Talk, made: list[int], domains: list[list[Any]]) -> None:
    """Search among them by each domain."""
    for domain in domains:
        talk.admin(PARTNER, "search", [("id", "in", made), *domain], order="id")
    talk.admin.quietly(PARTNER, "unlink", made)


@story
def domains_of_text(talk: Talk) -> None:
    """Text: equal, like, without regard to case, patterns, unset."""
    made = people(talk)
    conditions: list[tuple[str, str, Any]] = [
        ("name", operator, value)
        for operator in ("=", "!=", "like", "ilike", "not like", "not ilike", "=like", "=ilike", "<", ">", "<=", ">=")
        for value in ("Pa Ana", "pa", "PA%", "%a", "100%", "C_o", "")
    ]
    conditions += [
        ("email", operator, value) for operator in ("=", "!=", "like", "ilike", "in") for value in (False, "", None)
    ]
    conditions += [
        ("name", "in", ["Pa Ana", "pa bob"]),
        ("name", "not in", ["Pa Ana", False]),
        ("email", "in", ["Ana@x.org", False]),
        ("email", "not in", ["Ana@x.org", False]),
        ("email", "not in", ["Ana@x.org"]),
        ("name", "in", "Pa Ana"),
        ("name", "=", ["Pa Ana"]),
        ("name", "!=", ["Pa Ana"]),
        ("name", "in", []),
        ("name", "not in", []),
        ("name", "=", 5),
        ("name", "like", 100),
        ("name", "=", True),
        ("comment", "ilike", "hi"),
        ("comment", "=", False),
        ("name", "<>", "Pa Ana"),
        ("name", "==", "Pa Ana"),
        ("name", "=?", "Pa Ana"),
        ("name", "=?", False),
        ("NAME", "=", "Pa Ana"),
        ("name", "ILIKE", "pa a"),
        ("name", "like", "\\"),
        ("name", "=like", "Pa \\%"),
        ("name", "like", "100\\%"),
    ]
    ask(talk, made, [[each] for each in conditions])


@story
def domains_of_numbers(talk: Talk) -> None:
    """Numbers, booleans, choices, ids and moments."""
    made = people(talk)
    conditions: list[tuple[str, str, Any]] = [
        ("color", operator, value) for operator in ("=", "!=", "<", ">", "<=", ">=") for value in (0, 3, -2, False, "3")
    ]
    conditions += [
        ("color", "in", [3, False]),
        ("color", "not in", [3]),
        ("color", "in", 3),
        ("color", "=", "x"),
        ("color", "=", True),
        ("color", "=", 3.0),
        ("color", "=", 2.5),
        ("color", "like", "3"),
        ("color", "=", None),
        ("is_company", "=", False),
        ("is_company", "!=", True),
        ("is_company", "=", "yes"),
        ("is_company", "in", [True]),
        ("is_company", "in", [True, False]),
        ("is_company", "=", 1),
        ("active", "=", False),
        ("active", "=", True),
        ("active", "!=", True),
        ("active", "in", [False]),
        ("type", "=", "invoice"),
        ("type", "!=", "invoice"),
        ("type", "in", ["invoice", "other"]),
        ("type", "=", "bad"),
        ("type", "ilike", "INV"),
        ("id", "=", made[0]),
        ("id", "!=", made[0]),
        ("id", ">", made[3]),
        ("id", "=", False),
        ("id", "!=", False),
        ("id", "in", []),
        ("id", "=", "x"),
        ("id", "in", [str(made[0]), made[1]]),
        ("partner_latitude", "=", 0),
        ("partner_latitude", ">=", 0),
        ("create_date", ">=", "2020-01-01"),
        ("create_date", "<", "2020-01-01 10:00:00"),
        ("create_date", "<=", "2999-01-01"),
        ("create_date", "=", False),
        ("create_date", "!=", False),
        ("create_date", ">", "nonsense"),
        ("create_date.year_number", ">", 2000),
        ("create_date.nope", "=", 1),
    ]
    ask(talk, made, [[each] for each in conditions])


@story
def domains_of_links(talk: Talk) -> None:
    """Links to one and to many, paths, trees, and domains within."""
    made = people(talk)
    company, kid, grandkid = made[2], made[5], made[6]
    conditions: list[tuple[str, str, Any]] = [
        ("parent_id", "=", company),
        ("parent_id", "!=", company),
        ("parent_id", "=", False),
        ("parent_id", "!=", False),
        ("parent_id", "in", [company, kid]),
        ("parent_id", "not in", [company]),
        ("parent_id", "in", [company, False]),
        ("parent_id", "not in", [company, False]),
        ("parent_id", "=", "Pa kid"),
        ("parent_id", "ilike", "pa"),
        ("parent_id", "not ilike", "100"),
        ("parent_id", "in", ["Pa kid"]),
        ("parent_id.name", "=", "Pa kid"),
        ("parent_id.name", "!=", "Pa kid"),
        ("parent_id.email", "=", False),
        ("parent_id.parent_id", "=", company),
        ("parent_id.parent_id.name", "ilike", "100"),
        ("parent_id.color", "<", 0),
        ("parent_id.nope", "=", 1),
        ("parent_id", "any", [("name", "=", "Pa kid")]),
        ("parent_id", "not any", [("name", "=", "Pa kid")]),
        ("parent_id", "any", []),
        ("child_ids", "=", kid),
        ("child_ids", "=", False),
        ("child_ids", "!=", False),
        ("child_ids", "in", [kid, grandkid]),
        ("child_ids", "not in", [kid]),
        ("child_ids", "ilike", "grand"),
        ("child_ids.name", "=", "Pa kid"),
        ("child_ids.child_ids.name", "=", "Pa grandkid"),
        ("child_ids", "any", [("email", "!=", False)]),
        ("child_ids", "not any", [("email", "!=", False)]),
        ("category_id", "=", "Pa tag"),
        ("category_id", "ilike", "tag"),
        ("category_id", "=", False),
        ("category_id", "!=", False),
        ("category_id.name", "in", ["Pa tag"]),
        ("category_id", "not ilike", "tag"),
        ("id", "child_of", company),
        ("id", "child_of", [kid]),
        ("id", "parent_of", grandkid),
        ("parent_id", "child_of", company),
        ("id", "child_of", "Pa kid"),
        ("id", "child_of", False),
        ("id", "child_of", []),
        ("name", "child_of", 1),
        ("commercial_partner_id", "=", company),
        ("user_ids", "=", False),
        ("display_name", "ilike", "pa kid"),
        ("display_name", "=", "Pa Ana"),
        ("display_name", "ilike", "r-1"),
        ("create_uid", "=", 2),
        ("create_uid.login", "=", "admin"),
        ("image_1920", "=", False),
        ("image_1920", "!=", False),
        ("company_id", "=", False),
    ]
    ask(talk, made, [[each] for each in conditions])


@story
def domains_combined(talk: Talk) -> None:
    """Operators in front, and what is no domain."""
    made = people(talk)
    ana, bob = ("name", "=", "Pa Ana"), ("name", "=", "pa bob")
    domains: list[list[Any]] = [
        ["|", ana, bob],
        ["&", ana, bob],
        ["!", ana],
        ["!", "|", ana, bob],
        ["|", ana, "&", ("color", "=", 0), ("is_company", "=", False)],
        ["&", "|", ana, bob, ("color", "=", 3)],
        ["!", ("parent_id", "=", made[2])],
        ["!", ("child_ids", "!=", False)],
        ["!", ("email", "ilike", "x.org")],
        [(1, "=", 1)],
        [(0, "=", 1)],
        [(1, "=", 0)],
        ["|", ana],
        ["|"],
        [ana, "!"],
        ["x", ana],
        [["name", "="]],
        [["name", "=", "a", "b"]],
        [5],
        ["name"],
        [("name", "foo", 1)],
        [("name", "any", [])],
        [("nope", "=", 1)],
        [("name.x", "=", 1)],
        [("", "=", 1)],
        [("name", 5, 1)],
        [(5, "=", 5)],
        [("contact_address", "=", "x")],
        [("parent_id", "any", "x")],
        ["|", ("active", "=", False), ana],
    ]
    for domain in ("x", 5, {}, None, False, True, [[]]):
        talk.admin(PARTNER, "search_count", domain) if domain not in (None, False, True) else None
    ask(talk, made, domains)


@story
def orders_and_pages(talk: Talk) -> None:
    """Orders, offsets and limits."""
    made = people(talk)
    mine = [("id", "in", made), ("active", "in", [True, False])]
    orders = [
        "name",
        "name desc",
        "name ASC, id",
        "color desc, id",
        "color, name desc",
        "parent_id, id",
        "parent_id desc, id desc",
        "is_company desc, id",
        "email, id",
        "email desc, id",
        "email nulls first, id",
        "email desc nulls last, id",
        "type, id",
        "nope",
        "name foo",
        "name,",
        "name;",
        "display_name",
        "child_ids",
        "category_id",
        "contact_address",
        "parent_id.name",
        "",
        "id desc",
        "commercial_partner_id, id",
    ]
    for order in orders:
        talk.admin(PARTNER, "search", mine, order=order)
    for offset, limit in ((0, 2), (1, 2), (5, 10), (0, 0), (2, None), ("1", "2"), (0, -1), (-1, 2), ("x", 1)):
        talk.admin(PARTNER, "search", mine, offset, limit, "id")
    talk.admin(PARTNER, "search_count", mine)
    talk.admin(PARTNER, "search_count", mine, 3)
    talk.admin(PARTNER, "search_count", [("id", "in", made)])
    talk.admin(PARTNER, "search", [("id", "in", made)], order="id", context={"active_test": False})
    talk.admin(PARTNER, "search_read", mine, ["name", "active"], 1, 2, "id desc")
    talk.admin(PARTNER, "search_read", mine, ["nope"])
    talk.admin(PARTNER, "search_read", mine, ["name"], order="nope")
    talk.admin.quietly(PARTNER, "unlink", made)
