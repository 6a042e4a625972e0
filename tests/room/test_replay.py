"""A saved journal on the page: the same rows as when it happened."""

import json

import pytest

from tests.room.house import House, ended, settled

ENTRY = {
    "seq": 1,
    "at": "2026-11-23T03:00:00.000000Z",
    "interaction": "I02",
    "correlation_id": None,
    "sender": "Service.AI.Odoo",
    "receiver": "Platform.OdooCore",
    "kind": "state",
    "verdict": "passed",
    "facts": {"n": 1},
}


def test_a_replay_shows_what_was_live(house: House) -> None:
    """The journal that the room gives, played again, ends in the same rows, requests and coverage."""
    house.flow()
    house.do("submit", prompt="gory", size="64x64").raise_for_status()
    live = house.reader().until(lambda reader: settled(reader) and len(reader.state["requests"]) == 2)
    journal = house.get("/journal.jsonl")
    assert journal.headers["content-disposition"] == 'attachment; filename="journal.jsonl"'
    assert house.replay(journal.content).status_code == 204
    seen = house.reader().until(lambda reader: reader.events[0][2]["source"] == "replay")
    seen.until(lambda reader: reader.state.get("verdicts"))
    assert seen.rows == live.rows
    for same in ("coverage", "counts"):
        assert seen.state[same] == live.state[same]
    without = [{name: v for name, v in each.items() if name != "images"} for each in live.state["requests"]]
    assert [{name: v for name, v in each.items() if name != "images"} for each in seen.state["requests"]] == without
    assert seen.state["source"] == "replay"
    assert "replay" in seen.state["marks"]
    assert house.get("/journal.jsonl").content == journal.content


def test_during_a_replay_only_the_way_back_is_open(house: House) -> None:
    """Every other action is refused with 409; back live, the run's own rows are shown again."""
    house.flow()
    live = house.reader().until(settled)
    house.replay(json.dumps(ENTRY)).raise_for_status()
    for action in ("submit", "story", "pace", "reset", "fault"):
        assert house.refused(action) == (409, "A saved journal is replayed: go back to the live run first.")
    assert house.do("live").status_code == 204
    again = house.reader().until(lambda reader: reader.state and len(reader.rows) == len(live.rows))
    assert again.rows == live.rows
    assert again.state["source"] == "live"


def test_the_run_goes_on_behind_a_replay(house: House) -> None:
    """What happens while a journal is replayed is there when the page comes back."""
    house.replay(json.dumps(ENTRY)).raise_for_status()
    portal = house.sandbox.portal(house.sandbox.settings.odoo_api_key)
    house.stage.run(portal.submit({"prompt": "a fox", "size": "64x64"}))
    house.stage.wait_for(lambda entry: entry.interaction == "I10")
    house.do("live").raise_for_status()
    assert house.reader().until(ended).rows


def test_long_pauses_are_short(house: House) -> None:
    """A day in the journal is no day on the page."""
    later = ENTRY | {"seq": 2, "at": "2026-11-24T03:00:00.000000Z"}
    house.replay("\n".join(json.dumps(each) for each in (ENTRY, later))).raise_for_status()
    reader = house.reader().until(lambda reader: len(reader.rows) == 2 and reader.state)
    reader.until(lambda reader: reader.state["time"] == "2026-11-24T03:00:00Z")


@pytest.mark.parametrize(
    ("journal", "sentence"),
    [
        ("nonsense", "is not JSON"),
        ("{}", "is no journal entry"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (json.dumps(ENTRY | {"sender": "Somebody.Else"}), "none of the seven participants"),
        (json.dumps(ENTRY | {"at": "yesterday"}), "at is no RFC 3339 time"),
    ],
)
def test_what_is_no_journal_is_said_in_a_sentence(house: House, journal: str | bytes, sentence: str) -> None:
    """A file that is something else is refused, and the live run stays on the page."""
    answer = house.replay(journal)
    assert answer.status_code == 422
    assert sentence in answer.json()["detail"]
    assert house.reader().read()[1]["source"] == "live"


def test_an_empty_journal_is_an_empty_page(house: House) -> None:
    """Nothing happened, and nothing is shown."""
    assert house.replay("").status_code == 204
    reader = house.reader().until(lambda reader: reader.state)
    assert (reader.rows, reader.state["source"]) == ({}, "replay")
