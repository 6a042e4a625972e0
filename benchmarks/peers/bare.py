"""A bare ASGI application on the server that our stubs use: what Python can do at the best."""

import sys
from pathlib import Path

from benchmarks.peers.base import Peer
from benchmarks.peers.pins import MSGSPEC, installed
from benchmarks.processes import Command, free_ports

ROOT = Path(__file__).parents[2]


class Bare(Peer):
    """No router, no framework: uvicorn, msgspec and a ring of dictionaries."""

    name = "bare ASGI (the limit)"
    contains = f"uvicorn; msgspec {MSGSPEC.version}; last 100,000 in a ring"

    def command(self, folder: Path) -> Command:  # noqa: ARG002 - it has no settings
        """Serve the application beside this module."""
        library = installed(MSGSPEC)
        (port,) = free_ports(1)
        flags = ("--host", "127.0.0.1", "--port", str(port), "--no-access-log", "--log-level", "error")
        server = ("-m", "uvicorn", "benchmarks.peers.bare_app:app", "--http", "httptools", "--loop", "uvloop")
        path = {"PYTHONPATH": f"{library}:{ROOT}"}
        return Command([sys.executable, *server, *flags], port, path)
