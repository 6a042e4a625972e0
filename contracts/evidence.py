"""The journal as evidence: its entries, and what the invariants read from them.

`facts` of an entry are normalised, so that a law never reads a provider's own format:

====  ==========================================================================================
I01   request: `n`; answer adds `answer_status`, and for 201 `request_id`, `deadline`, `quota`
I02   `user`, `n`, `status`, `deadline`, `quota`
I03   `webhook_id`
I04   `webhook_id`, `request_id`, `n`; answer adds `answer_status`
I05   `n`, `model`
I06   `answer_status`, `outcome` (images, refused, unknown), `charged` (yes, no, unknown), `images`
I07   `webhook_id`, `request_id`, `type`, `images`; answer adds `answer_status`
I08   `webhook_id`, `type`
I09   storage: `key`, `sha256`, `bytes`, `stored`; link: `url`, `sha256`, `fetched`
I10   `status`, `failure_code`, `images` (each `id`, `key`, `sha256`, `width`, `height`, `media_type`), `quota`, `user`
I11   `image_id`; answer adds `answer_status`, `sha256`
====  ==========================================================================================

A state adds `seen_late` when an exchange that it must have come before passed while it could not be read.
An image of I06 and I07 is `{"sha256": …, "bytes": …}` when it came as data, `{"url": …}` when as a link.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, cast, overload

Kind = Literal["exchange", "answer", "state"]
SHORTEST_SECRET = 8
"""Characters of a secret that is worth looking for: shorter ones stand in many a word."""
SEEN_LATE = "seen_late"
"""The fact of a state that holds, though its place in the journal says nothing."""
Verdict = Literal["passed", "failed", "could not check"]


class Message(Protocol):
    """A request or an answer as a tap took it down; what people are shown of it is made when they look."""

    def shown(self) -> dict[str, Any]:
        """Give it with secrets removed and long values summarised."""
        ...


class Shown:
    """A field of an entry that holds a message, and gives what people are shown of it."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the field's name; what is held stands beside it."""
        self._name = f"_{name}"

    @overload
    def __get__(self, entry: None, owner: type) -> None: ...

    @overload
    def __get__(self, entry: object, owner: type) -> dict[str, Any] | None: ...

    def __get__(self, entry: object | None, owner: type) -> dict[str, Any] | None:
        """Give the message as it is shown; None is the field's default."""
        held = None if entry is None else getattr(entry, self._name)
        return held if held is None or isinstance(held, dict) else cast("Message", held).shown()

    def __set__(self, entry: object, held: Message | dict[str, Any] | None) -> None:
        """Hold a message, or what is shown of one."""
        setattr(entry, self._name, held)


@dataclass
class Entry:
    """One line of a journal.

    Attributes:
        seq: place in the run, from 1; given when the request sets out, not when its answer comes.
        at: the run's time, RFC 3339 with microseconds.
        interaction: `I01` … `I11`, `support`, or `unnamed` when no contract names the traffic.
        correlation_id: the request's id; None when it could not be told.
        sender: participant that started it.
        receiver: participant that took it.
        kind: exchange, answer (of another entry), or state.
        verdict: whether the contract held.
        reasons: what broke it or could not be checked, a sentence each.
        facts: normalised facts, see above.
        hop: the wire, None for states.
        request: `method`, `url`, `headers`, `body` as shown to people: secrets removed, long values summarised; made
            anew at each look, so that a journal need not hold it.
        answer: `status`, `headers`, `body`, likewise; None while open or when none came.
        error: why no answer came.
        duration_ms: from sending to the answer, by the run's clock.
        answers: seq of the exchange that this entry answers.
        fault: what a tap did to the exchange on purpose.
    """

    seq: int
    at: str
    interaction: str
    correlation_id: str | None
    sender: str
    receiver: str
    kind: Kind
    verdict: Verdict = "passed"
    reasons: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    hop: str | None = None
    request: Shown = Shown()
    answer: Shown = Shown()
    error: str | None = None
    duration_ms: float | None = None
    answers: int | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A whole journal, in order, as an invariant reads it.

    Attributes:
        entries: by seq.
        secrets: values that must stand nowhere; None when they are not known (a journal read from a file).
        finished_at: the run's time when the journal was closed, RFC 3339.
        unobserved: interactions that this topology cannot show, each with the reason.
    """

    entries: tuple[Entry, ...]
    secrets: frozenset[str] | None = None
    finished_at: str | None = None
    unobserved: dict[str, str] = field(default_factory=dict)

    def of(self, *interactions: str, correlation_id: str | None = None) -> Iterator[Entry]:
        """Walk the entries of these interactions, optionally of one request."""
        for entry in self.entries:
            if entry.interaction in interactions and correlation_id in (None, entry.correlation_id):
                yield entry

    def requests(self) -> list[str]:
        """List the ids of all requests that Odoo accepted, in order (from I02, else from I01's answers)."""
        found: dict[str, None] = {}
        for entry in self.of("I01", "I02"):
            if entry.correlation_id and (entry.kind == "state" or entry.facts.get("answer_status") == 201):
                found[entry.correlation_id] = None
        return list(found)
