"""This project's reading of the requirement ids, which the specification names without their text."""

from contracts.interactions import INTERACTIONS

READINGS: dict[str, str] = {
    "REQ-AIGS-001": "A user asks for AI images by prompt and parameters, and is told every fault of bad ones.",
    "REQ-AIGS-005": "Image quota is reserved, used and given back so that it always adds up.",
    "REQ-AIGS-006": "Images come from an external AI service, whose refusals reach the user as what they are.",
    "REQ-AIGS-008": "Generated images are stored unchanged, recorded, and shown to their owner alone.",
    "REQ-IL-001": "Odoo hands accepted requests over to n8n, and no accepted request is lost on the way.",
    "REQ-IL-002": "What Odoo sends to n8n is signed, and n8n refuses what is not proved.",
    "REQ-IL-003": "n8n asks the AI service, and its outages and nonsense are dealt with.",
    "REQ-IL-004": "n8n calls Odoo back with the outcome, signed, and Odoo refuses what is not proved.",
    "REQ-IL-005": "Whatever is delivered twice, late or out of order takes effect once at most.",
    "REQ-IL-010": "Images are fetched with care and stored, also when storage fails for a while.",
}


def interactions_of(requirement: str) -> list[str]:
    """Give the ids of the interactions that a requirement is read into."""
    return [each.id for each in INTERACTIONS.values() if requirement in each.requirements]
