"""How the portal's pages become HTML that runs nothing but the portal's own files."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of every page: no foreign or inline script, no framing, no address told to others, nothing cached."""

_PAGES = Environment(
    loader=PackageLoader("stubs.odoo.portal"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """Render a page; every value is shown as text."""
    return HTMLResponse(_PAGES.get_template(f"{template}.html.j2").render(values), status, HEADERS)


def refusal(status: int, title: str, advice: str) -> Response:
    """Give a page that says what went wrong and what to do."""
    return page("refusal", {"title": title, "advice": advice}, status)


def see_other(path: str) -> Response:
    """Send the browser on to a page of the portal (303)."""
    return RedirectResponse(path, 303, HEADERS)
