"""Moderation refuses a prompt: nothing is painted and nothing is charged."""

from contracts.participants import System
from simulator.stories.stage import StoryStage


class Blocked:
    """A prompt that the AI service must not paint."""

    name = "blocked"
    title = "Blocked prompt"
    text = "The AI service's moderation refuses a prompt; the user is told and gets the quota back."
    needs: frozenset[System] = frozenset()

    async def play(self, stage: StoryStage) -> None:
        """Submit what is blocked, and look at the quota before and after."""
        before = await stage.quota()
        await stage.tell(f"A user asks for something that may not be painted; {before.remaining} images are left.")
        view = await stage.ended(await stage.accepted("A gory battle scene, drawn in every detail"))
        after = await stage.quota()
        await stage.tell(
            f"The request {view.status}: {view.failure_code}. Nothing was charged: {after.remaining} images are left."
        )
