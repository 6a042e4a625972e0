"""The portal's pages and files as HTTP answers."""

import re

import pytest
import requests

from stubs.odoo.portal.assets import load_assets
from tests.portal.conftest import Served


def get(portal: Served, path: str, **headers: str) -> requests.Response:
    found = portal.accounts.sign_in("demo", "demo")
    assert found is not None
    cookie = {"Cookie": f"session_id={found[1]}"}
    return requests.get(portal.url + path, headers=cookie | headers, allow_redirects=False, timeout=10)


@pytest.mark.parametrize("path", ["/my/ai-images", "/web/login", "/imageflow/static/none.css"])
def test_pages_run_nothing_but_their_own_files(portal: Served, path: str) -> None:
    """Every page forbids inline and foreign scripts, framing and sniffing, and holds none of its own."""
    answer = requests.get(portal.url + path, headers={"Cookie": ""}, timeout=10)
    page = get(portal, path) if path.startswith("/my") else answer
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<script(?![^>]* src=\"/imageflow/static/)|<style|\son\w+=|\sstyle=|https?://", page.text)


def test_the_page_says_that_it_is_simulated(portal: Served) -> None:
    """The header names the stub, and a browser without JavaScript is told what it needs."""
    page = get(portal, "/my/ai-images").text
    assert "Simulated" in page
    assert "stub Odoo" in page
    assert "<noscript>" in page


def test_every_file_that_a_page_names_is_served(portal: Served) -> None:
    """Styles, scripts and icons come with their type and are revalidated by their ETag."""
    for name, asset in load_assets().items():
        answer = get(portal, f"/imageflow/static/{name}")
        assert (answer.status_code, answer.content) == (200, asset.data)
        assert answer.headers["content-type"] == asset.media_type
        assert answer.headers["x-content-type-options"] == "nosniff"
        again = get(portal, f"/imageflow/static/{name}", **{"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["none.js", "..%2Fpages.py", "%2Fetc%2Fpasswd", "%00", "portal.js%00.css", "."])
def test_nothing_else_is_served(portal: Served, name: str) -> None:
    """A name that is no file of the page's is answered with 404, whatever it tries."""
    assert requests.get(f"{portal.url}/imageflow/static/{name}", timeout=10).status_code == 404


def test_the_stub_says_that_it_is_up(portal: Served) -> None:
    """The health check answers as Odoo's does."""
    assert get(portal, "/web/health").json() == {"status": "pass"}


def test_a_strange_session_cookie_is_no_session(portal: Served) -> None:
    """A cookie that nobody handed out leads to the sign-in, whatever is in it."""
    for value in ("x", "%00", "ü" * 100, "a" * 8000):
        answer = requests.get(
            f"{portal.url}/my/ai-images",
            headers={"Cookie": f"session_id={value}".encode()},
            allow_redirects=False,
            timeout=10,
        )
        assert answer.status_code == 303


def test_the_document_describes_the_pages(portal: Served) -> None:
    """The pages stand in the stub's OpenAPI document beside the API."""
    paths = requests.get(f"{portal.url}/openapi.json", timeout=10).json()["paths"]
    assert {"/web/login", "/my/ai-images", "/web/session/authenticate", "/imageflow/static/{file}"} <= paths.keys()
