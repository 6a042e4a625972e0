"""Which systems of a scenario are real, and what follows for it."""

from dataclasses import dataclass, field, replace

from contracts.budget import ImageBudget
from contracts.participants import System
from contracts.ports.ai import GenerationFailed
from features.foreign import ForeignN8n, ForeignOdoo, could_not_check
from features.live import Live
from features.live_odoo import LiveOdoo
from features.live_storage import LiveStorage
from simulator.limits import Limits
from simulator.settings import Settings
from simulator.topology import Topology

LINK_MODEL = "imageflow-link-1"
SMALL_MODEL = "gpt-image-2"
"""A gpt-image model that paints small pictures too, so that scenarios are quick."""


@dataclass
class Mix:
    """The real systems of a scenario; whatever is None is a stub.

    Attributes:
        n8n: a real n8n in place of its stub.
        odoo: a real Odoo likewise.
        storage: real file storage likewise.
        budget: of the images that a real AI service may be asked for.
        rest: what else is known of the topology: a real AI service, ports, and where systems elsewhere reach us.
    """

    n8n: Live | ForeignN8n | None = None
    odoo: LiveOdoo | ForeignOdoo | None = None
    storage: LiveStorage | None = None
    rest: Topology = field(default_factory=Topology)
    budget: ImageBudget = field(default_factory=lambda: ImageBudget(None))

    @property
    def real(self) -> bool:
        """Whether any system is."""
        return bool(self.n8n or self.odoo or self.storage or self.rest.real)

    @property
    def own_model(self) -> bool:
        """Whether the AI model is the scenario's to choose, so that small pictures are to be had."""
        return not isinstance(self.n8n, ForeignN8n) and System.AI not in self.rest.real

    @property
    def size(self) -> str:
        """Give the size that pictures are asked for in."""
        return "64x64" if self.own_model else "1024x1024"

    def take(self, images: int) -> None:
        """Count images that a real AI service will be asked for; where none are left the scenario is left, too."""
        if System.AI not in self.rest.real:
            return
        try:
            self.budget.take(images)
        except GenerationFailed as refused:
            could_not_check(f"the budget of images: {refused}")

    def settings(self, model: str, limits: Limits) -> Settings:
        """Give the environment's settings with the scenario's model, and with n8n's webhook where it is real."""
        settings = Settings.from_environment()
        if self.own_model:
            settings = replace(settings, ai_model=model)
        elif model == LINK_MODEL:
            could_not_check("the scenario sets the AI model, and the model is used as it is")
        return self.n8n.settings(settings, limits) if self.n8n else settings

    def topology(self) -> Topology:
        """Give the whole mix."""
        found = {System.N8N: self.n8n, System.ODOO: self.odoo, System.STORAGE: self.storage}
        real = {each: system.address for each, system in found.items() if system}
        foreign = {each for each, system in found.items() if isinstance(system, ForeignN8n | ForeignOdoo)}
        ports = {**self.rest.ports, **(self.n8n.topology.ports if self.n8n else {})}
        return replace(self.rest, real={**self.rest.real, **real}, ports=ports, as_it_is=frozenset(foreign))
