"""Every kind of fault, once: command line, documentation and control room show this list."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.participants import Hop
from simulator.faults.answer import AnswerInPlace
from simulator.faults.corrupt import Corrupt
from simulator.faults.cut import Cut
from simulator.faults.delay import Delay
from simulator.faults.duplicate import Duplicate
from simulator.faults.kill import Kill
from simulator.faults.plan import Fault
from simulator.faults.refuse import Refuse
from simulator.faults.reorder import Reorder
from simulator.faults.reset import Reset
from simulator.faults.signature import Signature
from simulator.faults.silence import Drop, Silence

Read = Callable[[str, dict[str, str]], Fault]


def _plain(fault: Callable[[], Fault]) -> Read:
    return lambda _value, _options: fault()


SIGNED = (Hop.ODOO_N8N, Hop.N8N_ODOO)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault.

    Attributes:
        kind: the word it is written with.
        title: what it does, in a few words.
        examples: of what may be written after `=`, the default first; empty when it takes no value.
        hint: what one should know before using it.
        read: makes it of its value and options; raises `SettingsError`.
        options: that it knows; None when it takes any.
        hops: where it makes sense.
    """

    kind: str
    title: str
    examples: tuple[str, ...]
    hint: str
    read: Read
    options: tuple[str, ...] | None = ()
    hops: tuple[Hop, ...] = tuple(Hop)

    @property
    def default(self) -> str:
        """Give the value when none is written."""
        return next(iter(self.examples), "")

    @property
    def values(self) -> str:
        """Give the examples as people read them."""
        return ", ".join(self.examples)


KINDS: dict[str, Kind] = {
    each.kind: each
    for each in (
        Kind(
            "delay",
            "Delay the request, or its answer",
            ("5s", "1s-5s"),
            "point=after delays the answer: the system has acted by then.",
            Delay.read,
            ("point",),
        ),
        Kind("refuse", "Refuse the connection", (), "Nothing was sent, and the sender knows.", _plain(Refuse)),
        Kind(
            "reset",
            "Reset the connection",
            ("during", "before", "after"),
            "During: the system acted, half its answer came. After: the next exchange meets a dead connection.",
            Reset.read,
        ),
        Kind("drop", "Drop the answer", (), "The system acts; the caller waits until it gives up.", _plain(Drop)),
        Kind("silence", "Never answer", (), "The system never hears of it; the caller gives up.", _plain(Silence)),
        Kind("cut", "Cut the answer in half", (), "The rest of the body is lost, unnoticed.", _plain(Cut)),
        Kind(
            "duplicate",
            "Send the request twice",
            ("0s", "30s"),
            "At once or so much later; the caller gets the first answer.",
            Duplicate.read,
        ),
        Kind(
            "reorder",
            "Let the next request overtake this one",
            ("10s",),
            "Held until the next exchange on the hop is over, so long at most.",
            Reorder.read,
        ),
        Kind(
            "answer",
            "Answer in place of the system",
            ("503", "429", "404", "html", "malformed", "truncated", "empty"),
            "Any status from 200 to 599, or a name. Options: body, code, status, and any header: retry-after=7, "
            "retry-after=+7s (sent as a date), retry-after=soon.",
            AnswerInPlace.read,
            None,
        ),
        Kind(
            "corrupt",
            "Change a byte",
            ("answer", "request"),
            "The seed draws the place.",
            Corrupt.read,
        ),
        Kind(
            "signature",
            "Spoil the signature",
            ("bad", "old", "none"),
            "Only the webhook and the callback are signed (I04, I07).",
            Signature.read,
            hops=SIGNED,
        ),
        Kind(
            "kill",
            "Kill the receiving stub, and start it again",
            ("10s",),
            "It keeps its data. point=before, during or after it acts; a real system is left alone.",
            Kill.read,
            ("point",),
        ),
    )
}
"""By their word, in the order in which they are shown."""
