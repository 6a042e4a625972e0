"""The AI service is down for good: n8n gives up and says so."""

from contracts.participants import System
from simulator.stories.stage import StoryStage


class ProviderGone:
    """A lasting failure reaches the user as one, and costs nothing."""

    name = "provider_gone"
    title = "AI service is down"
    text = "Nobody listens where the AI service should be; n8n gives up after three tries and reports it."
    needs = frozenset({System.AI})

    async def play(self, stage: StoryStage) -> None:
        """Stop it, fail, start it again."""
        await stage.stop(System.AI)
        await stage.tell("The AI service is stopped: nobody listens at its address.")
        request_id = await stage.accepted("A quiet forest in the mist")
        await stage.tell("n8n tries three times, and then reports the failure to Odoo as the outcome.")
        view = await stage.ended(request_id)
        await stage.start(System.AI)
        await stage.tell(f"The request {view.status}: {view.failure_code}. The quota was given back.")
