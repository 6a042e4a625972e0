"""The models that the stub knows, one theme a file; importing them puts them into the registry."""

from stubs.odoo.orm.models import attachments, flow, groups, jobs, modules, parameters, partners, secrets, users, world

__all__ = ["attachments", "flow", "groups", "jobs", "modules", "parameters", "partners", "secrets", "users", "world"]
