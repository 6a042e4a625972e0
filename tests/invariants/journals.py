"""Small journals for the laws: a happy flow, and ways to write what happened otherwise."""

from dataclasses import dataclass, field
from typing import Any

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS

RESETS = "2026-12-01T00:00:00.000Z"
DEADLINE = "2026-11-22T12:15:00.000Z"


def request_id(number: int = 1) -> str:
    """Give the id of a request."""
    return f"{number:08}-0000-4000-8000-000000000000"


def quota(used: int, reserved: int, limit: int = 10) -> dict[str, Any]:
    """Give a snapshot of a quota."""
    return {"limit": limit, "used": used, "reserved": reserved, "resets_at": RESETS}


@dataclass
class Journal:
    """Entries in order, a second apart."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, interaction: str, request: str | None, kind: Any = "exchange", **facts: Any) -> Entry:
        """Write an entry."""
        seq = len(self.entries) + 1
        known = INTERACTIONS.get(interaction)
        ends = (known.sender, known.receiver) if known else ("someone", "someone else")
        at = f"2026-11-22T12:{seq // 60:02}:{seq % 60:02}.000000Z"
        entry = Entry(seq, at, interaction, request, str(ends[0]), str(ends[1]), kind, facts=facts)
        self.entries.append(entry)
        return entry

    def flow(self, number: int = 1, used: int = 0, n: int = 2) -> None:
        """Write a whole flow of n images that come as data."""
        request = request_id(number)
        images = [{"sha256": f"{number}{place}" * 32, "bytes": 9} for place in range(n)]
        records = [
            {"id": f"image-{number}-{place}", "key": f"key-{number}-{place}", "sha256": image["sha256"]}
            for place, image in enumerate(images)
        ]
        self.add("I01", request, n=n, answer_status=201, request_id=request)
        now = quota(used, n)
        self.add("I02", request, "state", user=7, n=n, status="pending", deadline=DEADLINE, quota=now)
        self.add("I03", request, "state", webhook_id=request)
        self.add("I04", request, webhook_id=request, request_id=request, n=n, answer_status=202)
        asked = self.add("I05", request, n=n, model="gpt-image-1.5")
        answer = self.add("I06", request, "answer", outcome="images", charged="yes", images=images)
        answer.answers = asked.seq
        self.add("I07", request, webhook_id="outcome", request_id=request, images=images, answer_status=202)
        self.add("I08", request, "state", webhook_id="outcome", type="image.generation.completed")
        for record in records:
            self.add("I09", request, key=record["key"], sha256=record["sha256"], bytes=9, stored=True)
        then = quota(used + n, 0)
        self.add("I10", request, "state", user=7, status="completed", images=records, quota=then)
        for record in records:
            self.add("I11", request, image_id=record["id"], answer_status=200, sha256=record["sha256"])

    def first(self, interaction: str) -> Entry:
        """Give the first entry of an interaction."""
        return next(entry for entry in self.entries if entry.interaction == interaction)

    def drop(self, interaction: str) -> None:
        """Forget all entries of an interaction."""
        self.entries = [entry for entry in self.entries if entry.interaction != interaction]

    def evidence(self, **changes: Any) -> Evidence:
        """Give the journal as a law reads it, closed an hour later."""
        given = {"secrets": frozenset({"a-long-secret"}), "finished_at": "2026-11-22T13:00:00.000Z"} | changes
        return Evidence(tuple(self.entries), **given)


def happy() -> Journal:
    """Give the journal of one whole flow."""
    journal = Journal()
    journal.flow()
    return journal
