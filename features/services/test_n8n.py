"""What the flow needs of n8n, looked at only."""

from pytest_bdd import scenarios

scenarios("n8n.feature")
