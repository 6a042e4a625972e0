"""Who may do what."""

from tests.parity.odoo.stories.telling import PARTNER, USER, story, users
from tests.parity.odoo.talk import Talk

MODELS = (
    PARTNER,
    USER,
    "res.groups",
    "res.company",
    "res.country",
    "res.currency",
    "res.lang",
    "res.partner.category",
    "ir.attachment",
    "ir.config_parameter",
    "ir.model",
    "ir.model.data",
    "ir.module.module",
    "ir.cron",
    "ai.image.generation.request",
    "generated.image",
    "imageflow.quota",
    "imageflow.outbox",
    "imageflow.inbox",
    "imageflow.object",
    "imageflow.idempotency",
)


@story
def access_to_models(talk: Talk) -> None:
    """Every model, for every kind of user and every mode."""
    for speaker in (*users(talk, "user", "portal"), talk.admin):
        for model in MODELS:
            for mode in ("read", "write", "create", "unlink"):
                speaker(model, "has_access", [], mode)
    talk.admin(PARTNER, "check_access_rights", "read")
    talk.admin(PARTNER, "check_access_rights", "nope")
    talk.admin(PARTNER, "has_access", [], "nope")


@story
def access_refused(talk: Talk) -> None:
    """The sentences of refusals."""
    key = talk.admin(PARTNER, "create", {"name": "Pa secret"})
    for speaker in users(talk, "user", "portal"):
        speaker(PARTNER, "read", [key], ["name"])
        speaker(PARTNER, "write", [key], {"name": "x"})
        speaker(PARTNER, "create", {"name": "x"})
        speaker(PARTNER, "unlink", [key])
        speaker(PARTNER, "search", [("id", "=", key)])
        speaker(USER, "read", [2], ["login"])
        speaker(USER, "write", [2], {"name": "x"})
        speaker(USER, "create", {"name": "x", "login": "x"})
        speaker(USER, "search_read", [("id", "=", 2)], ["login"])
        speaker("ir.config_parameter", "get_param", "web.base.url")
        speaker("ir.config_parameter", "set_param", "a", "b")
        speaker("ir.config_parameter", "search", [])
        speaker("ir.attachment", "create", {"name": "Pa.txt", "raw": "x"})
        speaker("res.company", "write", [1], {"name": "x"})
        speaker("res.groups", "read", [1], ["name"])
        speaker("ir.model", "search", [])
        speaker("ir.cron", "search", [])
        speaker("ai.image.generation.request", "create", {})
        speaker("ai.image.generation.request", "search", [])
        speaker("generated.image", "search", [])
        speaker("imageflow.outbox", "search", [])
        speaker("imageflow.quota", "create", {})
        speaker(USER, "context_get")
        speaker.about_itself("has_group", "base.group_user")
        speaker.about_itself("has_group", "base.group_portal")
        speaker.about_itself("has_group", "no.group")
    talk.admin.quietly(PARTNER, "unlink", [key])


@story
def access_of_users(talk: Talk) -> None:
    """Users are made, sign in, change, and are let go."""
    admin = talk.admin
    key = admin(USER, "create", {"name": "Pa User", "login": "pa_login", "password": "first secret"})
    admin(USER, "read", [key], ["name", "login", "active", "share", "password", "email", "lang", "tz", "company_id"])
    (partner,) = [admin.quietly(USER, "read", [key], ["partner_id"])[0]["partner_id"][0]]
    partner = talk.names.know(PARTNER, partner)
    admin(PARTNER, "read", [partner], ["name", "email", "user_ids", "partner_share", "active"])
    admin(USER, "create", {"name": "Pa Twin", "login": "pa_login"})
    admin(USER, "create", {"name": "Pa Nobody"})
    admin(USER, "create", {"login": "pa_noname"})
    admin(USER, "write", [key], {"name": "Pa Renamed", "email": "pa@x.org"})
    admin(PARTNER, "read", [partner], ["name", "email"])
    speaker = talk.user("pa_login", "first secret")
    speaker(USER, "context_get")
    speaker(USER, "change_password", "wrong", "second secret")
    speaker(USER, "change_password", "first secret", "second secret")
    second = talk.user("pa_login", "second secret")
    second(USER, "context_get")
    speaker(USER, "context_get")
    admin(USER, "write", [key], {"active": False})
    second(USER, "context_get")
    admin(USER, "unlink", [key])
    admin(PARTNER, "read", [partner], ["name"])
    admin.quietly(PARTNER, "unlink", [partner])
