"""The Odoo stub on a real socket, for real clients of Odoo."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from stubs.odoo.settings import FileStoreSettings, OdooSettings
from stubs.odoo.stub import OdooStub
from tests.runtimes import fixed_runtime
from tests.serving import served

SECRET = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"
KEY = "imageflow-odoo-key"


@dataclass(frozen=True)
class Served:
    """A served stub: where it is, and how its administrator gets in."""

    url: str
    database: str = "imageflow"
    login: str = "admin"
    password: str = "admin"
    key: str = KEY

    @property
    def port(self) -> int:
        """Give the port alone, as clients ask for it."""
        return int(self.url.rpartition(":")[2])


class Nowhere:
    """Stands for neighbours that nobody calls here."""

    async def send(self, request: object) -> object:
        """Be called by nobody."""
        raise AssertionError(request)


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Serve stubs, of Odoo 19 unless told otherwise."""
    with ExitStack() as stack:

        def start(version: int = 19) -> Served:
            settings = OdooSettings((SECRET,), "http://127.0.0.1:1/n8n", "http://127.0.0.1:1/odoo", version=version)
            neighbours = dict.fromkeys(("n8n", "ai", "storage"), Nowhere())
            stub = OdooStub(settings, FileStoreSettings("http://127.0.0.1:1"), fixed_runtime(), neighbours)
            return Served(stack.enter_context(served(stub.app, stub)))

        yield start


@pytest.fixture
def odoo(serve: Callable[..., Served]) -> Served:
    """Give a served stub of Odoo 19."""
    return serve()
