"""A pytest plugin: the sandbox as fixtures in any project's own tests.

`sandbox` is a running mix of four systems, `portal` a user of it, `journal` what has happened so far, `topology` which
system is real. Each test has a sandbox of its own, on free ports, so that tests may run side by side (`pytest -n 2`).
Steps for Gherkin features are taken in by `pytest_plugins = ["features.steps.given", …]`, with `world` from
`features.conftest`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from contracts.evidence import Entry
    from contracts.messages.submission import RequestView
    from simulator.stage import Stage
    from simulator.topology import Topology


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--imageflow-real`, `--imageflow-seed` and `--imageflow-report`."""
    group = parser.getgroup("imageflow", "imageflow: the AI image flow's sandbox")
    group.addoption(
        "--imageflow-real", metavar="SYSTEM=URL", action="append", default=[], help="Use a real system in the sandbox."
    )
    group.addoption("--imageflow-seed", type=int, help="Make ids and pictures repeat.")
    group.addoption(
        "--imageflow-report", metavar="DIR", type=Path, help="Write the journal of each test that fails there."
    )


@dataclass(frozen=True, slots=True)
class Portal:
    """A user of the sandbox's portal, for tests that are not asynchronous."""

    stage: Stage
    client: Any

    def submit(self, prompt: str, **fields: Any) -> str:
        """Ask for images and give the request's id; raises `AssertionError` when Odoo refuses."""
        import json  # noqa: PLC0415

        answer = self.stage.run(self.client.submit({"prompt": prompt} | fields))
        assert answer.status == 201, f"Odoo refused the request with {answer.status}: {answer.body!r}"  # noqa: S101
        return str(json.loads(answer.body)["id"])

    def wait(self, request_id: str) -> RequestView:
        """Wait until a request has ended, and give it as its owner sees it."""
        view: RequestView = self.stage.run(self.client.wait(request_id))
        return view

    def image(self, url: str) -> bytes:
        """Give the bytes of an image of a request."""
        return bytes(self.stage.run(self.client.image(url)).body)


@pytest.fixture
def topology(pytestconfig: pytest.Config) -> Topology:
    """Which systems are real: `--imageflow-real`; a test may override it."""
    from simulator.settings import SettingsError  # noqa: PLC0415 - whoever does not use it does not wait for it
    from simulator.topology import Topology, read_real  # noqa: PLC0415

    try:
        return Topology(read_real(pytestconfig.getoption("--imageflow-real")))
    except SettingsError as error:
        raise pytest.UsageError(str(error)) from None


@pytest.fixture
def sandbox(request: pytest.FixtureRequest, topology: Topology) -> Iterator[Stage]:
    """A running sandbox (`simulator.stage.Stage`) of the test's own; its journal is written when the test fails."""
    from simulator.stage import Stage  # noqa: PLC0415

    seed = request.config.getoption("--imageflow-seed")
    with Stage(topology=topology, seed=None if topology.real else seed) as stage:
        yield stage
        folder: Path | None = request.config.getoption("--imageflow-report")
        if folder and request.node.stash.get(FAILED, False):
            _write(folder / f"{_file_name(request.node.nodeid)}.jsonl", stage)


@pytest.fixture
def portal(sandbox: Stage) -> Portal:
    """The administrator's way into the sandbox's portal."""
    inside = sandbox.sandbox
    return Portal(sandbox, inside.portal(inside.settings.odoo_api_key))


@pytest.fixture
def journal(sandbox: Stage) -> Callable[..., list[Entry]]:
    """Give what has happened so far: `journal("I05")` the entries of an interaction, `journal()` all."""
    return lambda *names: [
        each for each in sandbox.sandbox.evidence().entries if not names or each.interaction in names
    ]


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note that a test failed, before its sandbox is taken down."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def _file_name(node: str) -> str:
    return "".join(each if each.isalnum() or each in "-_" else "-" for each in node)[-120:]


def _write(file: Path, stage: Stage) -> None:
    from simulator.reports.journal_lines import to_lines  # noqa: PLC0415

    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(to_lines(stage.sandbox.evidence().entries), encoding="utf-8", errors="backslashreplace")
