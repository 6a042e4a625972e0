"""What varies from one Odoo to the next is replaced by words.

| what | why it varies | becomes |
|---|---|---|
| ids of records that the story made | numbered by the database | `#1`, `#2`, … in the order of their making |
| other ids above 3, and users' | likewise | `<id>`, `<uid>` |
| moments of today, tokens, uuids | of the clock, drawn | `<now>`, `<uuid>` |
| PostgreSQL's excerpt of the statement | of its SQL | left out |
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EXCERPT = re.compile(r"\n?LINE \d+:.*", re.DOTALL)
_ID = re.compile(r"(?<=\?id=)\d+|(?<=/content/)\d+|(?<=/image/)\d+|(?<=[(\[])\d+(?=[,\]])|(?<=, )\d+(?=[,)\]])")
_USER = re.compile(r"(?<=\(id=)\d+|(?<=User: )\d+")
_LINKING = ("id", "_id", "_ids", "uid")
ALIKE = frozenset(
    ["res.users", "res.partner", "res.company", "res.currency", "res.groups", "res.lang", "ir.attachment"]
)
FIXED = 3
"""Ids up to this are the same in every Odoo: company, administrator, and their partners."""
_MODELS = {
    "user_id": "res.users",
    "user_ids": "res.users",
    "create_uid": "res.users",
    "write_uid": "res.users",
    "partner_id": "res.partner",
    "category_id": "res.partner.category",
}
FOUND = frozenset(["search", "create", "copy", "name_create", "name_search"])
"""Methods whose answer is ids."""


class Id(int):
    """The id of a record that a story made.

    Attributes:
        model: the record's.
    """

    model: str


@dataclass
class Names:
    """The ids that a story made, in their order, by model."""

    known: dict[tuple[str, int], str] = field(default_factory=dict)

    def know(self, model: str, made: Any) -> Any:
        """Take new ids down, and give them as such."""
        if isinstance(made, list):
            return [self.know(model, each) for each in made]
        if not isinstance(made, int) or isinstance(made, bool):
            return made
        self.known.setdefault((model, made), f"#{len(self.known) + 1}")
        key = Id(made)
        key.model = model
        return key

    def name(self, key: int, model: str) -> str | None:
        """Give the name of a record, first of this model, else of any."""
        if (model, key) in self.known or key <= FIXED:
            return self.known.get((model, key))
        return next((name for (_, other), name in self.known.items() if other == key), None)


@dataclass(frozen=True)
class Normaliser:
    """Replaces what varies, in one call of a model and in its answer."""

    names: Names
    model: str

    def call(self, value: Any) -> Any:
        """Give a call with the story's own ids, and what varies in text, replaced."""
        if isinstance(value, dict):
            return {key: self.call(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.call(each) for each in value]
        if isinstance(value, Id):
            return self.names.known[value.model, value]
        if isinstance(value, str) and value.isdigit() and int(value) > FIXED:
            return self.names.name(int(value), self.model) or value
        return self._text(value) if isinstance(value, str) else value

    def answer(self, value: Any, *, ids: bool = False) -> Any:
        """Give an answer with what varies replaced; numbers only where ids stand."""
        if isinstance(value, dict):
            return {key: self._field(str(key), each, ids=ids) for key, each in value.items()}
        if isinstance(value, list) and len(value) == 2 and type(value[0]) is int and isinstance(value[1], str):
            return [self.answer(value[0], ids=True), self._text(value[1])]
        if isinstance(value, (list, tuple)):
            condition = len(value) == 3 and isinstance(value[0], str) and value[0].endswith(_LINKING)
            return [self.answer(each, ids=ids or condition) for each in value]
        if isinstance(value, str):
            return self._text(value)
        if ids and isinstance(value, int) and not isinstance(value, bool):
            return self._key(value)
        return value

    def _field(self, name: str, value: Any, *, ids: bool) -> Any:
        if name in {"uid", "res_id"}:
            return self._user(value)
        inside = name.endswith(_LINKING) or (ids and name == "body") or name.startswith("id:")
        return Normaliser(self.names, _MODELS.get(name, self.model)).answer(value, ids=inside)

    def _key(self, value: int) -> Any:
        same = value <= FIXED and self.model in ALIKE
        return self.names.name(value, self.model) or (value if same else "<id>")

    def _user(self, value: Any) -> Any:
        return "<uid>" if isinstance(value, int) and value > FIXED else value

    def _text(self, text: str) -> str:
        text = _EXCERPT.sub("", _MOMENT.sub(_moment, _UUID.sub("<uuid>", text)))
        text = _USER.sub(lambda found: str(self._user(int(found[0]))), text)
        return _ID.sub(lambda found: self.names.name(int(found[0]), self.model) or found[0], text)


def _moment(found: re.Match[str]) -> str:
    moment = datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
    return "<now>" if abs(datetime.now(UTC) - moment) < timedelta(days=1) else found[0]
