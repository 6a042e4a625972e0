"""What a user sees and does, in a real browser, while the API tells one thing after another."""

import re

from playwright.sync_api import Page, Route, expect

from contracts.problems import FailureCode, FieldError, Problem, ProblemCode
from tests.portal.conftest import Open, Served

PROMPT = "A red fox in the snow"
QUOTA = {"limit": 50, "used": 50, "reserved": 0, "remaining": 0, "resets_at": "2026-12-01T00:00:00.000Z"}


def steps(page: Page) -> list[str | None]:
    return [step.get_attribute("data-state") for step in page.locator(".running .steps li").all()]


def generate(page: Page, prompt: str = PROMPT) -> None:
    page.get_by_label("Describe your picture").fill(prompt)
    page.get_by_role("button", name="Generate").click()


def test_an_image_from_prompt_to_gallery(visit: Open, portal: Served) -> None:
    """Each step is shown when the API tells it, the quota follows, and the image hangs in the gallery."""
    user = visit()
    user.sign_in()
    page, api = user.page, portal.api
    expect(page.get_by_text("Your first picture will hang here")).to_be_visible()
    generate(page)
    card = page.locator(".card.running")
    expect(card).to_contain_text(PROMPT)
    expect(page.get_by_text("37 images left")).to_be_visible()
    assert steps(page) == ["done", "now", "todo", "todo", "todo"]
    request_id = str(api.views[0]["id"])
    api.move(request_id, "processing")
    expect(card).to_have_attribute("data-status", "processing")
    assert steps(page) == ["done", "done", "now", "now", "todo"]
    expect(page.get_by_role("status").filter(has_text="being painted")).to_have_count(1)
    api.complete(request_id)
    image = page.get_by_role("img", name=PROMPT)
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1024
    expect(page.get_by_role("status").filter(has_text="Ready: 1 image")).to_have_count(1)
    expect(card).to_have_count(0)
    expect(page.get_by_text("Your first picture will hang here")).to_be_hidden()


def test_every_parameter_is_sent_as_the_contract_spells_it(visit: Open, portal: Served) -> None:
    """What stands in the form is what Odoo gets; what was left empty is left out."""
    user = visit()
    user.sign_in()
    page = user.page
    page.get_by_role("button", name="Fox in the snow").click()
    page.get_by_text("Landscape").click()
    page.get_by_text("High", exact=True).click()
    page.get_by_text("WebP").click()
    page.get_by_text("3", exact=True).click()
    page.get_by_text("More options").click()
    page.get_by_label("Style").fill(" Comic ")
    page.get_by_label("Leave out").fill("people")
    page.get_by_label("Seed").fill("42")
    page.get_by_role("button", name="Generate 3 images").click()
    expect(page.locator(".card.running")).to_be_visible()
    assert portal.api.posted[0][1] == {
        "prompt": "A red fox in the snow at dawn, soft light, photograph",
        "size": "1536x1024",
        "quality": "high",
        "format": "webp",
        "n": 3,
        "style": "Comic",
        "negative_prompt": "people",
        "seed": 42,
    }


def test_a_double_click_orders_once(visit: Open, portal: Served) -> None:
    """The second click of a double click sends nothing; a later click is another order with another key."""
    user = visit()
    user.sign_in()
    user.page.get_by_label("Describe your picture").fill(PROMPT)
    user.page.get_by_role("button", name="Generate").dblclick()
    expect(user.page.locator(".card.running")).to_have_count(1)
    user.page.get_by_role("button", name="Generate 1 image").click()
    expect(user.page.locator(".card.running")).to_have_count(2)
    keys = [key for key, _ in portal.api.posted]
    assert len(keys) == len(set(keys)) == 2


def test_a_lost_answer_is_asked_for_with_the_same_key(visit: Open, portal: Served) -> None:
    """When the answer is lost on its way, the same order bears the same key again, so it is charged once."""
    user = visit()
    user.sign_in()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    user.page.route("**/imageflow/v1/requests", lose, times=1)
    generate(user.page)
    expect(user.page.get_by_role("alert")).to_contain_text("can't be reached")
    expect(user.page.get_by_role("alert")).to_contain_text("not be charged twice")
    user.page.get_by_role("button", name="Generate 1 image").click()
    expect(user.page.locator(".card.running")).to_have_count(1)
    (first, _), (second, _) = portal.api.posted
    assert first == second
    assert len(portal.api.views) == 1


def test_another_prompt_after_a_lost_answer_is_another_order(visit: Open, portal: Served) -> None:
    """A changed form gets a key of its own, since one key belongs to one body."""
    user = visit()
    user.sign_in()
    portal.api.refusals.append(Problem(ProblemCode.UNAVAILABLE, "Later."))
    generate(user.page)
    expect(user.page.get_by_role("alert")).to_contain_text("Press Generate again")
    generate(user.page, "An owl")
    expect(user.page.locator(".card.running")).to_have_count(1)
    (first, _), (second, _) = portal.api.posted
    assert first != second


def test_every_fault_stands_beside_its_field(visit: Open, portal: Served) -> None:
    """Refused fields are marked, described by their message, brought into view, and the first one has the focus."""
    user = visit()
    user.sign_in()
    page = user.page
    faults = (
        FieldError("prompt", "String should have at least 1 character.", "string_too_short"),
        FieldError("seed", "Input should be a valid integer.", "int_type"),
        FieldError("size", "Both sides must be 16 to 4096 pixels.", "size_range"),
        FieldError("colour", "This field is not part of the contract: remove it.", "extra_forbidden"),
    )
    portal.api.refusals.append(Problem(ProblemCode.INVALID, "Correct them.", faults))
    generate(page, " ")
    prompt, seed = page.get_by_label("Describe your picture"), page.get_by_label("Seed")
    expect(prompt).to_be_focused()
    expect(prompt).to_have_attribute("aria-invalid", "true")
    expect(prompt).to_have_accessible_description("Describe your picture first.")
    expect(seed).to_be_visible()
    expect(seed).to_have_accessible_description(re.compile("whole number from 0 to 4294967295"))
    expect(page.get_by_text("Both sides must be 16 to 4096 pixels.")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("colour: This field is not part of the contract")
    prompt.fill("An owl")
    expect(prompt).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Describe your picture first.")).to_be_hidden()


REFUSALS = (
    (Problem(ProblemCode.QUOTA_EXCEEDED, "x", quota=QUOTA), "used up. Your quota resets on 1 December."),
    (Problem(ProblemCode.QUOTA_EXCEEDED, "x", quota=QUOTA | {"remaining": 2}), "only 2 images left"),
    (Problem(ProblemCode.UNAUTHENTICATED, "x"), "Sign in again"),
    (Problem(ProblemCode.FORBIDDEN, "x"), "not allowed"),
    (Problem(ProblemCode.IN_PROGRESS, "x"), "still being taken in"),
    (Problem(ProblemCode.IDEMPOTENCY_MISMATCH, "x"), "Press Generate once more"),
    (Problem(ProblemCode.TOO_LARGE, "x"), "Shorten the description"),
    (Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "x"), "Reload the page"),
    (Problem(ProblemCode.UNAVAILABLE, "x"), "in a moment"),
)


def test_every_refusal_says_what_to_do(visit: Open, portal: Served) -> None:
    """Each message is read out and has the focus; what was typed stays."""
    user = visit()
    user.sign_in()
    portal.api.refusals.extend(problem for problem, _ in REFUSALS)
    alert = user.page.get_by_role("alert")
    for _, said in REFUSALS:
        generate(user.page)
        expect(alert).to_contain_text(said)
        expect(alert).to_be_focused()
    expect(user.page.get_by_label("Describe your picture")).to_have_value(PROMPT)


def test_the_description_outlives_the_session(visit: Open, portal: Served) -> None:
    """Who must sign in again finds their words again."""
    user = visit()
    user.sign_in()
    portal.accounts.sign_out(user.page.context.cookies()[0]["value"])
    generate(user.page)
    user.page.get_by_role("link", name="Sign in again").click()
    user.page.get_by_label("Login").fill("demo")
    user.page.get_by_label("Password").fill("demo")
    user.page.get_by_role("button", name="Sign in").click()
    expect(user.page).to_have_url(f"{portal.url}/my/ai-images")
    expect(user.page.get_by_label("Describe your picture")).to_have_value(PROMPT)


def test_every_failure_is_told_in_words(visit: Open, portal: Served) -> None:
    """Each card says what happened in a sentence of its own, and that the quota was given back."""
    running = {portal.api.add("pending", minutes_ago=place): code for place, code in enumerate(FailureCode)}
    user = visit()
    user.sign_in()
    expect(user.page.locator(".card.running")).to_have_count(len(FailureCode))
    for request_id, code in running.items():
        portal.api.move(request_id, "failed", failure_code=code.value)
    told = set()
    for request_id, code in running.items():
        why = user.page.locator(f"#cards .failed[data-request='{request_id}'] .why")
        expect(why).to_contain_text("Your quota was given back.")
        told.add(why.inner_text())
        assert code.value not in why.inner_text()
    assert len(told) == len(FailureCode)
    expect(user.page.get_by_text("38 images left")).to_be_visible()


def test_a_failure_can_be_put_aside_and_tried_again(visit: Open, portal: Served) -> None:
    """A dismissed card lies with the failures of before; its prompt comes back into the form."""
    request_id = portal.api.add("processing", "An owl")
    user = visit()
    user.sign_in()
    expect(user.page.locator(".card.running")).to_be_visible()
    portal.api.move(request_id, "failed", failure_code="timed_out")
    user.page.get_by_role("button", name="Dismiss").click()
    expect(user.page.locator("#cards .card")).to_have_count(0)
    user.page.locator("#failures").get_by_role("button", name="Use this prompt again").click()
    expect(user.page.get_by_label("Describe your picture")).to_be_focused()
    expect(user.page.get_by_label("Describe your picture")).to_have_value("An owl")


def test_the_page_asks_only_while_something_runs(visit: Open, portal: Served) -> None:
    """Unchanged answers are 304, and once all has ended nothing is asked any more."""
    portal.api.add("pending")
    user = visit()
    user.page.clock.install()
    user.sign_in()
    expect(user.page.locator(".card.running")).to_be_visible()
    for _ in range(3):
        with user.page.expect_response("**/imageflow/v1/requests/*"):
            user.page.clock.run_for(1100)
    portal.api.complete(str(portal.api.views[0]["id"]))
    user.page.clock.run_for(1100)
    expect(user.page.locator(".gallery figure")).to_have_count(1)
    asked = len(portal.api.polled)
    assert 304 in portal.api.polled
    user.page.clock.run_for(60_000)
    assert len(portal.api.polled) == asked


def test_the_page_recovers_when_the_server_is_back(visit: Open, portal: Served) -> None:
    """While nothing answers the page says so, and goes on by itself afterwards."""
    portal.api.add("pending")
    user = visit()
    user.sign_in()
    expect(user.page.locator(".card.running")).to_be_visible()
    user.page.route("**/imageflow/v1/requests/*", lambda route: route.abort(), times=1)
    expect(user.page.get_by_role("alert")).to_contain_text("may be out of date")
    portal.api.complete(str(portal.api.views[0]["id"]))
    expect(user.page.locator(".gallery figure")).to_have_count(1)
    expect(user.page.get_by_role("alert")).to_have_count(0)


def test_the_keyboard_alone_is_enough(visit: Open, portal: Served) -> None:
    """The skip link leads to the content, and Ctrl+Enter sends from the description."""
    user = visit()
    user.sign_in()
    page = user.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(PROMPT)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".card.running")).to_contain_text(PROMPT)


def test_the_counter_counts_as_the_contract_does(visit: Open, portal: Served) -> None:
    """Characters are counted after trimming, and one outside the basic plane is one."""
    user = visit()
    user.sign_in()
    user.page.get_by_label("Describe your picture").fill("  🦊🦊  ")
    expect(user.page.locator("#counter")).to_have_text("2 / 4000")
