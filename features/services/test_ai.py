"""What the flow needs of the AI service."""

from pytest_bdd import scenarios

scenarios("ai.feature")
