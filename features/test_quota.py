"""Quota."""

from pytest_bdd import scenarios

scenarios("quota.feature")
