"""What people do on the page, well and badly."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from contracts.participants import System
from simulator.room.actions import ACTIONS
from simulator.topology import Topology
from tests.room.house import House, ended, is_i10, open_house

BAD = [
    ("story", {"name": "nonsense"}, 422, "Give name as happy, "),
    ("story", {}, 422, "Give name as happy, "),
    ("submit", {"prompt": "  "}, 422, "prompt: "),
    ("submit", {"prompt": "x", "n": 9}, 422, "n: "),
    ("submit", {"prompt": "x", "size": "tiny"}, 422, "size: "),
    ("pace", {"mode": "fast"}, 422, "Give mode as run, slow or paused."),
    ("pace", {"mode": "slow"}, 422, "Give seconds as a number from 0.05 to 60."),
    ("pace", {"mode": "slow", "seconds": True}, 422, "Give seconds as a number"),
    ("pace", {"mode": "slow", "seconds": 1e9}, 422, "Give seconds as a number"),
    ("step", {}, 409, "Nothing is held: pause first, then step."),
    ("fault", {}, 422, "Give spec as a text."),
    ("fault", {"spec": "odoo-n8n:anser=503"}, 422, "did you mean answer?"),
    ("remove_fault", {"id": "fault-9"}, 422, "No fault of this id is planned"),
    ("remove_fault", {"id": []}, 422, "Give id as a text."),
    ("clock", {"seconds": -1}, 422, "Give seconds as a number from 0 to "),
    ("clock", {"seconds": "1"}, 422, "Give seconds as a number"),
    ("quota", {"limit": 1.5}, 422, "Give limit as a whole number"),
    ("quota", {"limit": -1}, 422, "Give limit as a whole number"),
    ("stop", {"system": "postgres"}, 422, "Give system as odoo, n8n, ai or storage."),
    ("start", {"system": None}, 422, "Give system as odoo"),
    ("nonsense", {}, 404, "There is no action of this name"),
]


@pytest.fixture(scope="module")
def quiet() -> Iterator[House]:
    """One room for all that is refused: nothing of it changes anything."""
    with open_house() as opened:
        yield opened


@pytest.mark.parametrize(("action", "fields", "status", "sentence"), BAD)
def test_what_can_not_be_done_is_said_in_a_sentence(
    quiet: House, action: str, fields: dict[str, object], status: int, sentence: str
) -> None:
    """A bad value is 422 and a bad moment 409, each with one sentence that says what to do."""
    told = quiet.refused(action, **fields)
    assert told[0] == status
    assert sentence in told[1]
    assert told[1].endswith(".")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"text"', b"[" * 5000])
def test_a_body_that_is_no_object_is_refused(quiet: House, body: bytes) -> None:
    """Whatever stands in the body, the answer is a sentence and never a fault of the room."""
    headers = {"origin": quiet.base, "content-type": "application/json"}
    answer = requests.post(f"{quiet.base}/do/pace", data=body, headers=headers, timeout=10)
    assert answer.status_code == 422


def test_a_body_without_end_is_refused(quiet: House) -> None:
    """More than an action can need is 413."""
    assert quiet.do("submit", prompt="x" * 100_000).status_code == 413


def test_pace_and_step(house: House) -> None:
    """Paused, one step lets one exchange pass; the state tells how many wait."""
    assert house.do("pace", mode="paused").status_code == 204
    assert house.do("submit", prompt="a fox", size="64x64").status_code == 204
    reader = house.reader().until(lambda reader: reader.state.get("pace", {}).get("waiting") == 1)
    assert reader.state["pace"]["mode"] == "paused"
    assert house.do("step").status_code == 204
    house.stage.wait_for(lambda entry: entry.interaction == "I03")
    reader.until(lambda reader: reader.state["pace"]["waiting"] == 1 and reader.state["requests"])
    assert "I04" not in {entry.interaction for entry in house.sandbox.journal.entries()}
    assert house.do("pace", mode="run").status_code == 204
    house.stage.wait_for(is_i10)


def test_slow_motion(house: House) -> None:
    """In slow motion a flow comes to its end all the same."""
    assert house.do("pace", mode="slow", seconds=0.05).status_code == 204
    house.flow()
    assert house.reader().until(lambda reader: reader.state).state["pace"]["seconds"] == 0.05


def test_a_fault_takes_effect_and_is_counted(house: House) -> None:
    """A planned fault is listed with its words, disturbs, counts its hits, and can be removed."""
    assert house.do("fault", spec="odoo-n8n:answer=503@1").status_code == 204
    house.flow()
    reader = house.reader().until(lambda reader: any(each["hits"] for each in reader.state.get("faults", ())))
    (fault,) = reader.state["faults"]
    assert fault["hop"] == "odoo-n8n"
    assert "503" in fault["text"]
    assert [row["fault"] for row in reader.rows.values() if row["fault"]]
    assert house.do("remove_fault", id=fault["id"]).status_code == 204
    reader.until(lambda reader: reader.state["faults"] == [])


def test_all_faults_are_cleared(house: House) -> None:
    """Clearing leaves none."""
    for spec in ("I07:refuse", "I05:delay=1s"):
        house.do("fault", spec=spec).raise_for_status()
    assert house.do("clear_faults").status_code == 204
    assert house.sandbox.faults.planned == []


def test_the_clock_is_moved_on(house: House) -> None:
    """An hour goes by in a moment."""
    before = house.sandbox.clock.now()
    assert house.do("clock", seconds=3600).status_code == 204
    assert 3600 <= (house.sandbox.clock.now() - before).total_seconds() < 3660


def test_the_quota_is_set_and_holds(house: House) -> None:
    """A new limit is shown, and the next prompt over it is refused with Odoo's own words."""
    assert house.do("quota", limit=0).status_code == 204
    house.reader().until(lambda reader: (reader.state.get("quota") or {}).get("limit") == 0)
    status, sentence = house.refused("submit", prompt="a fox")
    assert status == 422
    assert "0 are left" in sentence


def test_a_stub_is_stopped_and_started(house: House) -> None:
    """A stopped system is shown as down, what needs it says so, and it comes back where it was."""
    assert house.do("stop", system="odoo").status_code == 204
    reader = house.reader().until(lambda reader: reader.state and not reader.state["systems"][0]["up"])
    assert house.refused("submit", prompt="a fox")[0] == 409
    assert house.do("stop", system="odoo").status_code == 204
    assert house.do("start", system="odoo").status_code == 204
    assert house.do("start", system="odoo").status_code == 204
    reader.until(lambda reader: reader.state["systems"][0]["up"])
    house.flow()


def test_a_real_system_is_not_stopped_from_here() -> None:
    """What runs elsewhere is stopped elsewhere, and the page's mark names it."""
    with open_house(topology=Topology({System.AI: "http://127.0.0.1:9"})) as house:
        assert house.refused("stop", system="ai")[0] == 409
        state = house.reader().until(lambda reader: reader.state).state
        assert state["marks"] == "Odoo, n8n and File storage are each a stub; AI service is real or elsewhere."
        assert [each["can_stop"] for each in state["systems"]] == [True, True, False, True]
        status, sentence = house.refused("story", name="provider_gone")
        assert (status, "needs ai to be a stub" in sentence) == (409, True)


def test_a_reset_is_refused_where_state_is_kept(tmp_path: Path) -> None:
    """A data folder is nobody's to forget by a click: the sentence says so."""
    with open_house(data=tmp_path) as house:
        status, sentence = house.refused("reset")
        assert status == 409
        assert str(tmp_path) in sentence


def test_a_story_plays_on_the_page(house: House) -> None:
    """A story's captions are told while it plays; a second one has to wait; afterwards it says how it ended."""
    assert house.do("story", name="happy").status_code == 204
    assert house.refused("story", name="blocked") == (409, "A story plays already: stop it first.")
    assert house.refused("quota", limit=3)[0] == 409
    reader = house.reader().until(lambda reader: (reader.state.get("story") or {}).get("caption"))
    assert reader.state["story"]["playing"]
    assert reader.state["story"]["title"] == "Happy path"
    reader.until(lambda reader: not reader.state["story"]["playing"])
    assert reader.state["story"]["caption"].startswith("Completed")
    assert ended(reader)


def test_a_story_is_stopped(house: House) -> None:
    """Stopped in the middle, a story starts what it stopped."""
    assert house.do("story", name="storage").status_code == 204
    reader = house.reader().until(lambda reader: reader.state and not reader.state["systems"][3]["up"])
    assert house.do("stop_story").status_code == 204
    assert System.STORAGE in house.sandbox.stubs
    reader.until(lambda reader: reader.state["story"] and not reader.state["story"]["playing"])
    assert reader.state["story"]["caption"] == "Stopped."


def test_nobody_hears_of_a_stop_twice(house: House) -> None:
    """Stopping when nothing plays is no mistake."""
    assert house.do("stop_story").status_code == 204


def test_every_action_is_tried_here() -> None:
    """No action is added without a test of its own."""
    source = "".join(each.read_text(encoding="utf-8") for each in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in ACTIONS if f'do("{name}"' not in source] == []
