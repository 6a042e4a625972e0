"""The stub's server on a real socket, on wall time, for tests that call it as n8n is called."""

from collections.abc import Iterator
from contextlib import contextmanager

from contracts.runtime import Runtime
from simulator.clock import RunClock
from simulator.entropy import RunEntropy
from simulator.serving import address_of, bind
from simulator.sockets import SocketTransport
from stubs.n8n.server.server import Server
from stubs.n8n.settings import N8nSettings
from tests.n8n.server.driver import N8n
from tests.runtimes import Notebook
from tests.serving import served

KEY = "imageflow-n8n-key"


@contextmanager
def serving(**settings: object) -> Iterator[N8n]:
    """Serve a stub of its own; give the way to it."""
    bound = bind("127.0.0.1")
    address = address_of(bound)
    bound.close()
    runtime = Runtime(RunClock(), RunEntropy(1), Notebook())
    stub = Server(N8nSettings(public_url=address, **settings), runtime, SocketTransport())  # type: ignore[arg-type]
    with served(stub.app, stub, int(address.rpartition(":")[2])) as url:
        yield N8n(url, KEY)
