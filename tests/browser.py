"""A real browser for tests: Debian's Chromium through Playwright.

Import the fixture `browser` into a conftest; tests that use it are skipped, and say so, where there is no Chromium.
It lives as long as a module's tests: Playwright keeps an event loop running in the thread of the tests, and
`asyncio.run` in any other module would trip over it.
"""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "could not check: no Chromium; install Debian's package chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window, and without a network of its own."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        started = driver.chromium.launch(headless=True, executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


def serious_violations(page: Page) -> list[str]:
    """Give axe-core's serious and critical findings, each with the elements it is about."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {[node['html'] for node in each['nodes']]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
