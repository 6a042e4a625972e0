"""The page in a real browser: keyboard, screens, themes, and its own content policy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from simulator.reports.folder import write_report
from simulator.reports.pictures import NamedImage
from tests.reports.samples import broken, broken_result, png

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="No chromium on this machine.")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("report")
    write_report(folder, broken(), broken_result(), [NamedImage("image-1.png", png(side=64))])
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    yield page
    page.close()


def opened(page: Page) -> str | None:
    found: str | None = page.evaluate("document.querySelector(':popover-open')?.id ?? null")
    return found


def test_an_arrow_opens_by_keyboard_and_gives_the_focus_back(page: Page) -> None:
    """Enter opens the exchange, Escape closes it, and the arrow has the focus again."""
    arrow = page.locator(".row button").nth(4)
    arrow.focus()
    page.keyboard.press("Enter")
    assert opened(page) == "e4"
    page.keyboard.press("Escape")
    assert opened(page) is None
    assert arrow.evaluate("arrow => arrow === document.activeElement")


def test_an_exchange_leads_to_its_neighbours(page: Page) -> None:
    """A check's seq opens that entry; from there one walks to and fro, and closing gives the focus to the row."""
    page.locator("a[data-open=e11]").click()
    for name, target in (("#12 →", "e12"), ("← #11", "e11"), ("← #10", "e10")):
        page.get_by_role("button", name=name).click()
        assert opened(page) == target
    page.keyboard.press("Escape")
    assert opened(page) is None
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "e10"


def test_supporting_traffic_folds_away(page: Page) -> None:
    """The switch hides the supporting rows and no others."""
    rows = page.locator(".row:visible").count()
    page.get_by_text("Supporting traffic").click()
    assert page.locator(".row:visible").count() == rows - 2


def test_the_policy_hinders_nothing_of_the_page_itself(browser: Browser, address: str) -> None:
    """Style, script and image work under the page's own policy, without a word on the console."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert said == []
    assert page.locator("figure img").evaluate("image => image.naturalWidth") == 64
    assert page.locator(".panel").first.is_hidden()
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_accessible_on_every_screen(browser: Browser, address: str, theme: str, width: int) -> None:
    """No rule of axe is broken, closed or open, and nothing overflows sideways."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light"
    )
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    page.locator(".diverged button").click()
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    page.close()
