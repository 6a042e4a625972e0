"""I02 The request is validated, its quota reserved, its record created."""

from pytest_bdd import scenarios

scenarios("i02_record.feature")
