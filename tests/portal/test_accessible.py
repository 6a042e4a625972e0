"""axe-core's judgement of every state of the pages, on a desk and on a phone, by day and by night."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from contracts.problems import FieldError, Problem, ProblemCode
from tests.browser import serious_violations
from tests.portal.conftest import ColorScheme, Open, Served, Visitor

PROMPT = "A red fox in the snow at dawn, soft light"


def show_login(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.portal.url}/web/login")
    visitor.page.get_by_label("Login").fill("demo")
    visitor.page.get_by_label("Password").fill("wrong")
    visitor.page.get_by_role("button", name="Sign in").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def show_empty(visitor: Visitor) -> None:
    visitor.sign_in()
    expect(visitor.page.get_by_text("Your first picture will hang here")).to_be_visible()


def show_gallery(visitor: Visitor) -> None:
    api = visitor.portal.api
    api.complete(api.add("pending", PROMPT, minutes_ago=3), (1024, 1024), (1536, 1024))
    api.add("failed", PROMPT, minutes_ago=4, failure_code="blocked")
    api.add("pending", PROMPT, minutes_ago=0.1)
    api.add("processing", PROMPT, minutes_ago=0.2)
    visitor.sign_in()
    expect(visitor.page.locator(".gallery figure")).to_have_count(2)
    expect(visitor.page.locator(".card")).to_have_count(3)


def show_errors(visitor: Visitor) -> None:
    faults = (FieldError("prompt", "Too short.", "string_too_short"), FieldError("seed", "No.", "int_type"))
    visitor.portal.api.refusals.append(Problem(ProblemCode.INVALID, "x", faults))
    visitor.sign_in()
    visitor.page.get_by_role("button", name="Generate").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()


def show_dialog(visitor: Visitor) -> None:
    show_gallery(visitor)
    visitor.page.locator(".open").first.click()
    expect(visitor.page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("show", [show_login, show_empty, show_gallery, show_errors, show_dialog])
def test_the_page_is_accessible(visit: Open, show: Callable[[Visitor], None], width: int, scheme: ColorScheme) -> None:
    """No serious or critical violation in any state, and nothing is wider than the screen."""
    visitor = visit(width, 900, scheme)
    show(visitor)
    assert serious_violations(visitor.page) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_large_text_still_fits(visit: Open, portal: Served) -> None:
    """At 320 px, which is a desk at 400 %, nothing is cut off sideways."""
    visitor = visit(320, 700)
    show_gallery(visitor)
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
