"""What the journal tells of each request: its prompt, how far it came, its images. Kept up entry by entry."""

from typing import Any

from contracts.evidence import Entry
from contracts.kit.states import ENDED

SHOWN = 50
KEPT = 500
LONGEST_PROMPT = 300


class Requests:
    """The newest requests of a journal."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[str, dict[str, Any]] = {}
        self.running: set[str] = set()

    def take(self, entry: Entry) -> None:
        """Learn what an entry tells."""
        request_id, facts = entry.correlation_id, entry.facts
        if request_id is None:
            return
        if entry.interaction == "I01" and facts.get("request_id"):
            self._learn(request_id, prompt=_prompt(entry), n=facts.get("n"))
        elif entry.interaction == "I02":
            self._learn(request_id, n=facts.get("n"), user=facts.get("user"))
        elif entry.interaction == "I10":
            images = len(facts.get("images") or ())
            self._learn(request_id, failure_code=facts.get("failure_code"), images=images, status=facts.get("status"))
        elif request_id in self._known and entry.interaction == "support":
            self._learn(request_id, status=facts.get("status"))

    def _learn(self, request_id: str, **told: Any) -> None:
        fresh = {"prompt": "", "status": "pending", "failure_code": None, "n": 1, "images": None, "user": None}
        known = self._known.setdefault(request_id, fresh)
        if known["status"] in ENDED:
            told.pop("status", None)
        known |= {name: value for name, value in told.items() if value is not None}
        (self.running.discard if known["status"] in ENDED else self.running.add)(request_id)
        if len(self._known) > KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self.running.discard(oldest)

    def newest(self, users: dict[int, str]) -> list[dict[str, Any]]:
        """List them as the page shows them, newest first; `users` names those whose numbers are known."""
        newest = list(self._known.items())[: -SHOWN - 1 : -1]
        return [_shown(request_id, known, users) for request_id, known in newest]


def _shown(request_id: str, known: dict[str, Any], users: dict[int, str]) -> dict[str, Any]:
    count = known["n"] if known["images"] is None else known["images"]
    done = known["status"] == "completed"
    return known | {
        "id": request_id,
        "images": [f"/images/{request_id}/{place}" for place in range(count)] if done else [],
        "user": users.get(known["user"], ""),
    }


def _prompt(entry: Entry) -> str:
    body = (entry.request or {}).get("body")
    prompt = body.get("prompt") if isinstance(body, dict) else None
    return prompt[:LONGEST_PROMPT] if isinstance(prompt, str) else ""
