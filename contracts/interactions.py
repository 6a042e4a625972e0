"""The eleven key interactions of the specification, as data."""

from dataclasses import dataclass
from typing import Literal

from contracts.participants import Hop, Participant

Seen = Literal["wire", "answer", "state"]
SUPPORT = "support"
"""Journal name of traffic that serves the flow but is none of its interactions (health, polling, provisioning)."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One key interaction.

    Attributes:
        id: `I01` … `I11`.
        sender: who starts it.
        receiver: who takes it.
        title: what crosses, in the words a report shows.
        seen: how a journal can hold it: an exchange on the wire, the answer of another one, or a state of Odoo.
        hops: the wires on which it crosses; none for states.
        requirements: requirement ids of the specification, in this project's reading (`contracts.requirements`).
        follows: ids of the interactions that cause it.
    """

    id: str
    sender: Participant
    receiver: Participant
    title: str
    seen: Seen
    hops: tuple[Hop, ...]
    requirements: tuple[str, ...]
    follows: tuple[str, ...]


P = Participant
INTERACTIONS: dict[str, Interaction] = {
    each.id: each
    for each in (
        Interaction(
            "I01",
            P.PORTAL,
            P.SERVICE,
            "Prompt and parameters submitted",
            "wire",
            (Hop.PORTAL_ODOO,),
            ("REQ-AIGS-001", "REQ-IL-001"),
            (),
        ),
        Interaction(
            "I02",
            P.SERVICE,
            P.CORE,
            "Validated, quota reserved, request record created",
            "state",
            (),
            ("REQ-AIGS-001", "REQ-AIGS-005", "REQ-IL-001"),
            ("I01",),
        ),
        Interaction("I03", P.SERVICE, P.GATEWAY, "Handed over for dispatch", "state", (), ("REQ-IL-001",), ("I02",)),
        Interaction(
            "I04",
            P.GATEWAY,
            P.WORKFLOW,
            "Signed request to the n8n webhook",
            "wire",
            (Hop.ODOO_N8N,),
            ("REQ-IL-001", "REQ-IL-002"),
            ("I03",),
        ),
        Interaction(
            "I05",
            P.WORKFLOW,
            P.AI,
            "Image generation requested",
            "wire",
            (Hop.N8N_AI,),
            ("REQ-AIGS-006", "REQ-IL-003"),
            ("I04",),
        ),
        Interaction(
            "I06",
            P.AI,
            P.WORKFLOW,
            "Image data or link, or a refusal",
            "answer",
            (Hop.N8N_AI,),
            ("REQ-AIGS-006", "REQ-IL-003"),
            ("I05",),
        ),
        Interaction(
            "I07",
            P.WORKFLOW,
            P.GATEWAY,
            "Signed callback with the outcome",
            "wire",
            (Hop.N8N_ODOO,),
            ("REQ-IL-004",),
            ("I04",),
        ),
        Interaction(
            "I08",
            P.GATEWAY,
            P.SERVICE,
            "Verified, deduplicated, passed on",
            "state",
            (),
            ("REQ-IL-004", "REQ-IL-005"),
            ("I07",),
        ),
        Interaction(
            "I09",
            P.SERVICE,
            P.STORAGE,
            "Image downloaded (when a link) and stored",
            "wire",
            (Hop.ODOO_AI, Hop.ODOO_STORAGE),
            ("REQ-AIGS-008", "REQ-IL-010"),
            ("I08",),
        ),
        Interaction(
            "I10",
            P.SERVICE,
            P.CORE,
            "Image record created, request ended, quota settled",
            "state",
            (),
            ("REQ-AIGS-005", "REQ-AIGS-008"),
            ("I02",),
        ),
        Interaction(
            "I11",
            P.PORTAL,
            P.SERVICE,
            "The portal shows the image",
            "wire",
            (Hop.PORTAL_ODOO,),
            ("REQ-AIGS-008",),
            ("I10",),
        ),
    )
}
