"""The page of AI images on both Odoos: two portals' HTML around one script, so the same things must be in it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from contracts import portal
from real_adapters.odoo.package import ADDON
from stubs.odoo.portal import choices

TEMPLATES = Path(choices.__file__).parent / "templates"
STATIC = Path(portal.__file__).parent / "static"


class Elements(HTMLParser):
    """Gathers what a script or a person finds a page's elements by."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.ids: set[str] = set()
        self.names: set[str] = set()
        self.words: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element's id, its name in the form, and what it is called."""
        given = dict(attrs)
        self.ids |= {given["id"]} if given.get("id") else set()
        self.names |= {f"{tag}.{given['name']}"} if tag in {"input", "textarea"} and given.get("name") else set()
        self.words |= {given[name] or "" for name in ("aria-label", "placeholder", "data-prompt") if given.get(name)}

    def handle_data(self, data: str) -> None:
        """Take what people read."""
        self.words |= {data.strip()} if data.strip() else set()


@pytest.fixture(scope="module")
def stub() -> Elements:
    """Give the page of the stub."""
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("portal.html.j2")
    offers = {"samples": choices.SAMPLES, "shapes": choices.SHAPES, "styles": choices.STYLES}
    text = page.render(account={"name": ""}, now="", **offers)
    return Elements(text[text.index("<main") :])


@pytest.fixture(scope="module")
def source() -> str:
    """Give the addon's templates of the page."""
    return "".join(
        (ADDON / "views" / name).read_text(encoding="utf-8") for name in ("portal_form.xml", "portal_images.xml")
    )


@pytest.fixture(scope="module")
def addon(source: str) -> Elements:
    """Give the page of the addon: its templates hold no branch, so reading them is reading the page."""
    return Elements(source)


def sought() -> Iterator[str]:
    """Give the ids that the page's script looks for."""
    for module in STATIC.glob("*.js"):
        yield from re.findall(r'\$\("([a-z-]+)"\)', module.read_text(encoding="utf-8"))


def test_the_script_finds_its_elements_on_both(stub: Elements, addon: Elements) -> None:
    """Every id that a module asks for is on the stub's page and on the addon's."""
    assert set(sought()) <= stub.ids
    assert set(sought()) <= addon.ids


def test_both_pages_say_the_same(stub: Elements, source: str) -> None:
    """What the stub's page calls its parts, the addon's calls them too, so that one browser test drives both."""
    spelled = source.replace("&amp;", "&")
    assert [word for word in sorted(stub.words) if word not in spelled] == []


def test_both_forms_ask_for_the_same(stub: Elements, addon: Elements, source: str) -> None:
    """The fields of the form are the same on both."""
    choices_of_few = set(re.findall(r"t-value=\"'(quality|n|format)'\"", source))
    assert addon.names | {f"input.{name}" for name in choices_of_few} == stub.names


def test_each_icon_that_is_named_is_drawn(source: str) -> None:
    """Templates and modules name icons that the shared file holds."""
    drawn = set(re.findall(r'id="([a-z]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    scripts = "".join(each.read_text(encoding="utf-8") for each in STATIC.glob("*.js"))
    named = set(re.findall(r'icon\("([a-z]+)"\)', scripts + "".join(p.read_text("utf-8") for p in TEMPLATES.iterdir())))
    assert named | set(re.findall(r"icon\"><t t-set=\"name\" t-value=\"'([a-z]+)'\"", source)) <= drawn
