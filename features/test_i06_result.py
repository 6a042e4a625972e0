"""I06 The AI service gives images, a link, or a refusal."""

from pytest_bdd import scenarios

scenarios("i06_result.feature")
