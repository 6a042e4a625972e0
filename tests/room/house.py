"""A control room on real sockets, and a browser's part played by hand."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import requests

from contracts.evidence import Entry
from contracts.participants import ENDS, Hop
from simulator.room.room import Room
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.stage import Stage

SETTINGS = Settings(ai_model="gpt-image-2")
SECONDS = 15


class Reader:
    """One page's event stream: what it was told, and what it knows from that."""

    def __init__(self, base: str, last_event_id: str = "") -> None:
        self.events: list[tuple[str, str, Any]] = []
        headers = {"last-event-id": last_event_id} if last_event_id else {}
        self._connection = HTTPConnection(base.removeprefix("http://"), timeout=SECONDS)
        self._connection.request("GET", "/events", headers=headers)
        self._answer = self._connection.getresponse()
        assert (self._answer.getheader("content-type") or "").startswith("text/event-stream")
        self.rows: dict[str, dict[str, Any]] = {}
        self.state: dict[str, Any] = {}

    def read(self) -> tuple[str, Any]:
        """Take the next event in, as a page does."""
        fields: dict[str, str] = {}
        while line := self._answer.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name:
                fields[name] = value
            elif "event" in fields:
                break
        data = json.loads(fields["data"])
        self.events.append((fields["id"], fields["event"], data))
        if fields["event"] == "begin":
            self.rows.clear()
        elif fields["event"] == "rows":
            self.rows |= {row["key"]: row for row in data["rows"]}
        else:
            self.state = data
        return fields["event"], data

    def until(self, true: Callable[["Reader"], Any]) -> "Reader":
        """Read until something holds, but not for ever: the state is told each second whatever happens."""
        deadline = time.monotonic() + SECONDS
        while not (self.events and true(self)):
            assert time.monotonic() < deadline, f"It never came: {self.state}"
            self.read()
        return self

    @property
    def last_id(self) -> str:
        return self.events[-1][0]

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


class House:
    """A sandbox with a room, and ways to talk to it."""

    def __init__(self, stage: Stage, room: Room) -> None:
        self.stage, self.room = stage, room
        self.base = room.address
        self._readers: list[Reader] = []

    @property
    def sandbox(self) -> Sandbox:
        return self.stage.sandbox

    def reader(self, last_event_id: str = "") -> Reader:
        reader = Reader(self.base, last_event_id)
        self._readers.append(reader)
        return reader

    def get(self, path: str) -> requests.Response:
        return requests.get(self.base + path, timeout=SECONDS)

    def do(self, action: str, **fields: Any) -> requests.Response:
        """Do as the page does."""
        return requests.post(f"{self.base}/do/{action}", json=fields, headers={"origin": self.base}, timeout=SECONDS)

    def replay(self, journal: bytes | str) -> requests.Response:
        """Open a file as the page does."""
        headers = {"origin": self.base, "content-type": "application/x-ndjson"}
        data = journal.encode() if isinstance(journal, str) else journal
        return requests.post(f"{self.base}/do/replay", data=data, headers=headers, timeout=SECONDS)

    def refused(self, action: str, **fields: Any) -> tuple[int, str]:
        """Do what can't be done; give the status and the sentence."""
        answer = self.do(action, **fields)
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code, answer.json()["detail"]

    def flow(self) -> None:
        """Let one picture be painted."""
        self.do("submit", prompt="a fox", size="64x64").raise_for_status()
        self.stage.wait_for(lambda entry: entry.interaction == "I10")

    def burst(self, exchanges: int) -> None:
        """Put so many finished exchanges into the journal at once."""

        async def put() -> None:
            journal = self.sandbox.journal
            for number in range(exchanges):
                entry = journal.entry("I04", "exchange", ENDS[Hop.ODOO_N8N], None, Hop.ODOO_N8N)
                entry.request = {"method": "POST", "url": f"http://n8n.test/webhook/{number}", "headers": [], "body": 1}
                journal.changed(entry)
                entry.answer, entry.duration_ms = {"status": 202, "headers": [], "body": None}, 1.0
                journal.changed(entry)

        self.stage.run(put())

    def close(self) -> None:
        for reader in self._readers:
            reader.close()


@contextmanager
def open_house(host: str = "127.0.0.1", **plan: Any) -> Iterator[House]:
    """Run a sandbox, planned as `Sandbox` is, with a control room beside it."""
    with Stage(settings=SETTINGS, seed=1, **plan) as stage:

        async def opened() -> Room:
            return await Room(stage.sandbox, host).__aenter__()

        room = stage.run(opened())
        house = House(stage, room)
        try:
            yield house
        finally:
            house.close()
            stage.run(room.__aexit__(None, None, None))


def raw(url: str, method: str, headers: dict[str, str], body: bytes = b"") -> HTTPResponse:
    """Send exactly these headers; the answer is read."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        connection.putrequest(method, parts.path + (f"?{parts.query}" if parts.query else ""), skip_host=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        return answer
    finally:
        connection.close()


def ended(reader: Reader) -> bool:
    """Every request that the state knows has ended, and there is one."""
    known = reader.state.get("requests", [])
    return bool(known) and all(each["status"] in {"completed", "failed"} for each in known)


def settled(reader: Reader) -> bool:
    """Every request has ended, nothing is under way, and the laws were judged."""
    still_open = any(row["open"] for row in reader.rows.values())
    return ended(reader) and not still_open and bool(reader.state["verdicts"])


def is_i10(entry: Entry) -> bool:
    """Told that a request ended."""
    return entry.interaction == "I10"
