"""The table of requirements is what the code and the features say."""

from contracts.requirements import REQUIREMENTS
from docs.requirements import PAGE, page, scenarios


def test_the_table_is_up_to_date() -> None:
    """`make docs` would change nothing."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_requirement_has_a_scenario() -> None:
    """None of the specification's ids is only talked about."""
    assert set(REQUIREMENTS) <= set(scenarios())
