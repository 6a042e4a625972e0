"""What the adapter makes of each answer of n8n's public API."""

from pathlib import Path
from typing import Any

import pytest
import requests
import responses

from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger
from real_adapters.n8n.about import NEEDED, check_scopes, check_version, version_in
from real_adapters.n8n.api import PublicApi, Refused
from real_adapters.n8n.provisioning import Provisioning

BASE = "http://n8n.test"
API = f"{BASE}/api/v1"
KEY = "a-very-secret-key"
PAGE = '<html><meta name="n8n:config:sentry" content="{}"></html>'
RELEASE_2_41 = "eyJkc24iOiIiLCJlbnZpcm9ubWVudCI6ImRldmVsb3BtZW50IiwicmVsZWFzZSI6Im44bkAyLjQxLjEifQ=="


@pytest.fixture
def api() -> PublicApi:
    """The API of an n8n that answers what a test says."""
    return PublicApi(BASE, KEY)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger, not written yet."""
    return Ledger(tmp_path / "made" / "n8n.json", BASE)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"body": requests.ConnectionError(KEY)}, "does not answer: ConnectionError"),
        ({"body": requests.Timeout(KEY)}, "does not answer: Timeout"),
        ({"status": 401, "json": {"message": "unauthorized"}}, "IMAGEFLOW_N8N_API_KEY"),
        ({"status": 403, "json": {"message": "Forbidden"}}, "lacks the scope workflow:create"),
        ({"status": 400, "json": {"message": "request/body/active is read-only"}}, "create a workflow (400): request/"),
        ({"status": 409, "json": {"message": "There is a conflict"}}, "create a workflow (409): There is a conflict"),
        ({"status": 500, "body": "<html>"}, "create a workflow (500): no reason given"),
        ({"status": 302, "headers": {"location": "http://elsewhere.test/"}}, "create a workflow (302)"),
        ({"status": 200, "body": "<html>"}, "not as n8n would"),
    ],
)
@responses.activate
def test_each_answer_becomes_a_sentence(api: PublicApi, answer: dict[str, Any], words: str) -> None:
    """The user learns what was refused and what to do; the key stays unsaid, and no redirect is followed."""
    responses.post(f"{API}/workflows", **answer)
    with pytest.raises(CouldNotCheck) as told:
        api.call("workflow:create", "POST", "/workflows", {})
    assert words in str(told.value)
    assert KEY not in str(told.value)
    assert len(responses.calls) == 1


@responses.activate
def test_the_key_goes_in_its_header(api: PublicApi) -> None:
    """Nothing else would let it in."""
    responses.get(f"{API}/workflows", json={"data": [], "nextCursor": None})
    api.pages("workflow:list", "/workflows")
    assert responses.calls[0].request.headers["X-N8N-API-KEY"] == KEY


@responses.activate
def test_all_pages_of_a_list_are_read(api: PublicApi) -> None:
    """The second page is asked for with the first one's cursor."""
    responses.get(f"{API}/executions", json={"data": [1], "nextCursor": "abc"})
    second = [responses.matchers.query_param_matcher({"limit": "1", "cursor": "abc"})]
    responses.get(f"{API}/executions", json={"data": [2], "nextCursor": None}, match=second)
    assert api.pages("execution:list", "/executions", limit=1) == [1, 2]


@pytest.mark.parametrize(
    ("page", "version"),
    [
        (PAGE.format(RELEASE_2_41), "2.41.1"),
        (PAGE.format("bm90IGpzb24="), None),
        (PAGE.format("e30="), None),
        (PAGE.format("A"), None),
        ("<html>", None),
    ],
)
def test_the_version_stands_in_the_editors_page(page: str, version: str | None) -> None:
    """An n8n whose page tells none is not taken for another version."""
    assert version_in(page) == version


@pytest.mark.parametrize("version", ["0.237.0", "1.123.4"])
def test_an_old_n8n_is_refused(version: str) -> None:
    """The sentence tells which it is, and which it should be."""
    with pytest.raises(CouldNotCheck, match=f"is n8n {version}, .* n8n 2 or later"):
        check_version(version, BASE)


@pytest.mark.parametrize("version", ["2.0.0", "2.41.1", "3.0.0-rc.1", None])
def test_others_are_tried(version: str | None) -> None:
    """A newer one, or one that does not tell, may do."""
    check_version(version, BASE)


@responses.activate
def test_every_missing_scope_is_named(api: PublicApi) -> None:
    """Nobody makes three keys to find out that a fourth is needed."""
    granted = [scope for scope in NEEDED if scope not in {"credential:create", "execution:stop"}]
    responses.get(f"{API}/discover", json={"data": {"scopes": granted}})
    with pytest.raises(CouldNotCheck, match="lacks credential:create, execution:stop: make one"):
        check_scopes(api)


@pytest.mark.parametrize(
    "answer",
    [{"json": {"data": {"scopes": [*NEEDED, "user:list"]}}}, {"status": 404, "json": {"message": "Not Found"}}],
)
@responses.activate
def test_a_key_that_suffices_is_taken(api: PublicApi, answer: dict[str, Any]) -> None:
    """So is one of an n8n that does not tell scopes: it says at each call what is missing."""
    responses.get(f"{API}/discover", **answer)
    check_scopes(api)


@responses.activate
def test_what_is_made_is_written_down_first(api: PublicApi, ledger: Ledger) -> None:
    """Whoever crashes between two lines leaves a file that tells what may be there."""
    seen: list[list[Any]] = []

    def answer(_request: Any) -> tuple[int, dict[str, str], str]:
        seen.append([(made.name, made.id) for made in Ledger.read(ledger.file).made])
        return 200, {}, '{"id": "c1"}'

    responses.add_callback("POST", f"{API}/credentials", answer)
    Provisioning(api, ledger).credential("mine", "crypto", {"hmacSecret": KEY})
    assert seen == [[("mine", None)]]
    assert [(made.kind, made.name, made.id) for made in Ledger.read(ledger.file).made] == [("credential", "mine", "c1")]
    assert KEY not in ledger.file.read_text()


@responses.activate
def test_what_was_refused_is_not_there(api: PublicApi, ledger: Ledger) -> None:
    """Nothing is left to be taken away, nor a file that says so."""
    responses.post(f"{API}/credentials", status=400, json={"message": "req.body.type is not a known type"})
    with pytest.raises(Refused, match="not a known type"):
        Provisioning(api, ledger).credential("mine", "nope", {})
    assert not ledger.file.exists()


def made(ledger: Ledger) -> None:
    """A workflow and a credential were made."""
    ledger.known(ledger.about_to("credential", "c"), "c1")
    ledger.known(ledger.about_to("workflow", "w"), "w1")


@responses.activate
def test_a_workflow_that_is_still_being_unpublished_is_deleted_a_moment_later(
    api: PublicApi, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What n8n can't do yet is asked for again; what it holds is gone when it is done."""
    monkeypatch.setattr("real_adapters.n8n.provisioning.PAUSE", 0)
    made(ledger)
    responses.post(f"{API}/workflows/w1/deactivate", json={})
    responses.post(f"{API}/executions/stop", json={"stopped": 0})
    responses.delete(f"{API}/workflows/w1", status=409, json={"message": "Workflow is still being unpublished."})
    responses.delete(f"{API}/workflows/w1", json={})
    responses.delete(f"{API}/credentials/c1", json={})
    Provisioning(api, ledger).withdraw()
    asked = [f"{call.request.method} {str(call.request.url).removeprefix(API)}" for call in responses.calls]
    assert asked == [
        "POST /workflows/w1/deactivate",
        "POST /executions/stop",
        "DELETE /workflows/w1",
        "DELETE /workflows/w1",
        "DELETE /credentials/c1",
    ]
    assert not ledger.file.exists()


@responses.activate
def test_what_somebody_else_took_away_is_no_error(api: PublicApi, ledger: Ledger) -> None:
    """Gone is gone."""
    made(ledger)
    responses.post(f"{API}/workflows/w1/deactivate", status=404, json={"message": "Not Found"})
    responses.delete(f"{API}/credentials/c1", status=404, json={"message": "Not Found"})
    Provisioning(api, ledger).withdraw()
    assert not ledger.file.exists()


@responses.activate
def test_what_could_not_be_taken_away_stays_written_down(api: PublicApi, ledger: Ledger) -> None:
    """A later clean-up finds it, and what had gone already is not in it."""
    made(ledger)
    responses.post(f"{API}/workflows/w1/deactivate", status=404, json={"message": "Not Found"})
    responses.delete(f"{API}/credentials/c1", status=500, json={"message": "No."})
    with pytest.raises(Refused):
        Provisioning(api, ledger).withdraw()
    assert [each.name for each in Ledger.read(ledger.file).made] == ["c"]
