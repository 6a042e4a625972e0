"""Small journals for the laws: whole flows, refused ones, and ways to write what happened otherwise."""

from dataclasses import dataclass, field
from typing import Any

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS

RESETS = "2026-12-01T00:00:00.000Z"
DEADLINE = "2026-11-22T12:15:00.000Z"
SECRET = "a-long-secret"
INSIDE_ODOO = dict.fromkeys(("I02", "I03", "I08", "I10"), "It happens inside a real Odoo.")


def request_id(number: int = 1) -> str:
    """Give the id of a request."""
    return f"{number:08}-0000-4000-8000-000000000000"


def sha256(number: int, place: int = 0) -> str:
    """Give the hash of a request's image."""
    return f"{number}{place}" * 32


def quota(used: int, reserved: int, limit: int = 10) -> dict[str, Any]:
    """Give a snapshot of a quota."""
    return {"limit": limit, "used": used, "reserved": reserved, "resets_at": RESETS}


@dataclass
class Journal:
    """Entries in order, a second apart; all requests are one user's."""

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

    def flow(self, number: int = 1, used: int = 0, n: int = 2, *, links: bool = False) -> None:
        """Write a whole flow of n images, that come as data or as links."""
        request, hashes = request_id(number), [sha256(number, place) for place in range(n)]
        urls = [f"https://ai.example/{each}" for each in hashes]
        images = [{"url": url} for url in urls] if links else [{"sha256": each, "bytes": 9} for each in hashes]
        self.dispatched(number, used, n)
        self.answered(number, images, outcome="images", charged="yes")
        for url, each in zip(urls, hashes, strict=True):
            if links:
                self.add("I09", request, url=url, answer_status=200, fetched=True, sha256=each, bytes=9)
        records = [{"id": f"image-{each}", "key": f"key-{each}", "sha256": each} for each in hashes]
        for record in records:
            self.add("I09", request, key=record["key"], sha256=record["sha256"], bytes=9, stored=True)
        self.add("I10", request, "state", user=7, status="completed", images=records, quota=quota(used + n, 0))
        self.add("support", request, answer_status=200, status="completed")
        for record in records:
            self.add("I11", request, image_id=record["id"], answer_status=200, sha256=record["sha256"])

    def refused(self, number: int = 1, used: int = 0, n: int = 2) -> None:
        """Write a flow that the AI service refuses."""
        self.dispatched(number, used, n)
        self.answered(number, [], outcome="refused", charged="no")
        self.add("I10", request_id(number), "state", user=7, status="failed", images=[], quota=quota(used, 0))

    def dispatched(self, number: int, used: int, n: int) -> None:
        """Write what happens up to the AI service."""
        request = request_id(number)
        self.add("I01", request, n=n, answer_status=201, request_id=request)
        now = quota(used, n)
        self.add("I02", request, "state", user=7, n=n, status="pending", deadline=DEADLINE, quota=now)
        self.add("I03", request, "state", webhook_id=request)
        self.add("I04", request, webhook_id=request, request_id=request, n=n, answer_status=202)
        self.add("support", request, "state", status="processing")
        self.add("I05", request, n=n, model="gpt-image-1.5")

    def answered(self, number: int, images: list[dict[str, Any]], outcome: str, charged: str) -> None:
        """Write what happens from the AI service's answer to its acceptance as the outcome."""
        request, webhook_id = request_id(number), f"{request_id(number)}.outcome"
        kind = "image.generation.completed" if images else "image.generation.failed"
        asked = self.entries[-1].seq
        self.add("I06", request, "answer", outcome=outcome, charged=charged, images=images).answers = asked
        self.add("I07", request, webhook_id=webhook_id, request_id=request, type=kind, images=images, answer_status=202)
        self.add("I08", request, "state", webhook_id=webhook_id, type=kind)

    def first(self, interaction: str) -> Entry:
        """Give the first entry of an interaction."""
        return next(entry for entry in self.entries if entry.interaction == interaction)

    def drop(self, *interactions: str) -> None:
        """Forget all entries of some interactions."""
        self.entries = [entry for entry in self.entries if entry.interaction not in interactions]

    def move(self, entry: Entry, place: int) -> None:
        """Have an entry happen at another place (from 0)."""
        self.entries.remove(entry)
        self.entries.insert(place, entry)
        self.renumber()

    def renumber(self) -> None:
        """Number the entries as they stand, answers with their questions."""
        after = {entry.seq: place for place, entry in enumerate(self.entries, 1)}
        for entry in self.entries:
            entry.seq = after[entry.seq]
            entry.answers = after.get(entry.answers or 0)

    def evidence(self, **changes: Any) -> Evidence:
        """Give the journal as a law reads it, closed an hour later."""
        given = {"secrets": frozenset({SECRET}), "finished_at": "2026-11-22T13:00:00.000Z"} | changes
        return Evidence(tuple(self.entries), **given)


def happy(*, links: bool = False) -> Journal:
    """Give the journal of one whole flow."""
    journal = Journal()
    journal.flow(links=links)
    return journal
