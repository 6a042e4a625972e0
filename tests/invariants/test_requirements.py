"""The requirement ids of the specification, and where they are read into."""

from contracts.interactions import INTERACTIONS
from contracts.requirements import REQUIREMENTS


def test_every_requirement_of_an_interaction_has_a_reading() -> None:
    """No interaction names a requirement that nobody has read, and none is read for nothing."""
    assert {each for interaction in INTERACTIONS.values() for each in interaction.requirements} == set(REQUIREMENTS)


def test_a_requirement_knows_its_interactions() -> None:
    """They are those that name it, in the order of the flow."""
    assert REQUIREMENTS["REQ-AIGS-005"].interactions == ("I02", "I10")


def test_a_reading_is_one_sentence_under_its_own_id() -> None:
    """A table of them reads well."""
    for name, requirement in REQUIREMENTS.items():
        assert name == requirement.id
        assert requirement.reading.count(".") == 1
        assert requirement.reading.endswith(".")
