"""Faults as one line of text: `WHERE:FAULT[=VALUE][;OPTION=VALUE…][@WHEN]`, such as `I07:answer=503@2`.

WHERE is a hop (`odoo-n8n`), an interaction that crosses a wire (`I07`; `I06` means the answers to I05), or both
(`odoo-storage/I09`). A `;`, `@` or `%` within a value is written %3B, %40, %25.
"""

import re

from contracts.interactions import INTERACTIONS
from contracts.participants import Hop
from simulator.faults import when
from simulator.faults.catalogue import KINDS, Kind
from simulator.faults.plan import Fault, Planned
from simulator.faults.values import choose
from simulator.settings import SettingsError

FORM = "WHERE:FAULT[=VALUE][@WHEN]"
_LINE = re.compile(r"(?P<where>[^:]*):(?P<fault>[^;@]*)(?P<options>(;[^;@]*)*)(@(?P<when>[^@]*))?", re.DOTALL)
_ANSWER_OF = {"I06": "I05"}
"""An answer is disturbed where its request is."""
_WIRED = tuple(each.id for each in INTERACTIONS.values() if each.hops)


def read_fault(text: str) -> Planned:
    """Read a fault and what it is for.

    Raises:
        SettingsError: it is not written so; the sentence names what is allowed.
    """
    found = _LINE.fullmatch(text.strip())
    if found is None:
        raise SettingsError(f"{text!r} is no fault: write {FORM}, such as I07:answer=503@2.")
    hop, interaction = _read_where(found["where"])
    kind, fault = _read_kind(found["fault"], found["options"])
    if not set(_hops(hop, interaction)) & set(kind.hops):
        raise SettingsError(f"{kind.kind} does nothing at {found['where']}: use {' or '.join(kind.hops)}.")
    skip, times, chance = when.read(found["when"]) if found["when"] is not None else (0, 1, None)
    return Planned(fault, hop, interaction, times, skip, chance)


def _read_where(text: str) -> tuple[Hop | None, str | None]:
    first, slash, second = text.strip().partition("/")
    if not slash and re.fullmatch(r"i\d+", first, re.IGNORECASE):
        return None, _read_interaction(first)
    hop = choose(first, list(Hop), "hop")
    interaction = _read_interaction(second) if slash else None
    if interaction and hop not in INTERACTIONS[interaction].hops:
        raise SettingsError(f"{interaction} does not cross {hop}: use {' or '.join(INTERACTIONS[interaction].hops)}.")
    return hop, interaction


def _read_interaction(text: str) -> str:
    name = text.strip().upper()
    if name in INTERACTIONS and name not in _WIRED:
        raise SettingsError(f"{name} happens inside Odoo, where no wire can be disturbed: use {' or '.join(_WIRED)}.")
    known = choose(name, _WIRED, "interaction")
    return _ANSWER_OF.get(known, known)


def _hops(hop: Hop | None, interaction: str | None) -> tuple[Hop, ...]:
    return (hop,) if hop else INTERACTIONS[interaction or ""].hops


def _read_kind(text: str, options: str) -> tuple[Kind, Fault]:
    word, _, value = text.partition("=")
    kind = KINDS[choose(word, KINDS, "fault")]
    if value.strip() and not kind.values:
        raise SettingsError(f"{kind.kind} takes no value: leave out ={value.strip()}.")
    return kind, kind.read(value.strip() or kind.default, _read_options(kind, options))


def _read_options(kind: Kind, text: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for each in text.split(";")[1:]:
        name, equals, value = each.partition("=")
        name = name.strip().lower()
        if not equals or name in options:
            raise SettingsError(f"{each!r} is no option: write each as ;NAME=VALUE, once.")
        if kind.options is not None and name not in kind.options:
            known = f"use {' or '.join(kind.options)}" if kind.options else "it takes none"
            raise SettingsError(f"{kind.kind} has no option {name!r}: {known}.")
        options[name] = value
    return options
