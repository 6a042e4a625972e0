"""One sandbox for all attacks: nothing may be lost, nothing may be added, and nothing may be logged as an error."""

import gc
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import text

from contracts.participants import System
from simulator.composition import Limits
from simulator.settings import Settings
from simulator.stage import Stage
from tests.hostile.raw import Answer, exchange
from tests.hostile.sending import ENDPOINTS, KNOWN_KEY, MODEL, SUBMISSION, Endpoint


@dataclass
class Target:
    """A running sandbox in which one request has ended.

    Attributes:
        stage: the sandbox.
        request_id: of the request that has ended.
    """

    stage: Stage
    request_id: str

    def send(self, endpoint: Endpoint, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """Send a body to an endpoint, properly proved; the good one unless another is given."""
        answer = exchange(endpoint.url(self.stage.sandbox), self.octets(endpoint, body, headers))
        assert answer is not None, "the connection was closed without an answer"
        return answer

    def octets(self, endpoint: Endpoint, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        """Give a whole request."""
        sent = self.good(endpoint) if body is None else body
        return endpoint.octets(self.stage.sandbox, sent, self.request_id, headers)

    def good(self, endpoint: Endpoint) -> bytes:
        """Give the endpoint's good body."""
        return endpoint.good(self.stage.sandbox, self.request_id)

    def records(self) -> dict[str, Any]:
        """Give all that the four stubs keep of the flow."""
        return self.stage.run(self._records())

    async def _records(self) -> dict[str, Any]:
        sandbox = self.stage.sandbox
        portal = sandbox.portal(sandbox.settings.odoo_api_key)
        n8n: Any = sandbox.stubs[System.N8N]
        storage: Any = sandbox.stubs[System.STORAGE]
        with n8n._server._database.connect() as connection:
            seen = connection.scalar(text("SELECT count(*) FROM n8n_seen"))
        return {
            "requests": (await portal.send("GET", "/imageflow/v1/requests")).body,
            "states": [(each.interaction, each.correlation_id) for each in sandbox.journal.entries() if not each.hop],
            "ids that n8n took": seen,
            "objects": sorted(storage.store.bucket(sandbox.settings.storage_bucket).keys),
        }


@pytest.fixture(scope="module", autouse=True)
def _what_others_left_is_gone() -> None:
    """What earlier tests threw away complains when it is collected: before anybody listens here."""
    gc.collect()


@contextmanager
def raised() -> Iterator[Target]:
    """Raise a sandbox, take one request to its end, and put one object."""
    settings = replace(Settings.from_environment({}), ai_model=MODEL)
    with Stage(settings=settings, limits=Limits(quota=50), seed=1) as stage:
        portal = stage.sandbox.portal(stage.sandbox.settings.odoo_api_key)
        answer = stage.run(portal.submit(SUBMISSION, (("idempotency-key", KNOWN_KEY),)))
        request_id = json.loads(answer.body)["id"]
        assert stage.run(portal.wait(request_id)).status == "completed"
        target = Target(stage, request_id)
        for endpoint in ENDPOINTS:
            assert target.send(endpoint).status == endpoint.taken, endpoint.name
        yield target


@pytest.fixture(scope="package")
def target() -> Iterator[Target]:
    """Give one sandbox to all attacks."""
    with raised() as sandbox:
        yield sandbox


@pytest.fixture
def unharmed(target: Target) -> Iterator[None]:
    """After an attack all records are as before, and every endpoint takes a good body without a new effect."""
    before = target.records()
    yield
    assert target.records() == before
    for endpoint in ENDPOINTS:
        assert target.send(endpoint).status == endpoint.taken, endpoint.name
    assert target.records() == before


@pytest.fixture(autouse=True)
def _nothing_is_logged_as_an_error(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.WARNING):
        yield
    phases = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.records]
    faults = [each for each in phases if each.levelno >= logging.ERROR or each.exc_info]
    assert not faults, [each.getMessage() for each in faults]
