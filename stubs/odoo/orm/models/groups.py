"""Groups of users: who belongs to them, by themselves and by those that imply them."""

from typing import Any

from stubs.odoo.orm.fields import Boolean, Char, Integer, Many2many, Many2one, One2many, Text
from stubs.odoo.orm.model import Model, Unique

IMPLIED = ("res_groups_implied_rel", "gid", "hid")
MEMBERS = ("res_groups_users_rel", "gid", "uid")


class ResGroupsPrivilege(Model):
    """What groups are ordered by on a user's page."""

    _name = "res.groups.privilege"
    _description = "Privileges"
    _order = "sequence, name, id"
    _access = {"base.group_user": "r", "base.group_erp_manager": "crud"}
    name = Char("Name", required=True)
    sequence = Integer("Sequence", default=100)
    group_ids = One2many("res.groups", "privilege_id", "Groups")


class ResGroups(Model):
    """Limitations: groups imply others as they are kept; nothing is made of a group's menus and views."""

    _name = "res.groups"
    _description = "Access Groups"
    _order = "privilege_id, sequence, name, id"
    _access = {"base.group_user": "r", "base.group_erp_manager": "crud"}
    _unique = (Unique(("privilege_id", "name"), "The name of the group must be unique within a group privilege!"),)
    name = Char("Name", required=True)
    sequence = Integer("Sequence")
    comment = Text("Comment")
    share = Boolean("Share Group")
    privilege_id = Many2one("res.groups.privilege", "Privilege")
    full_name = Char("Group Name", compute="_compute_full_name", search="_search_full_name")
    implied_ids = Many2many("res.groups", "Implied Groups", pairs=IMPLIED)
    implied_by_ids = Many2many("res.groups", "Implying Groups", pairs=(IMPLIED[0], IMPLIED[2], IMPLIED[1]))
    user_ids = Many2many("res.users", "Users", pairs=MEMBERS, context={"active_test": False})
    all_user_ids = Many2many("res.users", "Users and implied users", compute="_compute_all_users")

    def names_of(self, uid: int) -> set[str]:
        """Name a user's groups by the names that modules gave them, those that are implied included."""
        names = {row["res_id"]: key for key, row in self._external().items()}
        return {names[each] for each in self.ids_of(uid) if each in names}

    def ids_of(self, uid: int) -> set[int]:
        """Give the ids of a user's groups, those that are implied included."""
        own = {gid for gid, user in self.scope.rows.pairs(self._pairs(MEMBERS)) if user == uid}
        return self.implied_by(own)

    def implied_by(self, groups: set[int]) -> set[int]:
        """Add the groups that these imply."""
        found = set(groups)
        pairs = self.scope.rows.pairs(self._pairs(IMPLIED))
        while more := {hid for gid, hid in pairs if gid in found} - found:
            found |= more
        return found

    def by_name(self, name: str) -> int | None:
        """Give the id of the group that a module named so, such as `base.group_user`."""
        row = self._external().get(name)
        return row["res_id"] if row else None

    def full_name_of(self, name: str) -> str:
        """Give how refusals name a group."""
        key = self.by_name(name)
        if key is None:
            return name
        privilege = self.get(key, "privilege_id")
        before = f"{self.scope['res.groups.privilege'].get(privilege, 'name')}/" if privilege else ""
        return f"{before}{self.get(key, 'name')}"

    def _external(self) -> dict[str, Any]:
        rows = self.scope["ir.model.data"].rows().values()
        return {f"{row['module']}.{row['name']}": row for row in rows if row["model"] == "res.groups"}

    def _pairs(self, names: tuple[str, str, str]) -> Any:
        from stubs.odoo.tables import Base  # noqa: PLC0415 - the table of pairs is made after this class

        return Base.metadata.tables[names[0]]

    def _compute_full_name(self) -> dict[int, Any]:
        privileges = self.scope["res.groups.privilege"]
        found = {}
        for key in self.ids:
            name, privilege = self.get(key, "name"), self.get(key, "privilege_id")
            found[key] = f"{privileges.get(privilege, 'name')} / {name}" if privilege else name
        return found

    def _search_full_name(self, operator: str, value: Any) -> Any:
        return [("name", operator, value)]

    def _compute_display_name(self) -> dict[int, Any]:
        return self._compute_full_name()

    def _compute_all_users(self) -> dict[int, Any]:
        members = self.scope.rows.pairs(self._pairs(MEMBERS))
        users = sorted({uid for _, uid in members})
        groups = {uid: self.ids_of(uid) for uid in users}
        return {key: [uid for uid in users if key in groups[uid]] for key in self.ids}
