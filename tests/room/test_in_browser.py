"""The control room as people meet it: a real browser on a real room, beside a real run."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from simulator.stories.registry import STORIES
from tests.room.house import House

Scheme = Literal["light", "dark"]
EXCHANGES = 5000
PATIENCE_MS = 20_000
"""How long something may take to be seen: a whole flow and two browsers share the machine with other tests."""
MOST_ROWS = 80
"""More than fit the window are never drawn: that is what keeps ten thousand as light as ten."""
COUNT_ROWS = """
window.mostRows = 0;
document.addEventListener("DOMContentLoaded", () => {
  const rows = document.getElementById("rows");
  const count = () => (mostRows = Math.max(mostRows, rows.childElementCount));
  new MutationObserver(count).observe(rows, { childList: true });
});
"""


@dataclass
class Visitor:
    """One window; `faults` gathers what its console complained of, `asked` the addresses it loaded."""

    page: Page
    house: House
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._ask)

    def _note(self, message: ConsoleMessage) -> None:
        """A refused action is noted by the browser itself: that is no fault of the page."""
        refused = message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not refused:
            self.faults.append(message.text)

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    def open(self) -> Page:
        self.page.goto(self.house.base)
        expect(self.page.locator("#marks")).to_contain_text("stubs")
        return self.page

    def rows(self) -> list[str]:
        """Read what stands in the rows that are in view, as a screen reader does."""
        return self.page.locator("#rows .hidden").all_inner_texts()


Open = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Open]:
    """Open windows onto the room; at the end no console may have complained, and nothing came from elsewhere."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []
    expect.set_options(timeout=PATIENCE_MS)

    def open_window(width: int = 1280, height: int = 800, scheme: Scheme = "light") -> Visitor:
        size: Any = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce"))
        visitors.append(Visitor(contexts[-1].new_page(), house))
        return visitors[-1]

    yield open_window
    expect.set_options(timeout=5000)
    for context in contexts:
        context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
    assert {url for visitor in visitors for url in visitor.asked if not url.startswith(house.base)} == set()


@pytest.fixture
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads the captions of a test."""
    monkeypatch.setattr("simulator.room.player.SHORTEST_SECONDS", 0.05)
    monkeypatch.setattr("simulator.room.player.LONGEST_SECONDS", 0.05)


def findings(page: Page) -> list[str]:
    """Give what axe finds that is worse than minor."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found if each["impact"] != "minor"]


def generate(page: Page, prompt: str = "A red fox in the snow") -> Locator:
    page.get_by_placeholder("A calm sea").fill(prompt)
    page.get_by_role("button", name="Generate").click()
    return page.locator("#requests .request").first


def row(page: Page, text: str) -> Locator:
    return page.locator("#rows button").filter(has_text=re.compile(text))


@pytest.mark.usefixtures("_hurried")
def test_the_first_button_shows_how_it_works(visit: Open) -> None:
    """The empty page invites to the happy path; all eleven interactions are drawn, and its picture enlarges."""
    page = visit().open()
    page.get_by_role("button", name="Play the happy path").click()
    expect(page.locator("#story-title")).to_have_text("Happy path: ended")
    expect(page.locator("#caption")).to_contain_text("Completed")
    expect(page.locator("#coverage .v-passed")).to_have_count(11)
    expect(page.locator("#laws")).to_contain_text("laws hold")
    thumb = page.get_by_role("button", name="enlarge")
    assert thumb.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    thumb.click()
    expect(page.locator("#viewer img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()


@pytest.mark.usefixtures("_hurried")
@pytest.mark.parametrize("name", list(STORIES))
def test_every_story_plays_to_its_end(visit: Open, name: str) -> None:
    """Each button's story ends, has rows, breaks no law, and no console complains."""
    page = visit().open()
    page.locator(f"#stories [data-story='{name}']").click()
    expect(page.locator("#story-title")).to_have_text(f"{STORIES[name].title}: ended", timeout=40_000)
    expect(page.locator("#caption")).not_to_contain_text("The story ends here")
    expect(page.locator("#rows li").first).to_be_visible()
    expect(page.locator("#laws")).not_to_have_class(re.compile("v-failed"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_everybody_can_use_it(visit: Open, house: House, width: int, height: int, scheme: Scheme) -> None:
    """In both schemes and widths, empty, full, and with each dialog open, axe finds nothing, and nothing sticks out."""
    visitor = visit(width, height, scheme)
    page = visitor.open()
    narrow = width < 1000
    found = [findings(page)]
    house.do("fault", spec="odoo-storage:answer=503@1").raise_for_status()
    request = generate(page)
    expect(request).to_have_class(re.compile("is-completed"))
    found.append(findings(page))
    if narrow:
        page.get_by_role("button", name="Diagram").click()
    found.append(findings(page))
    row(page, "I04, request").click()
    expect(page.locator("#panel h3")).to_be_focused()
    found.append(findings(page))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="n8n → AI").click()
    expect(page.locator("#disturb")).to_be_visible()
    found.append(findings(page))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Journal").click()
    found.append(findings(page))
    page.get_by_role("button", name="Start anew …").click()
    found.append(findings(page))
    assert found == [[]] * 7
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_ten_thousand_rows_are_as_light_as_ten(visit: Open, house: House) -> None:
    """While 5,000 exchanges come, and while they are scrolled through, no more is drawn than the window shows."""
    page = visit().page
    page.add_init_script(COUNT_ROWS)
    visit_rows = page.locator("#rows li")
    page.goto(house.base)
    house.burst(EXCHANGES)
    expect(visit_rows.last).to_have_attribute("aria-posinset", str(2 * EXCHANGES), timeout=30_000)
    for share in (0.0, 0.35, 0.7, 0.2):
        page.locator("#scroller").evaluate(f"each => {{ each.scrollTop = each.scrollHeight * {share} }}")
        expect(page.locator(f"#rows li[aria-posinset='{int(share * 2 * EXCHANGES) + 5}']")).to_be_attached()
    page.get_by_role("button", name=re.compile("newest|newer")).click()
    expect(visit_rows.last).to_have_attribute("aria-posinset", str(2 * EXCHANGES))
    assert 10 < page.evaluate("mostRows") < MOST_ROWS


def test_two_browsers_and_a_reload_show_the_same(visit: Open, house: House) -> None:
    """In the midst of a paused run both windows have the same rows, and a reload changes nothing."""
    first, second = visit(), visit()
    first.open()
    second.open()
    first.page.get_by_role("button", name="Pause").click()
    expect(second.page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    first.page.locator("#stories [data-story='happy']").click()
    expect(second.page.locator("#waiting")).to_have_text("1 waiting")
    first.page.get_by_role("button", name="Step").click()
    for window in (first, second):
        expect(row(window.page, "201 Created")).to_be_visible()
    before = second.rows()
    assert len(before) > 2
    assert first.rows() == before
    second.page.reload()
    expect(row(second.page, "201 Created")).to_be_visible()
    assert second.rows() == before
    expect(second.page.locator("#story-title")).to_have_text("Happy path")


def test_the_keyboard_alone_is_enough(visit: Open, house: House) -> None:
    """Tab reaches the rows; arrows move, Enter opens, Escape closes and gives the focus back; space pauses, n steps."""
    house.flow()
    page = visit().open()
    expect(row(page, "I10")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the diagram")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    focused = page.locator("#rows button:focus")
    expect(focused).to_contain_text("I02")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Validated, quota reserved")).to_be_focused()
    expect(row(page, "I02, state")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(focused).to_contain_text("I02")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
    house.do("submit", prompt="a boat", size="64x64").raise_for_status()
    expect(page.locator("#waiting")).to_have_text("1 waiting")
    page.keyboard.press("n")
    expect(row(page, "201 Created")).to_have_count(2)
    page.keyboard.press("Space")
    expect(page.locator("#requests .is-completed")).to_have_count(2)


def test_a_hop_is_disturbed_by_clicks(visit: Open) -> None:
    """A fault that is planned on an arrow's hop is listed, strikes, is drawn, counts its hit, and can be removed."""
    page = visit().open()
    expect(generate(page)).to_have_class(re.compile("is-completed"))
    row(page, "I05, request").click()
    page.get_by_role("button", name="Disturb this hop").click()
    page.get_by_label("Exchanges", exact=True).select_option(label="I05 alone")
    page.get_by_label("What happens").select_option("answer")
    page.get_by_label("Value").fill("503")
    page.get_by_label("When").select_option("Every time")
    expect(page.locator("#spec")).to_have_text("n8n-ai/I05:answer=503@all")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator("#disturb")).to_be_hidden()
    expect(page.get_by_role("button", name="n8n → AI 1 fault")).to_be_visible()
    generate(page, "An owl")
    expect(row(page, "fault injected: answer 503").first).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="n8n → AI").click()
    expect(page.locator("#planned")).to_contain_text(re.compile("[1-9] hit"))
    page.get_by_role("button", name=re.compile("^Remove .*answer 503")).click()
    expect(page.get_by_text("None: all hops are undisturbed.")).to_be_visible()


def test_a_bad_value_is_refused_in_a_sentence(visit: Open) -> None:
    """The dialog stays, and the message can be put aside while it is open."""
    page = visit().open()
    page.get_by_role("button", name="Odoo → Storage").click()
    page.get_by_label("What happens").select_option("answer")
    page.get_by_label("Value").fill("99")
    page.get_by_role("button", name="Plan it").click()
    message = page.locator(".toast").filter(has_text="use a number from 200 to 599")
    expect(message).to_be_visible()
    expect(page.locator("#disturb")).to_be_visible()
    message.get_by_role("button", name="Dismiss").click()
    expect(message).to_have_count(0)
    expect(page.locator("#disturb")).to_be_visible()


def test_a_system_goes_down_and_comes_back(visit: Open) -> None:
    """The switch in a lane's head stops the stub, every lane of it says so, and starts it again."""
    page = visit().open()
    page.get_by_role("button", name="Stop Odoo").click()
    expect(page.locator(".lane.is-down")).to_have_count(4)
    page.get_by_role("button", name="Start Odoo").click()
    expect(page.locator(".lane.is-down")).to_have_count(0)


def test_time_and_quota_are_in_hand(visit: Open) -> None:
    """The run's date moves on at a click, the quota is what was set, and a new start forgets everything."""
    page = visit().open()
    before = page.locator("#date").text_content()
    page.get_by_role("button", name="The run's time").click()
    page.get_by_role("button", name="+1 month").click()
    expect(page.locator("#date")).not_to_have_text(before or "")
    page.get_by_role("button", name="Quota of the demo user").click()
    page.get_by_label("Images a month").fill("7")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator("#quota")).to_have_text("7 of 7 left")
    expect(generate(page)).to_have_class(re.compile("is-completed"))
    page.get_by_role("button", name="Journal").click()
    page.get_by_role("button", name="Start anew …").click()
    page.get_by_role("button", name="Start anew", exact=True).click()
    expect(page.locator("#rows li")).to_have_count(0)
    expect(page.get_by_role("button", name="Play the happy path")).to_be_visible()


def test_rows_are_filtered(visit: Open) -> None:
    """By request, by interaction, by failure, and supporting traffic only when asked for."""
    page = visit().open()
    for prompt in ("An owl", "A boat"):
        expect(generate(page, prompt)).to_have_class(re.compile("is-completed"))
    expect(row(page, "I10, state")).to_have_count(2)
    expect(row(page, "^support")).to_have_count(0)
    page.get_by_role("button", name="An owl completed").click()
    expect(row(page, "I10, state")).to_have_count(1)
    page.locator("#coverage [data-interaction='I04']").click()
    expect(page.locator("#rows li")).to_have_count(2)
    page.get_by_role("button", name="Show all").click()
    page.get_by_text("Failed only").click()
    expect(page.get_by_text("No row fits the filter")).to_be_visible()
    page.get_by_role("button", name="Show all rows").click()
    page.get_by_text("Support traffic").click()
    expect(row(page, "^support").first).to_be_visible()


def test_a_saved_journal_is_replayed(visit: Open, house: House, tmp_path: Path) -> None:
    """An opened file is shown under a clear mark; one that is none is refused; the live run comes back."""
    house.flow()
    saved = tmp_path / "journal.jsonl"
    saved.write_bytes(house.get("/journal.jsonl").content)
    house.do("reset").raise_for_status()
    page = visit().open()
    expect(page.get_by_role("button", name="Play the happy path")).to_be_visible()
    page.locator("#journal-file").set_input_files(saved)
    expect(page.locator("#replay-mark")).to_be_visible()
    expect(row(page, "I10, state")).to_be_visible()
    page.get_by_role("button", name="Back to the live run").click()
    expect(page.locator("#replay-mark")).to_be_hidden()
    expect(page.get_by_role("button", name="Play the happy path")).to_be_visible()
    page.locator("#journal-file").set_input_files({"name": "x.jsonl", "mimeType": "", "buffer": b"no journal"})
    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator("#replay-mark")).to_be_hidden()


def test_a_lost_connection_is_told_and_mended(visit: Open, house: House) -> None:
    """While the events don't come the page says so; when they do again, nothing is missing or shown twice."""
    house.flow()
    page = visit().page
    page.route("**/events", lambda route: route.abort(), times=1)
    page.goto(house.base)
    expect(page.locator("#link")).to_contain_text("does not answer")
    expect(row(page, "I10, state")).to_have_count(1)
    expect(page.locator("#link")).to_be_empty()


def test_a_click_meets_the_row_that_was_pressed(visit: Open, house: House) -> None:
    """However many rows arrive between press and release, the panel that opens is the pressed row's."""
    page = visit().open()
    expect(generate(page, "An owl")).to_have_class(re.compile("is-completed"))
    expect(row(page, "I10, state")).to_have_count(1)
    pressed = row(page, "I09, request")
    pressed.hover()
    page.mouse.down()
    house.flow()
    expect(page.locator("#requests .request")).to_have_count(2)
    page.mouse.up()
    expect(page.locator("#entry-title")).to_have_text("Image downloaded (when a link) and stored")
    expect(row(page, "I10, state")).to_have_count(2)


def test_what_comes_from_outside_stays_text(visit: Open) -> None:
    """A prompt that is markup is shown as it was written, in card and panel."""
    page = visit().open()
    prompt = "<img src=x onerror=alert(1)> & <b>bold</b>"
    request = generate(page, prompt)
    expect(request).to_contain_text(prompt)
    expect(request).to_have_class(re.compile("is-completed"))
    row(page, "I01, request").click()
    expect(page.locator("#panel pre").first).to_contain_text(prompt)
    assert page.locator("#panel b, #panel img").count() == 0
