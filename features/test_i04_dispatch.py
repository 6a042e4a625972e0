"""I04 The gateway posts the request to the n8n webhook, signed."""

from pytest_bdd import scenarios

scenarios("i04_dispatch.feature")
