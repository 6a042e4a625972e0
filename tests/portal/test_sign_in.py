"""Signing in and out by the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from tests.portal.conftest import Served

FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Browser:
    """Cookies and forms without a screen; it follows no redirect."""

    portal: Served
    session: requests.Session

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.portal.url + path, allow_redirects=False, timeout=10)

    def form(self, path: str = "/web/login") -> dict[str, str]:
        """Give the fields of the sign-in page's form as they stand."""
        page = self.get(path).text
        return {
            name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]  # type: ignore[index]
            for name in ("csrf_token", "redirect")
        }

    def post(self, data: object, headers: dict[str, str] | None = None) -> requests.Response:
        url = f"{self.portal.url}/web/login"
        return self.session.post(url, data=data, headers=headers, allow_redirects=False, timeout=10)

    def sign_in(self, path: str = "/web/login", **typed: str) -> requests.Response:
        return self.post(self.form(path) | {"login": "demo", "password": "demo"} | typed)


@pytest.fixture
def visitor(portal: Served) -> Iterator[Browser]:
    with requests.Session() as session:
        session.trust_env = False
        yield Browser(portal, session)


def test_a_stranger_is_led_to_the_sign_in_and_back(visitor: Browser) -> None:
    """Who is signed out is asked to sign in, and then lands where they wanted to go."""
    assert visitor.get("/").headers["location"] == "/my/ai-images"
    asked = visitor.get("/my/ai-images")
    assert (asked.status_code, asked.headers["location"]) == (303, "/web/login?redirect=%2Fmy%2Fai-images")
    done = visitor.sign_in(path=asked.headers["location"])
    assert (done.status_code, done.headers["location"]) == (303, "/my/ai-images")
    page = visitor.get("/my/ai-images")
    assert page.status_code == 200
    assert "Marc Demo" in page.text


def test_the_session_is_kept_as_odoo_keeps_it(visitor: Browser) -> None:
    """The cookie lasts a week, is out of scripts' reach and does not travel with foreign posts."""
    cookie = visitor.sign_in().headers["set-cookie"]
    assert re.fullmatch(r"session_id=[\w-]{84}; HttpOnly; Max-Age=604800; Path=/; SameSite=lax", cookie)


def test_a_wrong_password_shows_the_form_again(visitor: Browser) -> None:
    """It is answered with 200 and a clear message, the login is kept, and nobody is signed in."""
    answer = visitor.sign_in(password="wrong")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'value="demo"' in answer.text
    assert "session_id" not in visitor.session.cookies


def test_what_was_typed_is_shown_as_text(visitor: Browser) -> None:
    """A login that looks like markup becomes none."""
    answer = visitor.sign_in(login='"><script>alert(1)</script>', password="x")
    assert "<script>alert" not in answer.text


def test_signing_out_ends_the_session(visitor: Browser) -> None:
    """The cookie is dropped, and its old value opens nothing any more."""
    visitor.sign_in()
    token = visitor.session.cookies["session_id"]
    answer = visitor.get("/web/session/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/web/login")
    assert "session_id" not in visitor.session.cookies
    visitor.session.cookies.set("session_id", token)
    assert visitor.get("/my/ai-images").status_code == 303


def test_a_session_ends_after_a_week(visitor: Browser) -> None:
    """A session that has expired is none."""
    visitor.sign_in()
    visitor.portal.clock.move_on(604_801)
    assert visitor.get("/my/ai-images").status_code == 303


def test_signing_in_anew_ends_the_session_before(visitor: Browser) -> None:
    """Who signs in as somebody else leaves no open session behind."""
    form = visitor.form()
    visitor.sign_in()
    before = visitor.session.cookies["session_id"]
    visitor.post(form | {"login": "portal", "password": "portal"})
    assert visitor.session.cookies["session_id"] != before
    assert visitor.portal.accounts.of_session(before) is None


def test_who_is_signed_in_needs_no_form(visitor: Browser) -> None:
    """The sign-in page leads on at once."""
    visitor.sign_in()
    assert visitor.get("/web/login?redirect=/my/ai-images?x=1").headers["location"] == "/my/ai-images?x=1"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example/",
        "/%0d%0aSet-Cookie: a=b\r\nX: y",
        "javascript:alert(1)",
        "evil.example",
        " /my",
        "",
    ],
)
def test_the_sign_in_leads_nowhere_else(visitor: Browser, target: str) -> None:
    """A redirect that may leave the portal is replaced by its home page."""
    form = visitor.form() | {"redirect": target, "login": "demo", "password": "demo"}
    assert visitor.post(form).headers["location"] == "/my/ai-images"


def test_a_form_without_its_page_signs_nobody_in(visitor: Browser) -> None:
    """Without the page's token, with another's, or without its cookie, the form has expired."""
    form = visitor.form() | {"login": "demo", "password": "demo"}
    for token in ("", "x" * 43, "ü"):
        answer = visitor.post(form | {"csrf_token": token})
        assert (answer.status_code, "expired" in answer.text) == (400, True)
    visitor.session.cookies.clear()
    assert visitor.post(form).status_code == 400
    assert "session_id" not in visitor.session.cookies


def test_a_form_of_a_foreign_page_signs_nobody_in(visitor: Browser) -> None:
    """A right token does not help a post that bears another origin."""
    form = visitor.form() | {"login": "demo", "password": "demo"}
    assert visitor.post(form, {"Origin": "https://evil.example"}).status_code == 400
    assert visitor.post(form, {"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert visitor.post(form, {"Origin": visitor.portal.url}).status_code == 303


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"login=" + b"a" * 20_000, FORM_TYPE, 413),
        (b"login=a%00b&password=x", FORM_TYPE, 400),
        (b"login=\xff\xfe", FORM_TYPE, 400),
        (b"login=%ff%fe", FORM_TYPE, 400),
        (b"&".join([b"a=1"] * 100), FORM_TYPE, 400),
        (b"", FORM_TYPE, 400),
        (b'{"login": "demo"}', {"Content-Type": "application/json"}, 415),
        (b"login=demo", {}, 415),
    ],
)
def test_a_bad_form_is_refused_in_a_sentence(
    visitor: Browser, body: bytes, headers: dict[str, str], status: int
) -> None:
    """Whatever is posted is answered by a page that says what to do, never by a fault of the server."""
    answer = visitor.post(body, headers)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text
