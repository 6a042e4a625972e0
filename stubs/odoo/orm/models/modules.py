"""Modules and models, as far as clients ask what is installed, and the names that modules gave to records."""

from typing import Any

from stubs.odoo.orm import registry
from stubs.odoo.orm.errors import Builtin
from stubs.odoo.orm.fields import Boolean, Char, Integer, Selection
from stubs.odoo.orm.model import Model, Unique
from stubs.odoo.orm.remote import Kind, remote

STATES = [
    ("uninstallable", "Uninstallable"),
    ("uninstalled", "Not Installed"),
    ("installed", "Installed"),
    ("to upgrade", "To be upgraded"),
    ("to remove", "To be removed"),
    ("to install", "To be installed"),
]


class IrModuleModule(Model):
    """Limitations: what is installed can't be changed."""

    _name = "ir.module.module"
    _description = "Module"
    _looks_first = True
    _order = "application desc,sequence,name"
    _rec_name = "shortdesc"
    _access = {"base.group_user": "r", "base.group_system": "crud"}
    _unique = (Unique(("name",), "The name of the module must be unique!"),)
    name = Char("Technical Name", required=True, readonly=True)
    shortdesc = Char("Module Name", readonly=True)
    state = Selection(STATES, "Status", readonly=True, default="uninstalled")
    latest_version = Char("Installed Version", readonly=True)
    application = Boolean("Application", readonly=True)
    sequence = Integer("Sequence", default=100)


class IrModelData(Model):
    """The names that modules gave to records, such as `base.group_user`."""

    _name = "ir.model.data"
    _description = "Model Data"
    _order = "module, model, name"
    _access = {"base.group_system": "crud"}
    _unique = (Unique(("module", "name"), "You cannot have multiple records with the same external ID in a module!"),)
    module = Char("Module", required=True, default="")
    name = Char("External Identifier", required=True)
    complete_name = Char("Complete ID", compute="_compute_complete_name")
    model = Char("Model Name", required=True)
    res_id = Integer("Record ID")
    noupdate = Boolean("Non Updatable")

    @remote(Kind.MODEL)
    def check_object_reference(self, module: Any, xml_id: Any, raise_on_access_error: Any = False) -> list[Any]:
        """Give the model and the id of a record by its name."""
        for row in self.rows().values():
            if (row["module"], row["name"]) == (module, xml_id):
                return [row["model"], row["res_id"]]
        raise Builtin(ValueError, f"External ID not found in the system: {module}.{xml_id}")

    def _compute_complete_name(self) -> dict[int, Any]:
        rows = self.rows()
        return {key: ".".join(filter(None, (rows[key]["module"], rows[key]["name"]))) for key in self.ids}


class IrModel(Model):
    """The models themselves; nothing is kept of them."""

    _name = "ir.model"
    _description = "Models"
    _looks_first = True
    _order = "model"
    _access = {"base.group_erp_manager": "crud"}
    name = Char("Model Description", required=True)
    model = Char("Model", required=True)
    transient = Boolean("Transient Model")
    state = Selection([("manual", "Custom Object"), ("base", "Base Object")], "Type", readonly=True, default="manual")

    def rows(self) -> dict[int, Any]:
        """Make a row of each model that there is."""
        unset = dict.fromkeys(column.name for column in self.table.c)
        return {
            place: unset | {"id": place, "name": each._description, "model": name, "transient": False, "state": "base"}
            for place, (name, each) in enumerate(sorted(registry.models().items()), 1)
        }
