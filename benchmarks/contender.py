"""What is measured side by side: ours and the peers, by the same clock and the same client."""

from pathlib import Path
from typing import Protocol

from benchmarks.call import Call
from benchmarks.processes import Command


class Contender(Protocol):
    """A server and the request that it is asked.

    Attributes:
        name: of its row, with the version.
        contains: what does the work: server; validation; journal.
        ready: the first call that it answers rightly once it is up.
        warm_seconds: of load before anything is measured.
    """

    name: str
    contains: str
    ready: Call
    warm_seconds: float

    def command(self, folder: Path) -> Command:
        """Install it if need be, write its settings into a folder of this round, and say how it starts.

        Raises:
            CouldNotCheck: it can't be had here.
        """
        ...

    def call(self) -> Call:
        """Give the request to repeat, once it is up."""
        ...
