"""Who may look in, and who may act."""

import http.cookies
from collections.abc import Iterator

import pytest

from tests.room.house import House, open_house, raw

JSON = "application/json"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


@pytest.fixture(scope="module")
def open_to_all() -> Iterator[House]:
    with open_house("0.0.0.0") as opened:
        opened.base = opened.base.replace("0.0.0.0", "127.0.0.1")
        yield opened


def host_of(house: House) -> str:
    return house.base.removeprefix("http://")


def post(house: House, **headers: str) -> int:
    """Try to pause the run with these headers."""
    sent = {"host": host_of(house), "content-type": JSON} | {name.replace("_", "-"): v for name, v in headers.items()}
    return raw(f"{house.base}/do/pace", "POST", sent, b'{"mode": "run"}').status


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.2"])
def test_by_a_foreign_name_nothing_is_served(house: House, host: str) -> None:
    """A name that leads here by DNS rebinding, or another port, is refused with 403 on every path."""
    given = host.format(port=host_of(house).rpartition(":")[2])
    for path in ("/", "/events", "/journal.jsonl", "/static/room.js"):
        assert raw(house.base + path, "GET", {"host": given}).status == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_rooms_own_names_are_served(house: House, name: str) -> None:
    """The room is itself under each name of the loopback."""
    port = host_of(house).rpartition(":")[2]
    assert raw(f"{house.base}/", "GET", {"host": f"{name}:{port}"}).status == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "https://{host}", "http://{host}.evil.example", "http://127.0.0.1:1"],
)
def test_a_page_of_another_origin_can_not_act(house: House, origin: str) -> None:
    """Whatever other origin a browser names, the action is refused with 403."""
    assert post(house, origin=origin.format(host=host_of(house))) == 403


def test_who_names_no_origin_can_not_act(house: House) -> None:
    """Without an Origin nobody acts, for there is no token on loopback that would prove a script."""
    assert post(house) == 403
    assert post(house, authorization="Bearer ") == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_what_the_browser_says_of_the_site_counts(house: House, site: str) -> None:
    """Sec-Fetch-Site other than same-origin is refused, even with the right Origin."""
    assert post(house, origin=house.base, sec_fetch_site=site) == 403


def test_the_own_page_can_act(house: House) -> None:
    """The room's own page, with what a browser sends, acts."""
    assert post(house, origin=house.base, sec_fetch_site="same-origin") == 204


@pytest.mark.parametrize("media_type", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""])
def test_a_form_can_not_act(house: House, media_type: str) -> None:
    """What a form can send without asking is no action, whatever stands in it."""
    assert post(house, origin=house.base, content_type=media_type) == 415


def test_every_answer_is_closed(house: House) -> None:
    """Page, events' neighbours and refusals bear the closed policy, nosniff and no referrer."""
    for path in ("/", "/journal.jsonl", "/nothing", "/entries/99", "/static/nothing.js"):
        headers = house.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "'unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/events", "/journal.jsonl", "/entries/1", "/static/room.js"])
@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", "?token=%ff", "?token=%00"])
def test_beyond_loopback_nothing_is_served_without_the_token(open_to_all: House, path: str, query: str) -> None:
    """Without the token, or with a wrong one, nothing is to be had."""
    sent = {"host": host_of(open_to_all), "cookie": "imageflow_room=wrong", "authorization": "Bearer wrong"}
    assert raw(open_to_all.base + path + query, "GET", sent).status == 403


def test_the_token_becomes_a_cookie(open_to_all: House) -> None:
    """The printed address sets a cookie that no script and no other site gets, and hides the token."""
    host = host_of(open_to_all)
    query = open_to_all.room.url.partition("?")[2]
    welcome = raw(f"{open_to_all.base}/?{query}", "GET", {"host": host})
    assert (welcome.status, welcome.getheader("location")) == (303, "/")
    cookie = http.cookies.SimpleCookie(welcome.getheader("set-cookie"))
    (morsel,) = cookie.values()
    assert morsel["httponly"]
    assert morsel["samesite"].lower() == "strict"
    assert morsel["path"] == "/"
    kept = f"{morsel.key}={morsel.value}"
    assert raw(f"{open_to_all.base}/", "GET", {"host": host, "cookie": kept}).status == 200
    own = {"cookie": kept, "origin": open_to_all.base}
    assert post(open_to_all, **own) == 204
    assert post(open_to_all, **(own | {"origin": "http://evil.example"})) == 403


def test_the_welcome_leads_nowhere_else(open_to_all: House) -> None:
    """A path that looks like another site's address stays a path of this one."""
    query = open_to_all.room.url.partition("?")[2]
    welcome = raw(f"{open_to_all.base}//evil.example/?{query}", "GET", {"host": host_of(open_to_all)})
    assert (welcome.status, welcome.getheader("location")) == (303, "/evil.example/")


def test_a_script_acts_with_the_token(open_to_all: House) -> None:
    """With the token as a bearer no Origin is needed; with a wrong one it is refused."""
    token = open_to_all.room.url.partition("token=")[2]
    assert post(open_to_all, authorization=f"Bearer {token}") == 204
    assert post(open_to_all, authorization=f"Bearer {token}x") == 403
    assert post(open_to_all, authorization=f"Basic {token}") == 403


def test_no_answer_shows_the_token(open_to_all: House) -> None:
    """The page and the journal never hold the token that let the reader in."""
    token = open_to_all.room.url.partition("token=")[2]
    sent = {"host": host_of(open_to_all), "authorization": f"Bearer {token}"}
    for path in ("/", "/journal.jsonl"):
        answer = raw(open_to_all.base + path, "GET", sent)
        assert answer.status == 200
        assert token not in answer.text  # type: ignore[attr-defined]


def test_a_rebound_name_is_refused_even_with_the_token(open_to_all: House) -> None:
    """Bound to every address, the room takes addresses as its name and no foreign name."""
    token = open_to_all.room.url.partition("token=")[2]
    sent = {"authorization": f"Bearer {token}"}
    assert raw(f"{open_to_all.base}/", "GET", sent | {"host": "evil.example:8800"}).status == 403
    assert raw(f"{open_to_all.base}/", "GET", sent | {"host": "192.0.2.7:8800"}).status == 200
