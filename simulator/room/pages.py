"""The page's templates and files: read once, nothing else of the disk is served."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from contracts.interactions import INTERACTIONS
from contracts.participants import ENDS
from simulator.faults.catalogue import KINDS
from simulator.reports.lanes import LABELS
from simulator.reports.page import MEMBERS, pages_from
from simulator.reports.panels import Panel
from simulator.room.rows import LANES
from simulator.stories.registry import STORIES
from simulator.version import product_version

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@cache
def assets() -> dict[str, tuple[bytes, str, str]]:
    """Give the page's own files by name: bytes, media type, ETag."""
    found = [each for each in (files("simulator.room") / "static").iterdir() if each.name.rpartition(".")[2] in TYPES]
    # The room looks like the report: one sheet of colours, type and panels for both.
    found.append(files("simulator.reports") / "templates" / "report.css")
    return {each.name: _asset(each.name, each.read_bytes()) for each in found}


def _asset(name: str, data: bytes) -> tuple[bytes, str, str]:
    return data, TYPES[name.rpartition(".")[2]], f'"{hashlib.sha256(data).hexdigest()[:32]}"'


@cache
def _pages() -> Environment:
    """Find the room's templates, and the reports' under `reports/` and, for what these import, by their own names."""
    room, reports = PackageLoader("simulator.room"), PackageLoader("simulator.reports")
    return pages_from(ChoiceLoader([room, PrefixLoader({"reports": reports}), reports]))


def room_page(portal: str) -> str:
    """Write the page as it is before any event came; the portal's address is a link on it."""
    return _pages().get_template("room.html.j2").render(portal=portal, token="", **_context())


@cache
def _context() -> dict[str, Any]:
    return {
        "lanes": [_lane(name, index) for name, index in LANES.items()],
        "stories": [{"name": each.name, "title": each.title, "text": each.text} for each in STORIES.values()],
        "faults": [
            {"kind": each.kind, "title": each.title, "value": each.default, "hint": each.hint, "values": each.values}
            | {"hops": [hop.value for hop in each.hops]}
            for each in KINDS.values()
        ],
        "hops": [{"name": hop.value, "sender": str(a), "receiver": str(b)} for hop, (a, b) in ENDS.items()],
        "interactions": [{"id": each.id, "title": each.title} for each in INTERACTIONS.values()],
        "version": product_version(),
    }


def _lane(name: str, index: int) -> dict[str, Any]:
    """Give a lane's head; the first one of a system bears its switch."""
    system, (title, members) = next((key, each) for key, each in MEMBERS.items() if name in each[1])
    switch = title if name == members[0] else ""
    return {"index": index, "participant": name, "label": LABELS[name], "system": str(system), "switch": switch}


def entry_fragment(panel: Panel) -> str:
    """Write what opens behind an arrow."""
    return _pages().get_template("_entry.html.j2").render(panel=panel)
