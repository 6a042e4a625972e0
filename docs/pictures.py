"""Makes the pictures of the README: a real report, portal and control room, in headless Chromium (`make pictures`)."""

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from contracts.participants import System
from simulator.demo import paint_samples
from simulator.diagnosis import find_browser
from simulator.plan import Plan
from simulator.room.room import Room
from simulator.runs import run_once
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.stories.visitor import DEMO
from simulator.topology import Topology

DOCS = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PROMPT = "A red fox in the snow at dawn"
SLOW_SECONDS = 0.35
"""Between two exchanges, so that one sees each arrow come."""
FRAME_SECONDS, LAST_SECONDS = 0.35, 4.0
FILM_WIDTH = 960


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
        await page.get_by_label("Login").fill(DEMO)
        await page.get_by_label("Password").fill(DEMO)
        await page.get_by_role("button", name="Sign in").click()
        await page.locator("img[src*='/imageflow/v1/images/']").nth(2).wait_for()
        await page.wait_for_load_state("networkidle")
        await page.screenshot(path=DOCS / "portal.png")
        await page.close()


async def picture_room(browser: Browser) -> None:
    """Take a picture of the control room after a story, and a film of how its rows came."""
    async with Sandbox(settings=Settings(), seed=7) as sandbox, Room(sandbox) as room:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(room.url)
        sandbox.pacing.slow(SLOW_SECONDS)
        await page.get_by_role("button", name="Play the happy path").click()
        frames = await film(page)
        save_film(frames, DOCS / "room.webp")
        await page.locator("#rows button").filter(has_text="I05, request").click()
        await expect(page.locator("#panel h3")).to_be_focused()
        await page.screenshot(path=DOCS / "room.png")
        await page.close()


async def film(page: Page) -> list[Image.Image]:
    """Take one picture after another until the story has ended."""
    frames: list[Image.Image] = []
    ended = page.locator("#story-title", has_text="ended")
    while not await ended.count():
        shot = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
        frames.append(shot.resize((FILM_WIDTH, shot.height * FILM_WIDTH // shot.width), Image.Resampling.LANCZOS))
        await asyncio.sleep(FRAME_SECONDS)
    return frames


def save_film(frames: list[Image.Image], path: Path) -> None:
    """Write an animation that stays on its last picture for a while before it begins again."""
    durations = [int(FRAME_SECONDS * 1000)] * (len(frames) - 1) + [int(LAST_SECONDS * 1000)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=durations, loop=0, quality=70, method=4)


async def main() -> None:
    """Make all pictures; says what is missing when there is no browser."""
    found = find_browser()
    if found is None:
        sys.exit("Pictures need Chromium: install Debian's package chromium.")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=found, args=FLAGS)
        await picture_report(browser, DOCS.parent / "out")
        await picture_portal(browser)
        await picture_room(browser)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
