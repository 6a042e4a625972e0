"""Items that crossed to the engine: each once, its long strings left behind."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from stubs.n8n.engine.file_types import facts_of
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.engine.json_text import to_text
from stubs.n8n.engine.shape import pairs_of
from stubs.n8n.expressions.long_strings import exchanged, is_plain, longs, mark

KEPT_APART = "filesystem-v2"
"""What n8n says in place of a file's bytes, which it keeps in a folder."""
_KEPT_ITEMS = 512
_KEPT_CHARACTERS = 32 * 2**20


class Engine(Protocol):
    """Where items are loaded into."""

    value: Any
    list: Any
    paired: Any

    def lazy(self, text: str, places: str) -> Any:
        """Give a value of JSON whose long strings are asked for when they are looked at."""
        ...


class Loaded:
    """The items in one engine.

    An item's JSON must not be changed in place by those who run workflows: what crossed is not sent again.

    Attributes:
        strings: the long ones, by the numbers that marks and keys name.
        files: by their `id`, all that crossed.
    """

    def __init__(self, realm: Engine) -> None:
        """Start with none."""
        self._realm = realm
        self._items: dict[tuple[Any, ...], tuple[Any, Item]] = {}
        self.strings: list[str] = []
        self.files: dict[str, Binary] = {}
        self._characters = 0

    def one(self, item: Item, *, marked: bool) -> Any:
        """Give the engine's object for an item; its long strings as marks, or so that they cross when asked for."""
        key = (id(item.json), id(item.binary) if item.binary else 0, marked)
        if item.origins is None:
            return self._kept(key, item, lambda: self._load(item, marked=marked))
        origins = item.origins
        bare = Item(item.json, item.binary)
        return self._kept(
            (*key, origins),
            item,
            lambda: self._realm.paired(self.one(bare, marked=marked), to_text(pairs_of(origins))),
        )

    def _kept(self, key: tuple[Any, ...], item: Item, make: Callable[[], Any]) -> Any:
        found = self._items.get(key)
        if found is None:
            # The item's parts are held as long as their ids stand for them.
            found = self._items[key] = (make(), Item(item.json, item.binary))
        return found[0]

    def all(self, items: Sequence[Item], *, marked: bool) -> Any:
        """Give an array of items."""
        return self._realm.list(*[self.one(item, marked=marked) for item in items])

    def tidy(self, *, everything: bool = False) -> None:
        """Let go of what became too much, or of everything."""
        if everything or len(self._items) > _KEPT_ITEMS or self._characters > _KEPT_CHARACTERS:
            self._items.clear()
            self.strings.clear()
            self.files.clear()
            self._characters = 0

    def _load(self, item: Item, *, marked: bool) -> Any:
        shown: dict[str, Any] = {"json": item.json}
        if item.binary:
            shown["binary"] = {name: self._about(binary) for name, binary in item.binary.items()}
        found = longs(item.json)
        if not found:
            text = to_text(shown)
            self._characters += len(text)
            return self._realm.value(text)
        self._characters += sum(len(text) for _, text in found)
        markable = {text for _, text in found if is_plain(text)} if marked else set()
        places = [
            (["json", *path], to_text(["long", self._number(text)])) for path, text in found if text not in markable
        ]
        shown_text = to_text(exchanged(shown, lambda text: mark(self._number(text)) if text in markable else ""))
        return self._realm.lazy(shown_text, to_text(places)) if places else self._realm.value(shown_text)

    def _about(self, file: Binary) -> dict[str, Any]:
        told = about(file)
        self.files[told["id"]] = file
        return told

    def _number(self, text: str) -> int:
        self.strings.append(text)
        return len(self.strings) - 1


def about(binary: Binary) -> dict[str, Any]:
    """Say of a file what expressions see of it; its bytes stay where they are, as with n8n's file storage."""
    digest = hashlib.sha256(binary.content).hexdigest()
    return {"mimeType": binary.mime_type, "data": KEPT_APART, **facts_of(binary), "id": f"{KEPT_APART}:{digest}"}
