"""I10 The image record is created, the request ended, the quota settled."""

from pytest_bdd import scenarios

scenarios("i10_completed.feature")
