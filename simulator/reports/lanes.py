"""The lifelines of the diagram: the seven participants of the specification, each in its place."""

from dataclasses import dataclass

from contracts.evidence import Evidence
from contracts.participants import Participant

LABELS: dict[str, str] = {
    Participant.PORTAL: "Portal",
    Participant.SERVICE: "Odoo service",
    Participant.GATEWAY: "Odoo gateway",
    Participant.WORKFLOW: "n8n workflow",
    Participant.AI: "AI service",
    Participant.STORAGE: "File storage",
    Participant.CORE: "Odoo core",
}
"""Short names for people."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lifeline, counted from the left; `participant` is its repository id."""

    index: int
    participant: str
    label: str


def lanes_of(evidence: Evidence) -> list[Lane]:
    """Give the seven lifelines, and after them one for each stranger that the journal names."""
    names = dict.fromkeys(str(participant) for participant in Participant)
    for entry in evidence.entries:
        names |= dict.fromkeys((entry.sender, entry.receiver))
    return [Lane(index, name, LABELS.get(name, name)) for index, name in enumerate(names)]
