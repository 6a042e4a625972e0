"""I08 The outcome is verified, deduplicated and passed on once."""

from pytest_bdd import scenarios

scenarios("i08_passed_on.feature")
