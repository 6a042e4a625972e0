"""I07 The workflow calls Odoo back with the outcome, signed."""

from pytest_bdd import scenarios

scenarios("i07_callback.feature")
