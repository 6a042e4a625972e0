"""A live AI service that speaks OpenAI's image format."""

from dataclasses import dataclass, field

from contracts.ports.ai import MODELS
from contracts.ports.system import CouldNotCheck
from real_adapters.probing import get


@dataclass(frozen=True, slots=True)
class RealAi:
    """An AI service at a base address without `/v1`, and its API key."""

    address: str
    api_key: str = field(repr=False)

    async def ready(self) -> str:
        """Ask for the list of models, which costs nothing; an API without it still answers with a status."""
        answer = await get(self.address + MODELS, {"Authorization": f"Bearer {self.api_key}"})
        if answer.status_code == 401:
            raise CouldNotCheck(f"{self.address} refuses the API key: set IMAGEFLOW_AI_API_KEY.")
        return "AI service (OpenAI's format)"
