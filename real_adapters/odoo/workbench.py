"""What tests need of a live Odoo beyond what its users may do: users of their own, and time that has gone by.

An administrator's server action does it, as Odoo offers that; only records that were made here are touched. Never for
an Odoo that others use: time goes by for all of the flow's records in it.
"""

import secrets
from typing import Any

from real_adapters.odoo.api import Rpc

ACTIONS = "ir.actions.server"
GROUPS = {"internal": "base.group_user", "portal": "base.group_portal"}
_MAKE_USER = """
user = env["res.users"].create({{
    "name": {name!r}, "login": {login!r}, "password": {password!r}, "group_ids": [(6, 0, [env.ref({group!r}).id])],
}})
tomorrow = datetime.datetime.now() + datetime.timedelta(days=1)
keys = env["res.users.apikeys"].with_user(user)
action = {{"id": user.id, "key": keys._generate("rpc", "imageflow", tomorrow) if {keyed} else ""}}
"""
_AGE = """
passed = "interval '{seconds} seconds'"
for table, columns in {{
    "ai_image_generation_request": ["submitted_at", "deadline", "ended_at"],
    "imageflow_outbox": ["due_at"],
    "imageflow_inbox": ["due_at", "accepted_at"],
    "imageflow_object": ["due_at"],
}}.items():
    changes = ", ".join("%s = %s - %s" % (column, column, passed) for column in columns)
    env.cr.execute("UPDATE %s SET %s" % (table, changes))
env.cr.execute("UPDATE ai_image_generation_request SET period = to_char(submitted_at, 'YYYY-MM')")
env.cr.execute(
    "UPDATE imageflow_quota_slot AS slot SET period = request.period "
    "FROM ai_image_generation_request AS request WHERE request.id = slot.request_id AND slot.period != request.period"
)
env.invalidate_all()
for name in ["imageflow.cron_dispatch", "imageflow.cron_storing"]:
    env.ref(name)._trigger()
"""
_REMOVE = """
users = env["res.users"].with_context(active_test=False).browse({ids})
env["ai.image.generation.request"].sudo().search([("user_id", "in", users.ids)]).unlink()
partners = users.mapped("partner_id")
users.unlink()
partners.unlink()
"""


class Workbench:
    """One session of tests on one Odoo; blocking."""

    def __init__(self, rpc: Rpc) -> None:
        """Make nothing yet."""
        self._rpc, self._tag = rpc, secrets.token_hex(4)
        self._action: int | None = None
        self._users: list[int] = []

    def user(self, name: str, kind: str = "internal", *, keyed: bool = False) -> dict[str, str]:
        """Make a user; give `login`, `password` and, when asked for one, `key`. Raises `CouldNotCheck`."""
        login, password = f"{name}-{self._tag}-{len(self._users)}", secrets.token_urlsafe(16)
        code = _MAKE_USER.format(name=name, login=login, password=password, group=GROUPS[kind], keyed=keyed)
        made = self._run(code)
        self._users.append(made["id"])
        return {"login": login, "password": password, "key": made["key"]}

    def age(self, seconds: float) -> None:
        """Let so much time have gone by for the flow's records, and have what is due worked off."""
        self._run(_AGE.format(seconds=int(seconds)))

    def close(self) -> None:
        """Remove the users, what they have asked for, and the action."""
        if self._users:
            self._run(_REMOVE.format(ids=self._users))
        if self._action is not None:
            self._rpc.call(ACTIONS, "unlink", [self._action])
        self._rpc.close()

    def _run(self, code: str) -> Any:
        if self._action is None:
            models = self._rpc.call("ir.model", "search", domain=[["model", "=", "res.users"]])
            action = {"name": f"imageflow {self._tag}", "model_id": models[0], "state": "code", "code": code}
            made = self._rpc.call(ACTIONS, "create", vals_list=[action])
            self._action = int(made[0])
        else:
            self._rpc.call(ACTIONS, "write", [self._action], vals={"code": code})
        return self._rpc.call(ACTIONS, "run", [self._action])
