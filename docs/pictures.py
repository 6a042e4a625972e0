"""Makes the pictures of the README: a real report and the real portal, in headless Chromium (`make pictures`)."""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from contracts.participants import System
from simulator.demo import USER, paint_samples
from simulator.diagnosis import find_browser
from simulator.plan import Plan
from simulator.runs import run_once
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.topology import Topology

DOCS = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PROMPT = "A red fox in the snow at dawn"


async def picture_report(browser: Browser, folder: Path) -> None:
    """Run the flow and take a picture of its report."""
    plan = Plan({"prompt": PROMPT}, Topology(), Settings(), folder, seed=7)
    await run_once(plan, lambda _: None, lambda _: None)
    page = await browser.new_page(viewport={"width": 1280, "height": 1500})
    await page.goto((folder / "index.html").absolute().as_uri())
    await page.screenshot(path=DOCS / "report.png")
    await page.close()


async def picture_portal(browser: Browser) -> None:
    """Take a picture of the portal as `imageflow demo` shows it."""
    async with Sandbox(settings=Settings(), seed=7, fronted={System.ODOO}) as sandbox:
        await paint_samples(sandbox)
        page = await browser.new_page(viewport={"width": 1280, "height": 900})
        await page.goto(f"{sandbox.public(System.ODOO)}/my/ai-images")
        await page.get_by_label("Login").fill(USER)
        await page.get_by_label("Password").fill(USER)
        await page.get_by_role("button", name="Sign in").click()
        await page.locator("img[src*='/imageflow/v1/images/']").nth(2).wait_for()
        await page.wait_for_load_state("networkidle")
        await page.screenshot(path=DOCS / "portal.png")
        await page.close()


async def main() -> None:
    """Make all pictures; says what is missing when there is no browser."""
    found = find_browser()
    if found is None:
        sys.exit("Pictures need Chromium: install Debian's package chromium.")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=found, args=FLAGS)
        await picture_report(browser, DOCS.parent / "out")
        await picture_portal(browser)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
