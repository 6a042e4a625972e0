"""What hangs in the gallery, and how it is looked at."""

from playwright.sync_api import expect

from tests.portal.conftest import Open, Served


def test_the_large_view_is_walked_by_keys(visit: Open, portal: Served) -> None:
    """Arrows lead on and around, Escape closes, and the focus is where the eye was last."""
    for minutes, prompt in enumerate(("First", "Second", "Third")):
        portal.api.complete(portal.api.add("pending", prompt, minutes_ago=minutes))
    user = visit()
    user.sign_in()
    page = user.page
    page.get_by_role("button", name="First").click()
    title = page.get_by_role("dialog").get_by_role("heading")
    expect(title).to_have_text("First")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    for key, prompt in (("ArrowRight", "Second"), ("End", "Third"), ("ArrowRight", "First"), ("ArrowLeft", "Third")):
        page.keyboard.press(key)
        expect(title).to_have_text(prompt)
    page.get_by_role("button", name="Previous image").click()
    expect(title).to_have_text("Second")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Second")).to_be_focused()


def test_an_image_is_saved_under_a_speaking_name(visit: Open, portal: Served) -> None:
    """The download bears the prompt's words and the format's ending."""
    request_id = portal.api.add("pending", "A red fox!")
    portal.api.move(request_id, "completed", images=[portal.api.picture(64, 64, "image/jpeg")])
    user = visit()
    user.sign_in()
    with user.page.expect_download() as download:
        user.page.get_by_role("link", name="Download").first.click()
    assert download.value.suggested_filename == f"a-red-fox-{request_id[:8]}-1.jpg"


def test_the_newest_come_first(visit: Open, portal: Served) -> None:
    """Images stand by the time of their request, each request's in the order in which they came."""
    sizes = ((64, 64), (64, 96))
    for minutes, prompt in ((5, "Old"), (1, "New"), (3, "Middle")):
        portal.api.complete(portal.api.add("pending", prompt, minutes_ago=minutes), *sizes)
    user = visit()
    user.sign_in()
    expect(user.page.locator(".gallery figure")).to_have_count(6)
    names = [image.get_attribute("alt") for image in user.page.locator(".gallery img").all()]
    assert names == [f"{prompt} ({n} of 2)" for prompt in ("New", "Middle", "Old") for n in (1, 2)]


def test_a_prompt_never_becomes_markup(visit: Open, portal: Served) -> None:
    """Whatever a prompt holds is shown as text, in card, gallery, large view and failure alike."""
    evil = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>"
    portal.api.add("pending", evil)
    portal.api.add("failed", evil, minutes_ago=1, failure_code="blocked")
    portal.api.complete(portal.api.add("pending", evil, minutes_ago=2))
    user = visit()
    user.sign_in()
    expect(user.page.get_by_text(evil)).to_have_count(3)
    user.page.locator(".open").click()
    expect(user.page.get_by_role("dialog").get_by_role("heading")).to_have_text(evil)
    assert user.page.locator("b").count() == 0
    assert user.page.title() == "AI images · imageflow"


def test_nothing_of_the_page_comes_from_elsewhere(visit: Open, portal: Served) -> None:
    """All that the browser loads comes from the portal itself."""
    portal.api.complete(portal.api.add("pending"))
    user = visit()
    asked: list[str] = []
    user.page.on("request", lambda request: asked.append(request.url))
    user.sign_in()
    expect(user.page.locator(".gallery img.loaded")).to_have_count(1)
    assert [url for url in asked if not url.startswith(portal.url)] == []
