"""An AI stub on a real socket, its clock in the test's hand."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from contracts.wire import Transport
from stubs.ai.settings import AiSettings
from stubs.ai.stub import AiStub
from tests.runtimes import FixedClock, fixed_runtime
from tests.serving import served

SMALL = {"model": "gpt-image-2", "prompt": "a red fox at dawn", "size": "64x64"}


@dataclass
class Service:
    """A served stub and a client of it."""

    url: str
    stub: AiStub
    clock: FixedClock
    session: requests.Session

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.session.get(path if path.startswith("http") else self.url + path, timeout=20, **more)

    def generate(self, headers: dict[str, str] | None = None, **fields: Any) -> requests.Response:
        """Ask for a small picture, with fields of one's own."""
        return self.post(json=SMALL | fields, headers=headers)

    def call(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> requests.Response:
        """Ask with the right key as a bearer token."""
        given = {"Authorization": "Bearer sk-imageflow"} | (headers or {})
        return self.session.request(method, self.url + path, headers=given, timeout=20, **more)

    def post(self, headers: dict[str, str] | None = None, **more: Any) -> requests.Response:
        """Post to the generations endpoint with the right key."""
        given = {"Authorization": "Bearer sk-imageflow"} | (headers or {})
        return self.session.post(f"{self.url}/v1/images/generations", headers=given, timeout=20, **more)


@contextmanager
def serving(entropy_seed: int = 1, *, transport: Transport | None = None, **settings: Any) -> Iterator[Service]:
    """Serve a stub until the block ends."""
    runtime = fixed_runtime(entropy_seed)
    stub = AiStub(AiSettings(**settings), runtime, transport)
    with served(stub.app, stub) as url, requests.Session() as session:
        session.trust_env = False
        yield Service(url, stub, runtime.clock, session)


Serve = Callable[..., Service]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve stubs with settings of the test's own."""
    with ExitStack() as open_ones:
        yield lambda **settings: open_ones.enter_context(serving(**settings))


@pytest.fixture(scope="module")
def ai() -> Iterator[Service]:
    """One stub with the default settings for a module's tests that change nothing."""
    with serving() as service:
        yield service
