"""The whole flow."""

from pytest_bdd import scenarios

scenarios("flow.feature")
