"""What tests need of a live Odoo beyond what its users may do: users of their own, and time that has gone by.

An administrator's server action does it, as Odoo offers that. Only the users that were made here and what they have
asked for are touched; each is in the ledger before Odoo hears of it.
"""

import secrets
from typing import Any

from real_adapters.ledger import Ledger, Made
from real_adapters.odoo.api import Rpc

ACTIONS = "ir.actions.server"
ACTION, USER = "action", "user"
GROUPS = {"internal": "base.group_user", "portal": "base.group_portal"}
_MAKE_USER = """
user = env["res.users"].create({{
    "name": {name!r}, "login": {login!r}, "password": {password!r}, "group_ids": [(6, 0, [env.ref({group!r}).id])],
}})
tomorrow = datetime.datetime.now() + datetime.timedelta(days=1)
keys = env["res.users.apikeys"].with_user(user)
action = {{"id": user.id, "key": keys._generate("rpc", "imageflow", tomorrow) if {keyed} else ""}}
"""
_MINE = """
users = env["res.users"].with_context(active_test=False).search([("login", "in", {logins})])
requests = env["ai.image.generation.request"].sudo().search([("user_id", "in", users.ids)])
mine = tuple(requests.ids or [0])
# Before anything is changed: a job holds such a row while it has another transaction change the request.
for table in ["imageflow_outbox", "imageflow_inbox", "imageflow_object"]:
    env.cr.execute("SELECT id FROM %s WHERE request_id IN %%s ORDER BY id FOR UPDATE" % table, [mine])
"""
_AGE = """
passed = "interval '{seconds} seconds'"
for table, whose, columns in [
    ("ai_image_generation_request", "id", ["submitted_at", "deadline", "accepted_at", "ended_at"]),
    ("imageflow_outbox", "request_id", ["due_at"]),
    ("imageflow_inbox", "request_id", ["due_at", "accepted_at"]),
    ("imageflow_object", "request_id", ["due_at"]),
]:
    changes = ", ".join("%s = %s - %s" % (column, column, passed) for column in columns)
    env.cr.execute("UPDATE %s SET %s WHERE %s IN %%s" % (table, changes, whose), [mine])
env.cr.execute(
    "UPDATE ai_image_generation_request SET period = to_char(submitted_at, 'YYYY-MM') WHERE id IN %s", [mine]
)
env.cr.execute(
    "INSERT INTO imageflow_quota (user_id, period, granted) SELECT DISTINCT request.user_id, request.period, granted "
    "FROM ai_image_generation_request AS request JOIN imageflow_quota AS quota ON quota.user_id = request.user_id "
    "WHERE request.id IN %s ON CONFLICT DO NOTHING", [mine]
)
env.cr.execute(
    "UPDATE imageflow_quota_slot AS slot SET period = request.period FROM ai_image_generation_request AS request "
    "WHERE request.id = slot.request_id AND slot.period != request.period AND request.id IN %s", [mine]
)
env.invalidate_all()
for job in env["ir.model.data"].search([("module", "=", "imageflow"), ("model", "=", "ir.cron")]):
    env["ir.cron"].browse(job.res_id)._trigger()
"""
_FORGET = """
objects = env["imageflow.object"].sudo().search([("request_id", "in", requests.ids)])
env.cr.execute(
    "UPDATE ai_image_generation_request SET status = 'failed' WHERE id IN %s AND status IN ('pending', 'processing')",
    [mine],
)
env.invalidate_all()
requests.unlink()
objects.exists().unlink()
for model in ["imageflow.quota.slot", "imageflow.quota", "imageflow.idempotency"]:
    env[model].sudo().search([("user_id", "in", users.ids)]).unlink()
"""
_REMOVE = """
partners = users.mapped("partner_id")
users.unlink()
partners.unlink()
"""


class Workbench:
    """One session of tests on one Odoo; blocking."""

    def __init__(self, rpc: Rpc, ledger: Ledger) -> None:
        """Make nothing yet."""
        self._rpc, self._ledger, self._tag = rpc, ledger, secrets.token_hex(4)
        self._action: tuple[Made, int] | None = None
        self._users: list[Made] = []

    def take_over(self) -> None:
        """Remove what the ledger names, which another session has left; raises `CouldNotCheck`."""
        self._users = [made for made in self._ledger.made if made.kind == USER]
        left = [made for made in self._ledger.made if made.kind == ACTION]
        self.close()
        for made in left:
            found = self._rpc.call(ACTIONS, "search", domain=[["name", "=", made.name]])
            if found:
                self._rpc.call(ACTIONS, "unlink", found)
            self._ledger.gone(made)

    def user(self, name: str, kind: str = "internal", *, keyed: bool = False) -> dict[str, str]:
        """Make a user; give `login`, `password` and, when asked for one, `key`. Raises `CouldNotCheck`."""
        login, password = f"{name}-{self._tag}-{len(self._users)}", secrets.token_urlsafe(16)
        made = self._ledger.about_to(USER, login)
        self._users.append(made)
        told = self._run(_MAKE_USER.format(name=name, login=login, password=password, group=GROUPS[kind], keyed=keyed))
        self._ledger.known(made, str(told["id"]))
        return {"login": login, "password": password, "key": told["key"]}

    def age(self, seconds: float) -> None:
        """Let so much time have gone by for what the users asked for, and have what is due worked off."""
        self._run(self._mine() + _AGE.format(seconds=int(seconds)))

    def forget(self) -> None:
        """Remove what the users have asked for, and their quota, and have nothing more done about it."""
        if self._users:
            self._run(self._mine() + _FORGET)

    def close(self) -> None:
        """Remove the users, what they have asked for, and the action.

        Raises:
            CouldNotCheck: Odoo does not let it; the ledger still names what is left.
        """
        if self._users:
            self._run(self._mine() + _FORGET + _REMOVE)
            while self._users:
                self._ledger.gone(self._users.pop())
        if self._action is not None:
            made, action = self._action
            self._rpc.call(ACTIONS, "unlink", [action])
            self._ledger.gone(made)
        self._rpc.close()

    def _mine(self) -> str:
        """Give code that finds the users and what they have asked for."""
        return _MINE.format(logins=[made.name for made in self._users])

    def _run(self, code: str) -> Any:
        if self._action is None:
            self._action = self._make(code)
        else:
            self._rpc.call(ACTIONS, "write", [self._action[1]], vals={"code": code})
        return self._rpc.call(ACTIONS, "run", [self._action[1]])

    def _make(self, code: str) -> tuple[Made, int]:
        models = self._rpc.call("ir.model", "search", domain=[["model", "=", "res.users"]])
        action = {"name": f"imageflow {self._tag}", "model_id": models[0], "state": "code", "code": code}
        made = self._ledger.about_to(ACTION, action["name"])
        (number,) = self._rpc.call(ACTIONS, "create", vals_list=[action])
        self._ledger.known(made, str(number))
        return made, int(number)
