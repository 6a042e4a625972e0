"""File storage (I09): S3 over path-style URLs, and its port."""

from typing import Protocol

from contracts.ports.system import SystemPort


class StoragePort(SystemPort, Protocol):
    """An S3 endpoint that keeps images in one bucket."""
