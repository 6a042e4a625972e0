"""I05 The workflow asks the AI service."""

from pytest_bdd import scenarios

scenarios("i05_generation.feature")
