"""Odoo, with portal, service, gateway and core (I01 to I03, I08 to I11): its routes and its port."""

from typing import Protocol

from contracts.ports.system import SystemPort

ROOT = "/imageflow/v1"
REQUESTS = f"{ROOT}/requests"
IMAGES = f"{ROOT}/images"
QUOTA = f"{ROOT}/quota"
CALLBACK = f"{ROOT}/callback"
SIGN_IN = "/web/session/authenticate"
HEALTH = "/web/health"
VERSION = "/web/version"
"""Only Odoo 19 and later have it (`facts/odoo.md` 3)."""


class OdooPort(SystemPort, Protocol):
    """An Odoo that serves the flow's routes; what happens inside it, its observer tells or nobody can."""
