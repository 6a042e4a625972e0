"""What every system's port has: an address, and a way to learn that it is ready."""

from typing import Protocol


class CouldNotCheck(Exception):
    """This adapter cannot show what was asked; the text says why."""


class SystemPort(Protocol):
    """A system, stub or real, as the harness sees it."""

    @property
    def address(self) -> str:
        """Its base address."""
        ...

    async def ready(self) -> str:
        """Give the system's name and version once it answers.

        Raises:
            CouldNotCheck: it does not answer, or not as such a system would.
        """
        ...
