"""Journals as real runs leave them, for the tests of the reports."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS
from simulator.reports.result import Check, RunResult

ID = "5f0c4a0e-6f7c-4d3e-9a61-2f6d8f0b7c11"
SHA = "9f2b6c1d" * 8
START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PROMPT = "A lighthouse made of stained glass, at dusk, waves like brushed copper"
ODOO, N8N, AI, S3 = "http://127.0.0.1:8069", "http://127.0.0.1:5678", "http://127.0.0.1:8090", "http://127.0.0.1:9000"
JSON = ["Content-Type", "application/json"]
SIGNED = [JSON, ["webhook-id", ID], ["webhook-timestamp", "1795341600"], ["webhook-signature", "[removed]"]]


@dataclass
class Journal:
    """Builds entries one after the other."""

    entries: list[Entry] = field(default_factory=list)

    def note(self, ms: float, interaction: str, **values: Any) -> Entry:
        """Add an entry, so many milliseconds after the start; ends and kind are the interaction's own."""
        known = INTERACTIONS.get(interaction)
        if known:
            kind = {"wire": "exchange", "answer": "answer", "state": "state"}[known.seen]
            values = {"sender": known.sender.value, "receiver": known.receiver.value, "kind": kind} | values
        at = (START + timedelta(milliseconds=ms)).isoformat(timespec="microseconds").replace("+00:00", "Z")
        values = {"correlation_id": ID} | values
        entry = Entry(seq=len(self.entries) + 1, at=at, interaction=interaction, **values)
        self.entries.append(entry)
        return entry

    def evidence(self, **values: Any) -> Evidence:
        """Close the journal."""
        return Evidence(tuple(self.entries), frozenset(), "2026-11-22T10:00:03.000Z", **values)


def asked(method: str, url: str, body: Any = None, headers: list[list[str]] | None = None) -> dict[str, Any]:
    """Give a request as the journal shows it."""
    return {"method": method, "url": url, "headers": headers or [JSON], "body": body}


def answered(status: int, body: Any = None, headers: list[list[str]] | None = None) -> dict[str, Any]:
    """Give an answer as the journal shows it."""
    return {"status": status, "headers": headers or [JSON], "body": body}


def happy(prompt: str = PROMPT) -> Evidence:
    """All eleven interactions in causal order, with one poll of the portal between."""
    journal = Journal()
    submit(journal, prompt)
    dispatch(journal, prompt)
    generate(journal, prompt)
    callback(journal)
    deliver(journal)
    return journal.evidence()


def submit(journal: Journal, prompt: str) -> None:
    quota = {"limit": 20, "used": 0, "reserved": 1, "remaining": 19, "resets_at": "2026-12-01T00:00:00.000Z"}
    body = {"id": ID, "status": "pending", "created_at": "2026-11-22T10:00:00.004Z", "quota": quota}
    journal.note(
        0,
        "I01",
        hop="portal-odoo",
        duration_ms=9.4,
        request=asked(
            "POST",
            f"{ODOO}/imageflow/v1/requests",
            {"prompt": prompt, "size": "1024x1024", "format": "png", "n": 1},
            [JSON, ["Cookie", "[removed]"], ["Origin", ODOO], ["x-imageflow-request-id", ID]],
        ),
        answer=answered(201, body, [JSON, ["Location", f"/imageflow/v1/requests/{ID}"]]),
        facts={"n": 1, "answer_status": 201, "request_id": ID, "quota": quota},
    )
    journal.note(4.1, "I02", facts={"user": "portal", "n": 1, "status": "pending", "quota": quota})
    journal.note(4.6, "I03", facts={"webhook_id": ID})


def dispatch(journal: Journal, prompt: str, fault: str | None = None) -> None:
    data = {
        "request_id": ID,
        "prompt": prompt,
        "size": "1024x1024",
        "n": 1,
        "callback_url": f"{ODOO}/imageflow/v1/callback",
    }
    journal.note(
        14.8,
        "I04",
        hop="odoo-n8n",
        duration_ms=11.2,
        fault=fault,
        request=asked(
            "POST",
            f"{N8N}/webhook/ai-image-generation",
            {"type": "image.generation.requested", "timestamp": "2026-11-22T10:00:00.014Z", "data": data},
            SIGNED,
        ),
        answer=answered(202, {"request_id": ID}),
        facts={"webhook_id": ID, "request_id": ID, "n": 1, "answer_status": 202},
    )


def generate(journal: Journal, prompt: str) -> None:
    asking = journal.note(
        31.0,
        "I05",
        hop="n8n-ai",
        duration_ms=1840.2,
        request=asked(
            "POST",
            f"{AI}/v1/images/generations",
            {"model": "gpt-image-1.5", "prompt": prompt, "size": "1024x1024", "n": 1},
            [JSON, ["Authorization", "Bearer [removed]"]],
        ),
        answer=answered(200, {"created": 1795341601, "data": [{"b64_json": "1,402,113 characters of base64"}]}),
        facts={"n": 1, "model": "gpt-image-1.5"},
    )
    poll(journal)
    journal.note(
        1871.2,
        "I06",
        hop="n8n-ai",
        answers=asking.seq,
        facts={
            "answer_status": 200,
            "outcome": "images",
            "charged": "yes",
            "images": [{"sha256": SHA, "bytes": 1051584}],
        },
    )


def poll(journal: Journal) -> None:
    journal.note(
        1500.0,
        "support",
        sender="UI.InfluencerPortal",
        receiver="Service.AI.Odoo",
        kind="exchange",
        hop="portal-odoo",
        duration_ms=2.1,
        request=asked("GET", f"{ODOO}/imageflow/v1/requests/{ID}", headers=[["If-None-Match", '"processing-1"']]),
        answer=answered(304),
    )


def callback(journal: Journal, status: int = 202, **values: Any) -> Entry:
    image = {"b64_json": "1,402,113 characters of base64"}
    provider = {"name": "openai", "model": "gpt-image-1.5"}
    return journal.note(
        1893.5,
        "I07",
        hop="n8n-odoo",
        duration_ms=14.9,
        request=asked(
            "POST",
            f"{ODOO}/imageflow/v1/callback",
            {"type": "image.generation.completed", "data": {"request_id": ID, "images": [image], "provider": provider}},
            SIGNED,
        ),
        answer=answered(status, {"result": "accepted"}),
        facts={"webhook_id": ID, "request_id": ID, "type": "image.generation.completed", "answer_status": status},
        **values,
    )


def deliver(journal: Journal, stored: str = SHA, **storing: Any) -> None:
    journal.note(1901.0, "I08", facts={"webhook_id": ID, "type": "image.generation.completed"})
    journal.note(
        1931.7,
        "I09",
        hop="odoo-storage",
        duration_ms=23.4,
        request=asked(
            "PUT", f"{S3}/imageflow/{ID}/1.png", "1,051,584 bytes of image/png", [["Content-Type", "image/png"]]
        ),
        answer=answered(200, headers=[["ETag", '"c0ffee"']]),
        facts={"key": f"{ID}/1.png", "sha256": stored, "bytes": 1051584, "stored": True},
        **storing,
    )
    journal.note(
        1958.2, "I10", facts={"status": "completed", "images": [{"id": "7", "sha256": stored}], "user": "portal"}
    )
    journal.note(
        2004.0,
        "I11",
        hop="portal-odoo",
        duration_ms=8.3,
        request=asked("GET", f"{ODOO}/imageflow/v1/images/7", headers=[["Cookie", "[removed]"]]),
        answer=answered(200, "1,051,584 bytes of image/png", [["Content-Type", "image/png"]]),
        facts={"image_id": "7", "answer_status": 200, "sha256": stored},
    )


def refused() -> Evidence:
    """The prompt breaks the contract: 422, and the run never comes to the rest."""
    journal = Journal()
    errors = [{"path": "prompt", "message": "Give at least 1 character.", "type": "too_short"}]
    journal.note(
        0,
        "I01",
        hop="portal-odoo",
        correlation_id=None,
        duration_ms=3.2,
        request=asked("POST", f"{ODOO}/imageflow/v1/requests", {"prompt": "  "}),
        answer=answered(422, {"status": 422, "code": "invalid", "errors": errors}),
        facts={"answer_status": 422},
    )
    return journal.evidence(unobserved={"I03": "What happens inside a real Odoo is not seen."})


def broken() -> Evidence:
    """The first callback is lost to a fault, the second is late, and what is stored is not what the AI service sent."""
    journal = Journal()
    submit(journal, PROMPT)
    dispatch(journal, PROMPT, fault="delay of 300 ms")
    generate(journal, PROMPT)
    lost = callback(
        journal, fault="connection cut after the request", error="The connection broke before an answer came."
    )
    lost.answer, lost.duration_ms = None, 3.0
    lost.verdict, lost.reasons = "could not check", ("The answer never came, so nothing can be said of it.",)
    again = callback(journal)
    again.at = "2026-11-22T10:00:01.899000Z"
    wrong = "The stored bytes are not the ones that the AI service sent: sha256 00000000… instead of 9f2b6c1d…."
    deliver(journal, "0" * 64, verdict="failed", reasons=(wrong,))
    journal.entries[-1].verdict = "failed"
    journal.entries[-1].reasons = ("The portal shows bytes that the AI service never sent.",)
    return journal.evidence()


CHECKS = (
    Check("outcome", "passed", "The request completed.", True),
    Check("ids", "passed", "One request id on every hop.", True, (1, 4, 8)),
    Check("images", "passed", "The stored bytes equal what the AI service sent.", True, (7, 10)),
    Check("quota", "passed", "One image used, one completed.", True),
    Check("order", "passed", "Every exchange came after its cause.", False),
    Check("callback-once", "could not check", "Only one callback was seen, so no replay was tried.", False, (8,)),
)


def result_of(prompt: str = PROMPT, **changes: Any) -> RunResult:
    """Give the result of the happy run, or another."""
    values: dict[str, Any] = {
        "status": "completed",
        "request_id": ID,
        "failure_code": None,
        "images": (),
        "topology": {"odoo": "stub", "n8n": "real https://n8n.example.test/", "ai": "stub", "storage": "stub"},
        "verdicts": CHECKS,
        "durations": {"submit": 0.0094, "dispatch": 0.0112, "generation": 1.8402, "callback": 0.0149, "total": 2.0123},
        "prompt": prompt,
        "seed": 7,
        "started_at": "2026-11-22T10:00:00.000Z",
        "version": "0.1.0",
    }
    return RunResult(**(values | changes))


def broken_result() -> RunResult:
    """Give the result of the broken run: the images check failed, and points at where they were made and stored."""
    failed = Check("images", "failed", "The stored bytes are not the ones that the AI service sent.", True, (7, 11, 13))
    return result_of(verdicts=(CHECKS[0], CHECKS[1], failed, *CHECKS[3:]))


def refused_result() -> RunResult:
    """Give the result of the refused run, judged by what little there was to judge."""
    outcome = Check(
        "outcome", "could not check", "No request was accepted, so there is no outcome to judge.", True, (1,)
    )
    return result_of("  ", status="could not check", request_id=None, verdicts=(outcome,), durations={"total": 0.0034})


def png(
    shade: Callable[[int, int], tuple[int, int, int]] = lambda x, y: (x // 4, 90, y // 4), side: int = 1024
) -> bytes:
    """Paint a PNG, by default a gradient."""
    image = Image.new("RGB", (64, 64))
    image.putdata([shade(x * 16, y * 16) for y in range(64) for x in range(64)])
    held = BytesIO()
    image.resize((side, side), Image.Resampling.BICUBIC).save(held, "PNG")
    return held.getvalue()
