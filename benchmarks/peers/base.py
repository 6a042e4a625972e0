"""What all peers share: they are asked for a picture, and for nothing else."""

from benchmarks.call import GENERATION, Call


class Peer:
    """A server that answers `POST /v1/images/generations`."""

    ready = GENERATION
    warm_seconds = 2.0

    def call(self) -> Call:
        """Give the request to repeat."""
        return GENERATION
