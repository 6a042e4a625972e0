"""The portal in a browser, with the whole flow behind it and a tap in front."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts.participants import System
from simulator.limits import Limits
from simulator.stage import Stage

READY = 30_000


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A sandbox whose portal is reached through a tap, as `imageflow demo` serves it."""
    with Stage(fronted={System.ODOO}, seed=5, limits=Limits(quota=2)) as running:
        yield running


@pytest.fixture
def page(stage: Stage, browser: Browser) -> Iterator[Page]:
    """A browser that signed in at the portal's own form."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{stage.sandbox.public(System.ODOO)}/my/ai-images")
    opened.get_by_label("Login").fill("demo")
    opened.get_by_label("Password").fill("demo")
    opened.get_by_role("button", name="Sign in").click()
    yield opened
    context.close()


def ask(page: Page, prompt: str) -> None:
    """Ask for an image as a person does."""
    page.get_by_label("Describe your picture").fill(prompt)
    page.keyboard.press("Control+Enter")


def test_a_prompt_becomes_a_picture_on_the_page(stage: Stage, page: Page) -> None:
    """I01 to I11 with a real browser as the portal: the picture is shown, decoded, and every law holds."""
    ask(page, "a red fox at dawn")
    picture = page.locator("img[src*='/imageflow/v1/images/']").first
    expect(picture).to_be_visible(timeout=READY)
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    seen = {entry.interaction for entry in stage.sandbox.journal.entries() if entry.correlation_id}
    assert {f"I{number:02}" for number in range(1, 12)} <= seen
    assert not {name: check.reason for name, check in stage.checks().items() if check.verdict == "failed"}


def test_a_blocked_prompt_is_explained_on_the_page(page: Page) -> None:
    """A refusal reaches the person in words, with the quota given back."""
    ask(page, "an explicit murder scene with gore")
    expect(page.get_by_text("Your quota was given back.").first).to_be_visible(timeout=READY)


def test_a_used_up_quota_is_explained_on_the_page(page: Page) -> None:
    """What is left is said where the person asked for more."""
    page.get_by_text("3", exact=True).first.click()
    ask(page, "three lighthouses")
    expect(page.get_by_role("alert")).to_contain_text("quota", ignore_case=True, timeout=READY)
