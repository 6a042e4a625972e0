"""Fields as they are described; names, defaults."""

from tests.parity.odoo.stories.telling import PARTNER, TAG, USER, story
from tests.parity.odoo.talk import Talk

ATTRIBUTES = [
    "type",
    "string",
    "required",
    "readonly",
    "relation",
    "relation_field",
    "selection",
    "store",
    "sortable",
    "searchable",
]


@story
def fields_described(talk: Talk) -> None:
    """`fields_get` of fields of every type, whole and in part."""
    admin = talk.admin
    admin(
        PARTNER, "fields_get", ["name", "active", "color", "parent_id", "user_id", "company_id", "create_date", "type"]
    )
    admin(PARTNER, "fields_get", ["comment", "partner_latitude", "email", "is_company", "ref", "function", "city"])
    admin(PARTNER, "fields_get", ["name"], ["type", "string"])
    admin(PARTNER, "fields_get", ["name", "nope"], ATTRIBUTES)
    admin(PARTNER, "fields_get", ["category_id", "child_ids", "country_id", "image_1920", "lang"], ATTRIBUTES)
    admin(PARTNER, "fields_get", "name", ["type"])
    admin(PARTNER, "fields_get", ["id", "create_uid", "write_uid", "write_date", "display_name"], ATTRIBUTES)
    admin(TAG, "fields_get", [], ["type"])
    admin(USER, "fields_get", ["login", "name", "partner_id", "group_ids", "active", "share", "password"], ATTRIBUTES)
    admin(
        "ir.attachment",
        "fields_get",
        ["name", "datas", "raw", "mimetype", "type", "public", "res_id", "file_size"],
        ATTRIBUTES,
    )
    admin("ir.config_parameter", "fields_get", ["key", "value"])
    admin("ai.image.generation.request", "fields_get", ["request_id", "user_id", "prompt", "n", "status"], ATTRIBUTES)
    admin(
        "ai.image.generation.request", "fields_get", ["parameters", "image_ids", "deadline", "failure_code"], ATTRIBUTES
    )
    admin("generated.image", "fields_get", ["image_id", "request_id", "position", "user_id", "size"], ATTRIBUTES)
    admin("imageflow.quota", "fields_get", ["user_id", "period", "granted", "remaining"], ATTRIBUTES)
    admin(PARTNER, "fields_get", bogus=1)
    admin(PARTNER, "fields_get", ["name"], ["nope"])


@story
def names_and_defaults(talk: Talk) -> None:
    """`name_search`, `name_create`, `default_get`, display names."""
    admin = talk.admin
    made = admin(PARTNER, "create", [{"name": "Pa Alpha", "email": "alpha@x.org", "ref": "REF9"}, {"name": "Pa Beta"}])
    mine = [("id", "in", made)]
    for arguments in (
        ["Pa"],
        ["pa alpha"],
        ["alpha@x"],
        ["REF9"],
        ["Pa Alpha", mine, "="],
        ["Pa", mine, "not ilike"],
        ["", mine],
        [False, mine],
        ["zzz", mine],
    ):
        admin(PARTNER, "name_search", *(arguments if len(arguments) > 1 else [arguments[0], mine]))
    admin(PARTNER, "name_search", "Pa", mine, "ilike", 1)
    admin(PARTNER, "name_search", name="Pa", domain=mine, limit=2)
    admin(PARTNER, "name_search", name="Pa", args=mine)
    created = admin(PARTNER, "name_create", "Pa created")
    (made_by_name,) = talk.names.know(PARTNER, created[:1])
    admin(PARTNER, "read", [made_by_name], ["name", "type", "active"])
    admin(TAG, "name_create", "Pa tag made")
    talk.log[-1]["answer"][0] = "<id>"
    admin(PARTNER, "default_get", ["type", "active", "color", "name", "nope", "company_id", "lang", "is_company"])
    admin(PARTNER, "default_get", ["name", "ref"], context={"default_name": "Pa given"})
    admin(PARTNER, "default_get", [])
    admin(PARTNER, "default_get")
    admin("ir.attachment", "default_get", ["type", "public", "name"])
    child = admin(PARTNER, "create", {"name": "Pa kid", "parent_id": made[0]})
    admin(PARTNER, "create", {"type": "invoice", "parent_id": made[0]})
    admin(
        PARTNER,
        "search_read",
        [("parent_id", "=", made[0])],
        ["display_name", "complete_name", "commercial_partner_id"],
        order="id",
    )
    admin(PARTNER, "read", [child], ["display_name"], context={"show_address": True})
