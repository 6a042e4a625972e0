"""The addon's own models, and parameters."""

from tests.parity.odoo.stories.telling import story, users
from tests.parity.odoo.talk import Talk

REQUEST = "ai.image.generation.request"
PARAMETER = "ir.config_parameter"


@story
def parameters(talk: Talk) -> None:
    """Parameters are set, read, changed, removed."""
    admin = talk.admin
    for arguments in (
        ("pa.key", "v"),
        ("pa.key", "v"),
        ("pa.key", "w"),
        ("pa.key", 5),
        ("pa.key", True),
        ("pa.key", ""),
        ("pa.key", False),
        ("pa.key", None),
    ):
        admin(PARAMETER, "set_param", *arguments)
        admin(PARAMETER, "get_param", "pa.key")
    admin(PARAMETER, "get_param", "pa.none")
    admin(PARAMETER, "get_param", "pa.none", "otherwise")
    admin(PARAMETER, "get_param")
    admin(PARAMETER, "set_param", "pa.key")
    key = admin(PARAMETER, "create", {"key": "pa.made", "value": "1"})
    admin(PARAMETER, "read", [key], ["key", "value", "display_name"])
    admin(PARAMETER, "create", {"key": "pa.made", "value": "2"})
    admin(PARAMETER, "create", {"key": "pa.empty"})
    admin(PARAMETER, "create", {"value": "2"})
    admin(PARAMETER, "write", [key], {"value": False})
    admin(PARAMETER, "write", [key], {"value": "3"})
    admin(PARAMETER, "search_read", [("key", "=like", "pa.%")], ["key", "value"])
    admin(PARAMETER, "unlink", [key])


@story
def requests_by_rpc(talk: Talk) -> None:
    """Nobody makes or changes a request by RPC."""
    (user,) = users(talk, "user")
    for speaker in (talk.admin, user):
        speaker(REQUEST, "create", {"prompt": "x"})
        speaker(REQUEST, "write", [999999], {"prompt": "x"})
        speaker(REQUEST, "unlink", [999999])
        speaker(REQUEST, "read", [999999], ["prompt"])
        speaker(REQUEST, "search", [("status", "=", "nope")])
        speaker(REQUEST, "search", [("nope", "=", 1)])
        speaker("imageflow.quota", "create", {"granted": 5})
        speaker("imageflow.quota", "write", [999999], {"granted": 5})
        speaker("imageflow.quota", "write", [999999], {"period": "x"})
        speaker("generated.image", "create", {})
        speaker("generated.image", "unlink", [999999])
        speaker("imageflow.inbox", "create", {})
        speaker("imageflow.object", "search", [("state", "=", "doomed"), ("key", "=", "none")])


@story
def what_is_installed(talk: Talk) -> None:
    """What adapters ask before they begin."""
    admin = talk.admin
    admin("ir.module.module", "search_read", [("name", "=", "imageflow")], ["name", "state"])
    admin("ir.module.module", "search_count", [("name", "=", "no_such_module")])
    admin("ir.model", "search_read", [("model", "=", REQUEST)], ["name", "model"])
    admin("ir.model.data", "check_object_reference", "base", "no_such_thing")
    admin("ir.cron", "search_read", [("name", "=like", "AI images%")], ["name", "active"], order="name")
    admin("res.company", "read", [1], ["name", "partner_id", "currency_id", "email"])
    admin("res.users", "read", [2], ["login", "name", "share", "active"])
    admin("res.users", "search_read", [("login", "=", "admin")], ["login"])
    admin("res.country", "search_read", [("code", "in", ["US", "BE"])], ["name", "code", "phone_code"], order="code")
    admin("res.lang", "search_read", [("code", "=", "en_US")], ["name", "code", "active"])
    admin("no.such.model", "search", [])
