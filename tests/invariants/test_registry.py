"""The registry: every law once, in order, and a law that does not hold tells why and where."""

import pytest

from contracts.evidence import Evidence
from contracts.invariants.registry import LAWS, CannotCheck, Invariant, Violation, all_invariants, invariant, judge

EMPTY = Evidence(())


def breaks(_evidence: Evidence) -> None:
    """Break always."""
    raise Violation("Something is wrong", "Here. And there.", [3, 1, 3])


def misses(_evidence: Evidence) -> None:
    """Miss always what is needed."""
    raise CannotCheck("Nothing was seen.")


def test_each_law_is_given_once_and_in_its_order() -> None:
    """Reports show the laws in the order that is written down."""
    assert tuple(law.name for law in all_invariants()) == LAWS


def test_what_a_runs_verdict_rests_on() -> None:
    """Ids, images and quota are required; the others are so only when asked for."""
    assert {law.name for law in all_invariants() if law.required} == {"whole_flow", "images_match", "quota_adds_up"}


def test_a_law_says_itself_in_one_line() -> None:
    """The title is a sentence, which a report shows when the law holds."""
    assert all(law.title.endswith(".") for law in all_invariants())


def test_a_violation_says_what_and_where() -> None:
    """Raised outside of a judgement it tells all by itself."""
    with pytest.raises(Violation, match=r"^Something is wrong: Here\. And there\.$") as caught:
        breaks(EMPTY)
    assert (caught.value.title, caught.value.entries) == ("Something is wrong", (3, 1))


def test_a_judgement_tells_a_violation() -> None:
    """The finding bears every mismatch and each entry once."""
    finding = judge(Invariant("law", "A law.", True, breaks), EMPTY)
    assert (finding.verdict, finding.reason, finding.entries) == ("failed", "Here. And there.", (3, 1))


def test_a_judgement_tells_what_is_missing() -> None:
    """What could not be checked is neither passed nor failed."""
    finding = judge(Invariant("law", "A law.", False, misses), EMPTY)
    assert (finding.verdict, finding.reason) == ("could not check", "Nothing was seen.")


def test_a_name_has_one_owner() -> None:
    """A second law under a taken name is refused where it is written."""
    all_invariants()
    with pytest.raises(ValueError, match="registered already"):
        invariant("no_secret")(breaks)
