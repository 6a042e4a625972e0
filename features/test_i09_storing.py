"""I09 The image is downloaded when it is a link, and stored."""

from pytest_bdd import scenarios

scenarios("i09_storing.feature")
