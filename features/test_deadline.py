"""The deadline."""

from pytest_bdd import scenarios

scenarios("deadline.feature")
