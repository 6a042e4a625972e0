"""The door to the models: one call of one user, in one transaction."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database, Unit
from stubs.odoo.orm import calls, registry
from stubs.odoo.orm.rows import Rows
from stubs.odoo.orm.scope import Scope

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Environment:
    """A user at a database.

    Values that come back are plain: text, numbers, booleans, lists, dicts, `False` for what is unset, dates as Odoo
    spells them, binaries as base64 text, many2one values as `[id, name]`; bytes only for `raw` of an attachment. None
    is what a method gives that gives nothing.
    """

    def __init__(self, database: Database, uid: int, clock: Clock, entropy: Entropy, *, version: int = 19) -> None:
        """Stand for a user (1 is the superuser, 3 the public one); nothing is asked yet."""
        self._database, self._uid, self._clock, self._entropy = database, uid, clock, entropy
        self._version = version

    def call(self, model: str, method: str, args: Sequence[Any] = (), kwargs: Mapping[str, Any] = NOTHING) -> Any:
        """Call a method as `execute_kw` does: the first argument holds the ids, unless the method works on the model.

        Raises:
            OdooError: as real Odoo would; nothing has been changed then.
        """
        with self._database.unit() as unit:
            return calls.positional(self.scope(unit), model, method, args, kwargs)

    def call_named(self, model: str, method: str, ids: Any, kwargs: Mapping[str, Any]) -> Any:
        """Call a method as JSON-2 does: all arguments by name, the ids apart.

        Raises:
            OdooError: as real Odoo would, `CannotBind` where the arguments don't fit; nothing has been changed then.
        """
        with self._database.unit() as unit:
            return calls.named(self.scope(unit), model, method, ids, kwargs)

    def models(self) -> list[str]:
        """Name the models, sorted."""
        return sorted(registry.models())

    def scope(self, unit: Unit) -> Scope:
        """Give the user's scope inside a transaction."""
        return Scope(unit, Rows(unit), self._uid, self._clock, self._entropy, self._version)
