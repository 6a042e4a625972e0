"""I01 Prompt and parameters are submitted."""

from pytest_bdd import scenarios

scenarios("i01_submit.feature")
