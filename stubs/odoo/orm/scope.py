"""What a call runs in: its transaction, its user, its context, the run's clock and chance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Unit
from stubs.odoo.orm import registry
from stubs.odoo.orm.rows import Rows

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

SUPERUSER = 1


@dataclass(frozen=True)
class Scope:
    """One user's view of the records, inside one transaction.

    Attributes:
        uid: the user; 1 is the superuser, 3 the public one.
        rows: the tables' rows, as this transaction sees them.
        context: what the caller sent along, such as `active_test`.
        sudo: whether neither access rights nor record rules apply.
        memo: what was found out once in this transaction.
    """

    unit: Unit
    rows: Rows
    uid: int
    clock: Clock
    entropy: Entropy
    version: int
    context: Mapping[str, Any] = field(default_factory=dict)
    sudo: bool = False
    memo: dict[Any, Any] = field(default_factory=dict)

    def __getitem__(self, model: str) -> "Model":
        """Give a model without records; raises `UnknownModel`."""
        return registry.model(model)(self)

    @property
    def is_super(self) -> bool:
        """Whether everything is allowed."""
        return self.sudo or self.uid == SUPERUSER

    @property
    def active_test(self) -> bool:
        """Whether archived records are left out."""
        return bool(self.context.get("active_test", True))

    def as_superuser(self) -> "Scope":
        """Give the same, with everything allowed."""
        return self if self.sudo else replace(self, sudo=True)

    def with_context(self, **more: Any) -> "Scope":
        """Give the same with more in the context."""
        return replace(self, context={**self.context, **more})

    def now(self) -> datetime:
        """Give the run's time as Odoo keeps it: UTC without a zone, to the second."""
        return self.clock.now().replace(tzinfo=None, microsecond=0)

    def groups(self) -> frozenset[str]:
        """Name the user's groups, those that are implied included, such as `base.group_user`."""
        key = ("groups", self.uid)
        if key not in self.memo:
            groups: Any = self.as_superuser()["res.groups"]
            self.memo[key] = frozenset(groups.names_of(self.uid))
        found: frozenset[str] = self.memo[key]
        return found

    def has_any(self, groups: str) -> bool:
        """Whether the user belongs to one of several groups, with commas between; everybody does when there is none."""
        return not groups or self.is_super or any(each.strip() in self.groups() for each in groups.split(","))
