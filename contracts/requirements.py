"""This project's reading of the requirement ids, which the specification names without their text.

Which interactions a requirement is read into stands in `contracts.interactions` alone.
"""

from dataclasses import dataclass

from contracts.interactions import INTERACTIONS


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of the specification.

    Attributes:
        id: as the specification names it.
        reading: what this project takes it to ask for, in one sentence; not the specification's own words.
    """

    id: str
    reading: str

    @property
    def interactions(self) -> tuple[str, ...]:
        """Give the ids of the interactions that it is read into."""
        return tuple(each.id for each in INTERACTIONS.values() if self.id in each.requirements)


REQUIREMENTS: dict[str, Requirement] = {
    each.id: each
    for each in (
        Requirement(
            "REQ-AIGS-001", "A user asks for AI images by prompt and parameters, and is told every fault of bad ones."
        ),
        Requirement("REQ-AIGS-005", "Image quota is reserved, used and given back so that it always adds up."),
        Requirement(
            "REQ-AIGS-006", "Images come from an external AI service, whose refusals reach the user as what they are."
        ),
        Requirement("REQ-AIGS-008", "Generated images are stored unchanged, recorded, and shown to their owner alone."),
        Requirement(
            "REQ-IL-001", "Odoo hands accepted requests over to n8n, and no accepted request is lost on the way."
        ),
        Requirement("REQ-IL-002", "What Odoo sends to n8n is signed, and n8n refuses what is not proved."),
        Requirement("REQ-IL-003", "n8n asks the AI service, and its outages and nonsense are dealt with."),
        Requirement("REQ-IL-004", "n8n calls Odoo back with the outcome, signed, and Odoo refuses what is not proved."),
        Requirement("REQ-IL-005", "Whatever is delivered twice, late or out of order takes effect once at most."),
        Requirement("REQ-IL-010", "Images are fetched with care and stored, also when storage fails for a while."),
    )
}
"""By id."""
