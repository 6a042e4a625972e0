"""The AI image service (I05, I06, and the links of I09): its routes and its port."""

from typing import Protocol

from contracts.ports.system import SystemPort

GENERATIONS = "/v1/images/generations"
EDITS = "/v1/images/edits"
MODELS = "/v1/models"
LINKS = "/images"
"""Where the stub's links lead; a real service's links lead where it says."""


class AiPort(SystemPort, Protocol):
    """A service that paints pictures in OpenAI's format."""
