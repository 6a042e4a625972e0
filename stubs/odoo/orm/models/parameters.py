"""System parameters: keys and values that administrators set."""

from typing import Any

from stubs.odoo.orm import access
from stubs.odoo.orm.fields import Char, Text
from stubs.odoo.orm.general.changing import change, create_one, remove
from stubs.odoo.orm.model import Model, Unique
from stubs.odoo.orm.remote import Kind, remote


class IrConfigParameter(Model):
    """Limitations: what the stub itself goes by comes from its settings, whatever stands here."""

    _name = "ir.config_parameter"
    _description = "System Parameter"
    _order = "key"
    _rec_name = "key"
    _looks_first = True
    _python_name = "IrConfig_Parameter"
    _access = {"base.group_system": "crud"}
    _unique = (Unique(("key",), "Key must be unique."),)
    key = Char("Key", required=True)
    value = Text("Value", required=True)

    @remote(Kind.MODEL)
    def get_param(self, key: Any, default: Any = False) -> Any:
        """Give a parameter's value, or the default."""
        access.check(self, "read")
        row = self._row(key)
        return (row["value"] if row else None) or default

    @remote(Kind.MODEL)
    def set_param(self, key: Any, value: Any) -> Any:
        """Set a parameter, or remove it when the value is False or None; give what it was."""
        access.check(self, "read")
        row = self._row(key)
        if row is None:
            access.check(self, "read" if value is False or value is None else "create")
            if value is not False and value is not None:
                create_one(self, {"key": key, "value": value})
            return False
        access.check(self, "write")
        before = row["value"]
        if value is False or value is None:
            remove(self.of([row["id"]]))
        elif str(value) != before:
            change(self.of([row["id"]]), {"value": value})
        return before

    def _row(self, key: Any) -> dict[str, Any] | None:
        return next((row for row in self.rows().values() if row["key"] == key), None)
