"""The addon's pages on a real Odoo in a browser: the portal's page from prompt to picture, and those of the backend."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import browser, serious_violations
from tests.odoo_addon.real.n8n import N8n, png
from tests.odoo_addon.real.odoo import SECONDS, Odoo, Session, User, until

__all__ = ["browser"]

READY = SECONDS * 1000
OWN = "/odoo/action-base.action_partner_form"
"""A page of Odoo's own, which complains of what any page of this Odoo complains of."""


class Window:
    """Somebody's window; `faults` gathers what its console complains of, and what was not served."""

    def __init__(self, context: BrowserContext, session: Session) -> None:
        """Open it, signed in."""
        self._url, self.faults = session.url, set[str]()
        cookie = session.session.cookies["session_id"]
        context.add_cookies([{"name": "session_id", "value": cookie, "url": session.url}])
        self.page: Page = context.new_page()
        self.page.on("console", lambda told: self.faults.add(told.text) if told.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.faults.add(str(error)))
        self.page.on("response", lambda got: self.faults.add(f"{got.status} {got.url}") if got.status >= 400 else None)

    def open(self, path: str, shown: str) -> None:
        """Go to a page and wait until something is shown there."""
        self.page.goto(self._url + path)
        expect(self.page.locator(shown).first).to_be_visible(timeout=READY)


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[Session], Window]]:
    """Open windows for those who have signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield lambda session: Window(context, session)
    context.close()


def drawn(page: Page, picture: str) -> None:
    """Wait until a picture is there and decoded."""
    shown = page.locator(picture).first
    expect(shown).to_be_visible(timeout=READY)
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=shown.element_handle())


def test_a_prompt_becomes_a_picture_in_the_portal(odoo: Odoo, n8n: N8n, window: Callable[[Session], Window]) -> None:
    """A portal user describes a picture, sees it come and finds it counted; anybody could read and use the page."""
    opened = window(odoo.new_user("group_portal"))
    opened.open("/my/ai-images", "#prompt:enabled")
    page = opened.page
    page.get_by_label("Describe your picture").fill("a red fox in the portal")
    page.keyboard.press("Control+Enter")
    n8n.complete(until(lambda: asked(n8n, "a red fox in the portal"), "the request is dispatched"), png(64, 48))
    drawn(page, "img[src*='/imageflow/v1/images/']")
    expect(page.locator("#quota-left")).to_have_text("49 images left")
    assert serious_violations(page) == []
    opened.open("/my/home", "a[href='/my/ai-images']")
    expect(page.locator("a[href='/my/ai-images']")).to_contain_text("1")
    assert opened.faults == set()


def asked(n8n: N8n, prompt: str) -> str | None:
    """Give the id of the request that came with a prompt."""
    return next((key for key, message in n8n.messages.items() if message["data"]["prompt"] == prompt), None)


def test_pages_of_the_backend(odoo: Odoo, n8n: N8n, user: User, window: Callable[[Session], Window]) -> None:
    """Kanban, list, form, quotas and settings open without a complaint that Odoo's own pages do not give, too."""
    request_id = user.asked()
    n8n.dispatched(request_id)
    n8n.complete(request_id)
    user.ended(request_id)
    opened = window(odoo)
    opened.open(OWN, ".o_view_controller")
    own = set(opened.faults)
    number = odoo.request(request_id)["id"]
    opened.open("/odoo/action-imageflow.request_action", ".o_kanban_view")
    opened.page.locator(".o_switch_view.o_list").click()
    expect(opened.page.locator(".o_list_view")).to_be_visible(timeout=READY)
    opened.open(f"/odoo/action-imageflow.request_action/{number}", ".o_form_view")
    drawn(opened.page, ".o_form_view img[src*='/imageflow/images/']")
    opened.page.get_by_role("tab", name="From n8n").click()
    expect(opened.page.get_by_role("cell", name="Done", exact=True)).to_be_visible()
    opened.open("/odoo/action-imageflow.quota_action", ".o_list_view .o_data_row")
    opened.open("/odoo/action-imageflow.settings_action", "#imageflow_webhook")
    expect(opened.page.locator("#imageflow_webhook input").first).to_have_value(
        f"{n8n.url}/webhook/ai-image-generation"
    )
    assert opened.faults - own == set()
