"""All goes well: the eleven interactions, once."""

from contracts.participants import System
from simulator.stories.stage import StoryStage


class Happy:
    """A prompt becomes a picture."""

    name = "happy"
    title = "Happy path"
    text = "A prompt becomes a picture in the portal: the eleven interactions in their order."
    needs: frozenset[System] = frozenset()

    async def play(self, stage: StoryStage) -> None:
        """Submit, wait, look."""
        await stage.tell("A user asks for a picture: Odoo checks the prompt, reserves quota and hands over to n8n.")
        request_id = await stage.accepted("A red fox in the snow at dawn")
        await stage.tell("n8n calls the AI service and brings the outcome back to Odoo, signed both ways.")
        view = await stage.ended(request_id)
        await stage.show(view)
        count = len(view.images)
        await stage.tell(f"Completed: {count} image stored, its quota used, and the portal shows it.")
