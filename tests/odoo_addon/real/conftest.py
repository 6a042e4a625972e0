"""A real Odoo to prove the addon on: `pytest tests/odoo_addon/real --real odoo=URL`; else nothing here is collected.

`IMAGEFLOW_ODOO_DB`, `IMAGEFLOW_ODOO_LOGIN` and `IMAGEFLOW_ODOO_PASSWORD` name the database and its administrator.
What is set there is put back; the users that are made are archived, their requests deleted.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.kit.signing import make_secret
from tests.odoo_addon.beside import Beside, Ended, database
from tests.odoo_addon.real.n8n import N8n, n8n_at
from tests.odoo_addon.real.odoo import Odoo, User

SETTINGS = {
    "storage_backend": "filestore",
    "quota": 50,
    "deadline_seconds": 900,
    "storing_seconds": 900,
    "dispatch_timeout": 5,
    "callback_cap": 32 * 1024 * 1024,
    "image_bytes": 32 * 1024 * 1024,
}
MADE = "imageflow-test-%"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless other suites have added it in this session."""
    with contextlib.suppress(ValueError):
        parser.addoption(
            "--real", metavar="odoo=URL", action="append", default=[], help="Prove the addon on this Odoo."
        )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Collect nothing unless there is a real Odoo."""
    return None if _address(config) else True


def _address(config: pytest.Config) -> str | None:
    real = config.getoption("--real", default=None) or []
    named = [real] if isinstance(real, str) else real
    return next((each.removeprefix("odoo=") for each in named if each.startswith("odoo=")), None)


@pytest.fixture(scope="session")
def odoo(pytestconfig: pytest.Config) -> Iterator[Odoo]:
    """Give the Odoo; archive what users were made, and delete their requests."""
    address = _address(pytestconfig)
    assert address
    own = os.environ.get
    database, login = own("IMAGEFLOW_ODOO_DB", "imageflow"), own("IMAGEFLOW_ODOO_LOGIN", "admin")
    odoo = Odoo(address, database, login, own("IMAGEFLOW_ODOO_PASSWORD", "admin"))
    yield odoo
    made = odoo.call("res.users", "search", [["login", "=like", MADE]])
    ended = odoo.call(
        "ai.image.generation.request", "search", [["user_id", "in", made], ["status", "in", ["completed", "failed"]]]
    )
    odoo.call("ai.image.generation.request", "unlink", ended)
    odoo.call("res.users", "write", made, {"active": False})


@pytest.fixture(scope="session")
def webhook(odoo: Odoo) -> Iterator[N8n]:
    """Stand in for n8n; put the settings back afterwards."""
    secret = make_secret("proofs of the addon on a real Odoo")
    with n8n_at(secret, f"{odoo.url}/imageflow/v1/callback") as n8n:
        wanted = SETTINGS | {
            "webhook_url": f"{n8n.url}/webhook/ai-image-generation",
            "webhook_secrets": secret,
            "callback_url": n8n.callback_url,
            "allowed_hosts": n8n.url,
        }
        former = {name: odoo.parameter(name) for name in wanted}
        for name, value in wanted.items():
            odoo.set(name, value)
        yield n8n
        for name, value in former.items():
            odoo.set(name, value)


@pytest.fixture
def n8n(webhook: N8n, odoo: Odoo) -> N8n:
    """Give n8n, with the usual settings."""
    webhook.refusals.clear()
    for name, value in SETTINGS.items():
        if odoo.parameter(name) != str(value):
            odoo.set(name, value)
    return webhook


@pytest.fixture
def user(odoo: Odoo, n8n: N8n) -> User:
    """Give an internal user with a quota of their own, unused."""
    return odoo.new_user()


@pytest.fixture(scope="session")
def beside() -> Iterator[Beside]:
    """Give a database beside the one that is served."""
    data = os.environ.get("IMAGEFLOW_ODOO_DATA")
    if not data:
        pytest.skip("could not check: IMAGEFLOW_ODOO_DATA names no folder of an Odoo that `imageflow up odoo` started")
    with database(Path(data)) as made:
        yield made


@pytest.fixture(scope="session")
def tested(beside: Beside) -> Ended:
    """Give what Odoo said of the addon's installation there, and of its own tests."""
    return beside.install("--test-tags=/imageflow")
