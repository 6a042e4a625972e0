"""What a page is told: everything once, in batches, and the same to all."""

import socket
from typing import Any

from tests.room.house import House, settled

WHOLE = {f"I{number:02}" for number in range(1, 11)}


def test_a_flow_is_told_from_its_beginning(house: House) -> None:
    """A reader who comes late is told to begin, and then every row and the state."""
    house.flow()
    reader = house.reader().until(settled)
    assert reader.events[0][1] == "begin"
    assert reader.events[0][2]["source"] == "live"
    assert {row["interaction"] for row in reader.rows.values()} >= WHOLE
    assert not any(row["open"] for row in reader.rows.values())
    assert {check["verdict"] for check in reader.state["verdicts"]} <= {"passed", "could not check"}


def test_a_row_is_replaced_when_its_answer_came(house: House) -> None:
    """An exchange is told when it sets out, open, and again under the same key when it is answered."""
    reader = house.reader().until(lambda reader: reader.state)
    house.do("fault", spec="odoo-n8n:delay=500ms").raise_for_status()
    house.flow()
    reader.until(settled)
    told: dict[str, list[bool]] = {}
    for _, name, data in reader.events:
        for row in data["rows"] if name == "rows" else ():
            told.setdefault(row["key"], []).append(row["open"])
    assert all(opens[-1] is False for opens in told.values())
    assert any(len(opens) > 1 and opens[0] for opens in told.values())


def test_answers_stand_where_they_came(house: House) -> None:
    """An answer's place is behind its request, and behind what it waited for."""
    house.flow()
    rows = house.reader().until(settled).rows.values()
    order = {(row["interaction"], row["way"]): row["order"] for row in rows}
    assert order["I05", "request"] < order["I06", "answer"] < order["I07", "request"] < order["I07", "answer"]
    assert all(row["order"] > row["seq"] for row in rows if row["key"].endswith("a"))


def test_a_reconnect_is_told_only_what_it_missed(house: House) -> None:
    """With the last event's id a reader gets no row again, and no begin."""
    house.flow()
    first = house.reader().until(settled)
    known, last = dict(first.rows), first.last_id
    first.close()
    house.flow()
    again = house.reader(last).until(lambda reader: reader.rows and settled(reader))
    assert "begin" not in {name for _, name, _ in again.events}
    assert not set(again.rows) & set(known)
    everything = house.reader().until(lambda reader: len(reader.rows) >= len(known) + len(again.rows))
    assert everything.rows == known | again.rows


def test_an_id_of_another_run_begins_anew(house: House) -> None:
    """What no view of this room has told, or never will, is answered with a beginning."""
    epoch = house.reader().until(lambda reader: reader.state).last_id.partition(".")[0]
    for strange in ("1.5", "rubbish", f"{epoch}.999999", f"{epoch}.-1", "."):
        assert house.reader(strange).read()[0] == "begin"


def test_two_readers_are_told_the_same(house: House) -> None:
    """One who watched and one who came later know the same rows and the same state."""
    watching = house.reader()
    house.flow()
    watching.until(settled)
    late = house.reader().until(lambda reader: settled(reader) and len(reader.rows) == len(watching.rows))
    assert late.rows == watching.rows
    told = dict(watching.state, time=None), dict(late.state, time=None)
    assert told[0] == told[1]


def test_a_reset_begins_anew_for_everybody(house: House) -> None:
    """After a reset nothing of before is known, and the epoch is another."""
    house.flow()
    reader = house.reader().until(settled)
    before = reader.last_id
    assert house.do("reset").status_code == 204
    reader.until(lambda reader: reader.events[-1][1] == "begin" and len(reader.events) > 1)
    assert reader.last_id.partition(".")[0] != before.partition(".")[0]
    reader.until(lambda reader: reader.state["requests"] == [] and reader.state["verdicts"] == [])
    assert reader.rows == {}
    assert house.reader(before).read()[0] == "begin"
    house.flow()
    assert {row["interaction"] for row in house.reader().until(settled).rows.values()} >= WHOLE


def test_a_burst_comes_in_batches(house: House) -> None:
    """A thousand exchanges are told in few events, none of more than 500 rows, and nothing is lost."""
    reader = house.reader().until(lambda reader: reader.state)
    house.burst(1000)
    reader.until(lambda reader: len(reader.rows) == 2000)
    batches = [len(data["rows"]) for _, name, data in reader.events if name == "rows"]
    assert max(batches) <= 500
    assert len(batches) < 20
    orders = [row["order"] for row in reader.rows.values()]
    assert len(set(orders)) == len(orders)


def test_a_slow_reader_holds_up_nobody(house: House) -> None:
    """While one connection takes nothing, another is told all of a burst, and actions are done."""
    host, port = house.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as stuck:
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stuck.sendall(f"GET /events HTTP/1.1\r\nhost: {host}:{port}\r\n\r\n".encode())
        house.burst(5000)
        reader = house.reader().until(lambda reader: len(reader.rows) == 10_000)
        assert house.do("pace", mode="run").status_code == 204
    assert reader.state == {} or reader.state["counts"]["rows"] == 10_000


def test_the_state_tells_of_quota_pictures_and_systems(house: House) -> None:
    """After a flow the state shows its request with prompt and picture, the quota, and four stubs that are up."""
    house.flow()
    reader = house.reader().until(lambda reader: settled(reader) and (reader.state["quota"] or {}).get("used") == 1)
    (request,) = reader.state["requests"]
    assert {name: request[name] for name in ("prompt", "status", "failure_code", "n", "user")} == {
        "prompt": "a fox",
        "status": "completed",
        "failure_code": None,
        "n": 1,
        "user": "demo",
    }
    assert reader.state["marks"] == "All four systems are stubs: nothing here is real."
    assert [system["up"] for system in reader.state["systems"]] == [True] * 4
    picture = house.get(request["images"][0])
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    coverage = {each["id"]: each["verdict"] for each in reader.state["coverage"]}
    assert {name for name, verdict in coverage.items() if verdict == "passed"} == WHOLE


def test_the_rooms_own_looking_is_no_part_of_the_run(house: House) -> None:
    """Quota and pictures that the page shows leave no line in the journal."""
    house.flow()
    reader = house.reader().until(settled)
    house.get(reader.state["requests"][0]["images"][0]).raise_for_status()
    house.do("clock", seconds=0)
    house.reader().until(lambda reader: reader.state.get("quota"))
    asked = [entry.request["url"] for entry in house.sandbox.journal.entries() if entry.request]
    assert not [url for url in asked if "/quota" in url or ("/v1/images/" in url and "generations" not in url)]


def test_pictures_that_are_not_there_are_told_so(house: House) -> None:
    """An unknown request, a place behind the last, or no id at all: 404, in a sentence."""
    house.flow()
    known = house.reader().until(settled).state["requests"][0]["id"]
    for path in (f"/images/{known}/1", "/images/5f0c4a0e-6f7c-4d3e-9a61-2f6d8f0b7c11/0", "/images/x/0"):
        answer = house.get(path)
        assert answer.status_code == 404
        assert answer.json()["detail"].endswith(".")


def test_an_entry_opens(house: House) -> None:
    """What stands behind each arrow is HTML with what was sent and answered; another number is 404."""
    house.flow()
    rows = house.reader().until(settled).rows.values()
    for row in rows:
        assert house.get(f"/entries/{row['seq']}").status_code == 200
    callback = next(row["seq"] for row in rows if row["interaction"] == "I07")
    assert "image.generation.completed" in house.get(f"/entries/{callback}").text
    assert "curl --request POST" in house.get(f"/entries/{callback}").text.replace("&#34;", '"')
    gone = house.get("/entries/999999")
    assert (gone.status_code, gone.json()["detail"]) == (
        404,
        "This entry is not kept any more: look at a newer one.",
    )


def test_no_answer_holds_a_secret(house: House) -> None:
    """Keys, passwords, signing secrets and session cookies stand in nothing that the room serves."""
    secrets = set(house.sandbox.settings.secrets())
    user: Any = house.room.control.user
    house.flow()
    reader = house.reader().until(settled)
    secrets |= {user.client.cookie.partition("=")[2]}
    texts = [house.get(path).text for path in ("/", "/journal.jsonl")]
    texts += [house.get(f"/entries/{row['seq']}").text for row in reader.rows.values()]
    texts.append(str(reader.events))
    assert len(secrets) >= 5
    assert not [secret for secret in secrets for text in texts if secret in text]
