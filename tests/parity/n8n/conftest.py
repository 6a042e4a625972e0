"""Which n8n the recordings are held against: our own, served as users serve it, or with `--real n8n=URL` a real one."""

import contextlib
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.parity.n8n.case import Case, Document
from tests.parity.n8n.corpus import CASES
from tests.parity.n8n.n8n import N8n
from tests.parity.n8n.normal import normal
from tests.parity.n8n.play import play
from tests.parity.n8n.recordings import read
from tests.parity.n8n.server import ScriptedServer
from tests.parity.served import served

KEY = "imageflow-n8n-key"
AT_ONCE = 4

Replays = dict[str, Future[Document]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless the features have added it in this session."""
    with contextlib.suppress(ValueError):
        help_text = "Hold the recordings against this real n8n."
        parser.addoption("--real", metavar="n8n=URL", action="append", default=[], help=help_text)


@pytest.fixture(scope="session")
def n8n(pytestconfig: pytest.Config) -> Iterator[N8n]:
    """Give the n8n."""
    real = pytestconfig.getoption("--real")
    if real:
        yield N8n(real[0].removeprefix("n8n="), os.environ["IMAGEFLOW_N8N_API_KEY"])
        return
    with served("n8n", "/healthz/readiness") as url:
        yield N8n(url, KEY)


@pytest.fixture(scope="session")
def replays(n8n: N8n, request: pytest.FixtureRequest) -> Iterator[Replays]:
    """Play the cases of the session, several at once: most of a case's time is waiting."""
    specs = [
        item.callspec.params
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {name: pool.submit(replayed, CASES[name], n8n) for name in CASES if {"name": name} in specs}
        pool.shutdown(cancel_futures=True)


def replayed(case: Case, n8n: N8n) -> Document:
    """Play a recorded case between its own neighbours; give what would be recorded now."""
    recorded, server = read(case), ScriptedServer()
    try:
        return normal(case, play(case, n8n, server, recorded["counts"] if recorded else None))
    finally:
        server.close()
