"""What the flow needs of Odoo, looked at only."""

from pytest_bdd import scenarios

scenarios("odoo.feature")
