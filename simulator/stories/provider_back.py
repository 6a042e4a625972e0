"""The AI service is down for a moment: n8n asks again, and the user does not notice."""

from contracts.participants import System
from simulator.stories.stage import StoryStage


class ProviderBack:
    """A short failure costs some seconds."""

    name = "provider_back"
    title = "AI service falters"
    text = "The AI service answers 503, then refuses the connection; n8n tries again until it works."
    needs: frozenset[System] = frozenset()

    async def play(self, stage: StoryStage) -> None:
        """Fail twice, in two ways."""
        stage.disturb("I05:answer=503")
        stage.disturb("I05:refuse@2")
        await stage.tell("The AI service will answer 503 at first, and refuse the connection the second time.")
        request_id = await stage.accepted("A lighthouse in a storm")
        await stage.saw("I05", request_id)
        await stage.tell("503. n8n waits a little, twice as long each time, and asks again.")
        view = await stage.ended(request_id)
        await stage.show(view)
        await stage.tell(f"The third time it worked. The request is {view.status}, painted and charged once.")
