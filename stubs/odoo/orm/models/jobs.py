"""Scheduled actions, as far as they can be looked at and triggered."""

from stubs.odoo.orm.fields import Boolean, Char, Datetime, Integer, Many2one, Selection
from stubs.odoo.orm.general.changing import write
from stubs.odoo.orm.model import Model
from stubs.odoo.orm.remote import Kind, remote

UNITS = [("minutes", "Minutes"), ("hours", "Hours"), ("days", "Days"), ("weeks", "Weeks"), ("months", "Months")]


class IrCron(Model):
    """Limitations: the stub's own queues do the work at once; a triggered action finds nothing left to do."""

    _name = "ir.cron"
    _description = "Scheduled Actions"
    _order = "cron_name, id"
    _rec_name = "cron_name"
    _looks_first = True
    _access = {"base.group_system": "crud"}
    name = Char("Name", required=True)
    cron_name = Char("Name", readonly=True)
    active = Boolean("Active", default=True)
    user_id = Many2one("res.users", "Scheduler User", required=True, default=1)
    interval_number = Integer("Interval Number", required=True, default=1)
    interval_type = Selection(UNITS, "Interval Unit", required=True, default="months")
    nextcall = Datetime("Next Execution Date", required=True)
    priority = Integer("Priority", default=5)

    @remote(Kind.RECORDS)
    def method_direct_trigger(self) -> bool:
        """Run at once."""
        return write(self, {"nextcall": self.scope.now()})
