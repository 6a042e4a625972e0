"""The report's page: one file that needs nothing from anywhere, and runs no script but its own."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from contracts.evidence import Evidence
from contracts.participants import Participant, System
from simulator.reports.coverage import coverage
from simulator.reports.diagram import diagram_of, milliseconds, shorten
from simulator.reports.headline import WORDS, headline_of
from simulator.reports.lanes import LABELS
from simulator.reports.panels import panels_of
from simulator.reports.pictures import NamedImage, pictures_of
from simulator.reports.result import RunResult
from simulator.reports.workflow import drawing_of

MEMBERS: dict[str, tuple[str, tuple[Participant, ...]]] = {
    System.ODOO: ("Odoo", (Participant.PORTAL, Participant.SERVICE, Participant.GATEWAY, Participant.CORE)),
    System.N8N: ("n8n", (Participant.WORKFLOW,)),
    System.AI: ("AI service", (Participant.AI,)),
    System.STORAGE: ("File storage", (Participant.STORAGE,)),
}
"""Each system's name for people, and the participants that are swapped with it."""


def to_html(evidence: Evidence, result: RunResult, images: Iterable[Path | NamedImage] = ()) -> str:
    """Write the page; whatever text a run holds is shown as text and never becomes markup."""
    pages = _pages()
    style, script = asset(pages, "report.css"), asset(pages, "report.js")
    return pages.get_template("index.html.j2").render(
        style=Markup(style),  # noqa: S704 - this package's own file
        script=Markup(script),  # noqa: S704 - this package's own file
        policy=policy_of(style, script),
        result=result,
        headline=headline_of(evidence, result),
        pictures=pictures_of(images),
        systems=[_system(name, how) for name, how in result.topology.items()],
        durations=_bars(result.durations),
        diagram=diagram_of(evidence, result),
        panels=panels_of(evidence),
        coverage=coverage(evidence),
        workflow=drawing_of(result),
    )


@cache
def _pages() -> Environment:
    return pages_from(PackageLoader("simulator.reports"))


def pages_from(loader: BaseLoader) -> Environment:
    """Give templates that show text as text, with what the report's own macros call."""
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.globals.update(shorten=shorten, labels=LABELS, words=WORDS)
    return pages


def asset(pages: Environment, name: str) -> str:
    """Give one of the templates' own files as it is."""
    loader = pages.loader
    assert loader is not None  # noqa: S101 - set by our own hand above
    return loader.get_source(pages, name)[0]


def policy_of(style: str, script: str) -> str:
    """Nothing may be loaded; the page's own style and script are allowed by their hashes, and images as data."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _system(name: str, how: str) -> dict[str, Any]:
    label, members = MEMBERS.get(name, (name, ()))
    kind, _, address = how.partition(" ")
    return {"name": label, "kind": kind, "address": address, "members": members}


def _bars(durations: dict[str, float]) -> list[dict[str, Any]]:
    """Give each duration its share of the longest, in per cent."""
    longest = max(durations.values(), default=0.0) or 1.0
    return [
        {
            "name": name.replace("_", " "),
            "text": milliseconds(seconds * 1000),
            "share": round(seconds / longest * 100, 2),
        }
        for name, seconds in durations.items()
    ]
