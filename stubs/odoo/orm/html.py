"""HTML made safe, as Odoo does when it is written: what could run is removed, bare text gets an element.

Limitations: elements and attributes are judged one by one; Odoo's parser also mends a broken nesting.
"""

from html import escape
from html.parser import HTMLParser

DROPPED = frozenset(["script", "style", "iframe", "object", "embed", "frame", "frameset", "form", "title", "head"])
VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
KEPT = frozenset(
    [
        "alt",
        "align",
        "border",
        "class",
        "colspan",
        "color",
        "dir",
        "height",
        "href",
        "id",
        "name",
        "rel",
        "rowspan",
        "src",
        "style",
        "target",
        "title",
        "valign",
        "value",
        "width",
    ]
)
LINKS = frozenset(["href", "src"])
REFUSED = ("javascript:", "vbscript:", "data:text/html")


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.bare = True  # nothing but text so far
        self._dropped = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self._dropped += 1
        if self._dropped:
            return
        self.bare = False
        kept = "".join(_attribute(name, value or "") for name, value in attributes if _is_kept(name))
        self.parts.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif not self._dropped and tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.parts.append(escape(data, quote=False))


def sanitize(text: str) -> str:
    """Give the HTML without what could run."""
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    clean = "".join(cleaner.parts)
    return f"<span>{clean}</span>" if cleaner.bare and clean else clean


def _is_kept(name: str) -> bool:
    return name in KEPT or name.startswith("data-")


def _attribute(name: str, value: str) -> str:
    if name in LINKS and value.strip().lower().startswith(REFUSED):
        value = ""
    return f' {name}="{escape(value)}"'
