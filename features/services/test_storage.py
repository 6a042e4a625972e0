"""What the flow needs of file storage."""

from pytest_bdd import scenarios

scenarios("storage.feature")
