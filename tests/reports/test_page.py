"""The page: whole in itself, inert whatever a run holds, and honest about its verdict."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from contracts.interactions import INTERACTIONS
from simulator.reports.curl import to_curl
from simulator.reports.page import to_html
from simulator.reports.panels import panels_of
from simulator.reports.pictures import NamedImage, pictures_of
from tests.reports.samples import (
    Journal,
    answered,
    asked,
    broken,
    broken_result,
    happy,
    png,
    refused,
    refused_result,
    result_of,
)

EVIL = '</script></style><img src=x onerror="alert(1)">{{ 7*7 }}\'"&<svg/onload=alert(2)>'


class Page(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def having(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]


def test_the_page_loads_nothing_from_anywhere() -> None:
    """Every reference stays in the page, in its data, or in the report's own folder."""
    page = Page(to_html(broken(), broken_result(), [NamedImage("image-1.png", png(side=64))]))
    loaded = [
        value
        for _, attrs in page.tags
        for name, value in attrs.items()
        if name in {"src", "href", "srcset", "data", "poster"}
    ]
    siblings = {"journal.jsonl", "result.json", "junit.xml", "flow.mmd"}
    assert [value for value in loaded if value and not value.startswith(("#", "data:")) and value not in siblings] == []
    assert not re.search(r"url\(|@import", "".join(page.text).split("Skip to")[0])


def test_the_policy_allows_only_the_pages_own_style_and_script() -> None:
    """Nothing is allowed by default, and neither inline code nor an inline style can be smuggled in."""
    page = Page(to_html(happy(), result_of()))
    (policy,) = [attrs["content"] for attrs in page.having("meta", **{"http-equiv": "Content-Security-Policy"})]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not [attrs for _, attrs in page.tags if "style" in attrs or any(name.startswith("on") for name in attrs)]


def test_an_evil_prompt_stays_text() -> None:
    """Markup in a prompt, a header, an address or a reason never becomes a tag."""
    journal = Journal()
    entry = journal.note(
        0, "I01", sender=EVIL, fault=EVIL, error=EVIL, correlation_id=EVIL, verdict="failed", reasons=(EVIL,)
    )
    entry.request, entry.facts = asked(EVIL, EVIL, {EVIL: EVIL}, [[EVIL, EVIL]]), {EVIL: EVIL}
    entry.answer = answered(200, EVIL)
    html = to_html(journal.evidence(), result_of(EVIL, topology={EVIL: EVIL}, failure_code=EVIL))
    page = Page(html)
    assert not page.having("img")
    assert len(page.having("script")) == 1
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]
    assert EVIL in "".join(page.text)


@pytest.mark.parametrize(
    ("evidence", "result", "word", "class_"),
    [
        (happy(), result_of(), "Passed", "hero v-passed"),
        (broken(), broken_result(), "Failed", "hero v-failed"),
        (refused(), refused_result(), "Could not check", "hero v-could-not-check"),
    ],
)
def test_the_header_bears_the_verdict(evidence, result, word, class_) -> None:
    """Each verdict has its own word and colour; what could not be checked is never shown as passed."""
    page = Page(to_html(evidence, result))
    assert [attrs["class"] for attrs in page.having("section") if "hero" in str(attrs.get("class"))] == [class_]
    assert word in page.text


def test_every_arrow_is_a_button_that_opens_its_entry() -> None:
    """Each row's button targets the panel of its entry, and every entry has one."""
    page = Page(to_html(broken(), broken_result()))
    panels = {attrs["id"] for attrs in page.having("div") if "popover" in attrs}
    targets = {attrs["popovertarget"] for attrs in page.having("button") if "popovertarget" in attrs}
    assert panels == targets == {f"e{entry.seq}" for entry in broken().entries}


def test_only_the_first_diverging_hop_is_red() -> None:
    """I09's request and answer are marked as first, I11's as later, and the supporting rows can be folded."""
    rows = [
        str(attrs["class"])
        for attrs in Page(to_html(broken(), broken_result())).having("li")
        if "row" in str(attrs.get("class"))
    ]
    assert [row.split()[1] for row in rows if "mark-first" in row] == ["is-request", "is-answer"]
    assert sum("mark-later" in row for row in rows) == 2
    assert sum("support" in row for row in rows) == 2


def test_the_tables_name_every_interaction_requirement_and_check() -> None:
    """All eleven interactions with their requirement ids, and all checks with their reasons, can be read."""
    text = "".join(Page(to_html(happy(), result_of())).text)
    for interaction in INTERACTIONS.values():
        assert interaction.title in text
        assert all(requirement in text for requirement in interaction.requirements)
    assert all(check.name in text and check.reason in text for check in result_of().verdicts)


def test_images_are_embedded_and_others_are_named(tmp_path: Path) -> None:
    """A file and bytes are shown as data; what is no image, or is not there, is said in a sentence."""
    (tmp_path / "image-1.png").write_bytes(png(side=64))
    images = [tmp_path / "image-1.png", NamedImage("b.svg", b"<svg onload=alert(1)>"), tmp_path / "none.png"]
    first, second, third = pictures_of(images)
    assert (first.uri[:22], first.width, first.height) == ("data:image/png;base64,", 64, 64)
    assert (second.uri, second.note) == ("", "It is no PNG, JPEG or WebP image, so it is not shown here.")
    assert third.note == "It could not be read: No such file or directory."


def test_an_answer_with_an_entry_of_its_own_shows_the_request_too() -> None:
    """I06's panel holds the request of I05 and its answer."""
    panel = next(panel for panel in panels_of(happy()) if panel.entry.interaction == "I06")
    assert panel.request is not None
    assert panel.request.line == "POST http://127.0.0.1:8090/v1/images/generations"
    assert panel.answer is not None
    assert "1,402,113 characters" in panel.answer.body


def test_curl_quotes_what_a_shell_would_read() -> None:
    """No header, address or body leaves its quotes; lengths and hosts are curl's own business."""
    command = to_curl(
        asked("POST", "http://odoo.test/?a=1&b=$(id)", {"prompt": "it's"}, [["X", "`id`"], ["Host", "x"]])
    )
    assert command.splitlines() == [
        "curl --request POST --url 'http://odoo.test/?a=1&b=$(id)' \\",
        "  --header 'X: `id`' \\",
        """  --data-raw '{"prompt": "it'"'"'s"}'""",
    ]


def test_curl_reads_a_binary_body_from_a_file() -> None:
    """A summary of bytes is never sent as if it were them."""
    command = to_curl(asked("PUT", "http://storage.test/b/k", "12 bytes of image/png", [["Content-Type", "image/png"]]))
    assert command.endswith("--data-binary @body")


def test_an_empty_journal_still_gives_a_page() -> None:
    """A run that failed before its first exchange has a report that says so."""
    html = to_html(Journal().evidence(), result_of(status="failed", verdicts=(), durations={}, request_id=None))
    assert "The journal is empty." in html
    assert "No check was made." in html
