"""The seven participants of the specification, and the four systems that can be swapped as one."""

from enum import StrEnum


class Participant(StrEnum):
    """A participant, by the repository id that the specification gives it."""

    PORTAL = "UI.InfluencerPortal"
    SERVICE = "Service.AI.Odoo"
    GATEWAY = "Gateway.N8N"
    WORKFLOW = "Orchestrator.N8N.AIWorkflow"
    AI = "External.AIService"
    STORAGE = "Adapter.FileStorage"
    CORE = "Platform.OdooCore"


class System(StrEnum):
    """What can be swapped as one: a stub that ships here, or a real one that the user points at."""

    ODOO = "odoo"
    N8N = "n8n"
    AI = "ai"
    STORAGE = "storage"


class Hop(StrEnum):
    """A wire between two systems (or the user's browser and Odoo) that can be seen, checked and disturbed."""

    PORTAL_ODOO = "portal-odoo"
    ODOO_N8N = "odoo-n8n"
    N8N_AI = "n8n-ai"
    N8N_ODOO = "n8n-odoo"
    ODOO_AI = "odoo-ai"
    ODOO_STORAGE = "odoo-storage"


ENDS: dict[Hop, tuple[Participant, Participant]] = {
    Hop.PORTAL_ODOO: (Participant.PORTAL, Participant.SERVICE),
    Hop.ODOO_N8N: (Participant.GATEWAY, Participant.WORKFLOW),
    Hop.N8N_AI: (Participant.WORKFLOW, Participant.AI),
    Hop.N8N_ODOO: (Participant.WORKFLOW, Participant.GATEWAY),
    Hop.ODOO_AI: (Participant.SERVICE, Participant.AI),
    Hop.ODOO_STORAGE: (Participant.SERVICE, Participant.STORAGE),
}
"""Sender and receiver of the requests on each hop."""
