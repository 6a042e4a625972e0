"""Our Odoo as users serve it, called by n8n's own Odoo node: our n8n's, or with `--real n8n=URL` a real one's."""

from tests.parity.n8n.conftest import n8n, pytest_addoption
from tests.parity.odoo.conftest import odoo

__all__ = ["n8n", "odoo", "pytest_addoption"]
