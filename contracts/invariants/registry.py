"""The laws over a journal, each under a name of its own.

Two ways for a law not to hold::

    Violation    they are wrong: the journal breaks the law
    CannotCheck  nobody is wrong that we know of: the journal does not show what the law needs
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from contracts.evidence import Evidence, Verdict

LAWS = (
    "whole_flow",
    "images_match",
    "quota_adds_up",
    "no_orphans",
    "one_outcome",
    "ends_in_time",
    "one_generation",
    "causal_order",
    "contract_kept",
    "only_named_traffic",
    "no_secret",
)
"""One module each, in the order in which reports show them."""

Check = Callable[[Evidence], None]


class Violation(AssertionError):
    """The journal breaks a law.

    Attributes:
        title: what is wrong, in a few words.
        message: every mismatch, a sentence each.
        entries: seqs of the entries that show it.
    """

    def __init__(self, title: str, message: str, entries: Iterable[int] = ()) -> None:
        """Take what is wrong and where it shows."""
        super().__init__(f"{title}: {message}")
        self.title, self.message, self.entries = title, message, tuple(dict.fromkeys(entries))


class CannotCheck(Exception):
    """The journal does not show what the law needs; `reason` says what is missing."""

    def __init__(self, reason: str) -> None:
        """Take the reason, in one sentence."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Invariant:
    """A law: its name, what it says in one line, whether a run's verdict rests on it, and its check."""

    name: str
    title: str
    required: bool
    check: Check


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of holding a law against a journal."""

    name: str
    verdict: Verdict
    reason: str
    required: bool
    entries: tuple[int, ...] = ()


_REGISTRY: dict[str, Invariant] = {}


def invariant(name: str, *, required: bool = False) -> Callable[[Check], Check]:
    """Register a plain function that raises as a law.

    Raises:
        ValueError: the name has an owner already.
    """

    def register(check: Check) -> Check:
        if name in _REGISTRY:
            raise ValueError(f"The invariant {name!r} is registered already: give the second one a name of its own.")
        title = (check.__doc__ or name).strip().partition("\n")[0]
        _REGISTRY[name] = Invariant(name, title, required, check)
        return check

    return register


def all_invariants() -> tuple[Invariant, ...]:
    """Give every law, in the order of `LAWS`."""
    for name in LAWS:
        import_module(f"contracts.invariants.{name}")
    return tuple(_REGISTRY[name] for name in LAWS)


def judge(law: Invariant, evidence: Evidence) -> Finding:
    """Hold a law against a journal."""
    try:
        law.check(evidence)
    except Violation as violation:
        return Finding(law.name, "failed", violation.message, law.required, violation.entries)
    except CannotCheck as missing:
        return Finding(law.name, "could not check", missing.reason, law.required)
    return Finding(law.name, "passed", law.title, law.required)
