"""The portal on a real socket beside a JSON API that the test plays, and a browser that is signed in to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from stubs.odoo.accounts import Accounts
from stubs.odoo.database import Database
from stubs.odoo.portal.pages import add_portal
from stubs.odoo.rpc.service import Service
from stubs.odoo.rpc.versions import VERSIONS
from stubs.odoo.rpc.web import Web
from stubs.odoo.settings import OdooSettings
from stubs.serving.app import new_app
from tests.browser import browser
from tests.portal.fake_api import FakeApi
from tests.runtimes import FixedClock, fixed_runtime
from tests.serving import served

__all__ = ["browser"]
ColorScheme = Literal["light", "dark"]
SETTINGS = OdooSettings(webhook_secrets=(), webhook_url="http://n8n.test", callback_url="http://odoo.test")


@dataclass(frozen=True)
class Served:
    """The served portal: its address, its users, and the API behind it."""

    url: str
    accounts: Accounts
    api: FakeApi
    clock: FixedClock


@pytest.fixture
def portal() -> Iterator[Served]:
    runtime = fixed_runtime()
    database = Database("sqlite://", runtime.observer)
    accounts = Accounts(database, runtime.clock, runtime.entropy)
    accounts.provision(SETTINGS)
    api = FakeApi(accounts, runtime.clock, runtime.entropy)
    app = new_app("Portal", "The portal under test.")
    api.add_to(app)
    service = Service(database, accounts, runtime, SETTINGS, VERSIONS[19])
    web = Web(service)
    add_portal(app, accounts, entropy=runtime.entropy, clock=runtime.clock, authenticate=web.authenticate)
    with served(app) as url:
        yield Served(url, accounts, api, runtime.clock)
    database.close()


@dataclass
class Visitor:
    """A browser's user; `faults` gathers what the console complained of."""

    page: Page
    portal: Served
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        """A refusal of the API is noted by the browser itself: that is no fault of the page."""
        refused = message.text.startswith("Failed to load resource") and "/imageflow/v1/" in message.location["url"]
        if message.type in {"error", "warning"} and not refused:
            self.faults.append(message.text)

    def sign_in(self) -> None:
        """Bring a session along and open the portal."""
        found = self.portal.accounts.sign_in("demo", "demo")
        assert found is not None
        self.page.context.add_cookies([{"name": "session_id", "value": found[1], "url": self.portal.url}])
        self.page.goto(f"{self.portal.url}/my/ai-images")


Open = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, portal: Served) -> Iterator[Open]:
    """Open windows onto the portal; at the end no console may have complained."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def open_window(width: int = 1280, height: int = 900, scheme: ColorScheme = "light") -> Visitor:
        viewport: ViewportSize = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce"))
        visitors.append(Visitor(contexts[-1].new_page(), portal))
        return visitors[-1]

    yield open_window
    for context in contexts:
        context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
