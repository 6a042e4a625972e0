"""A real n8n under the scenarios: provisioned once for each way that they bind the workflow, and tidied after each."""

import asyncio
from dataclasses import dataclass, field, replace

from contracts.participants import System
from contracts.ports.n8n import Execution
from simulator.composition import make_n8n
from simulator.entropy import RunEntropy
from simulator.limits import Limits
from simulator.live import LiveN8n
from simulator.serving import bind
from simulator.settings import Settings
from simulator.topology import LOOPBACK, Topology


@dataclass
class Live:
    """One real n8n for a session of scenarios.

    The AI service's port and the signing secret stay the same over all scenarios, for the workflow knows them.

    Attributes:
        address: the n8n's.
    """

    address: str
    _provisioned: dict[tuple[str, float, int, int], tuple[LiveN8n, Settings]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose port and secret."""
        with bind(LOOPBACK) as bound:
            self._ai_port = int(bound.getsockname()[1])
        self._secret = RunEntropy().webhook_secret()

    @property
    def topology(self) -> Topology:
        """Give the mix: n8n is real, and the AI service is where the workflow looks for it."""
        return Topology(real={System.N8N: self.address}, ports={System.AI: self._ai_port})

    def settings(self, settings: Settings, limits: Limits) -> Settings:
        """Give settings under which n8n serves the flow's workflow; raises `CouldNotCheck`."""
        bound = (settings.ai_model, limits.ai_timeout, limits.callback_cap, limits.ids_kept)
        if bound not in self._provisioned:
            ours = replace(settings, webhook_secret=self._secret)
            n8n = LiveN8n(make_n8n(self.address, ours))
            joined = asyncio.run(n8n.join(ours, limits, f"http://{LOOPBACK}:{self._ai_port}"))
            self._provisioned[bound] = n8n, joined
        return self._provisioned[bound][1]

    def executions(self) -> list[Execution]:
        """Give what n8n did so far."""
        return [each for n8n, _settings in self._provisioned.values() for each in asyncio.run(n8n.executions())]

    def quiet(self) -> None:
        """End what n8n still does for a scenario that is over."""
        for n8n, _settings in self._provisioned.values():
            asyncio.run(n8n.stop_executions())

    def close(self) -> None:
        """Take away what was made."""
        for n8n, _settings in self._provisioned.values():
            asyncio.run(n8n.leave())
