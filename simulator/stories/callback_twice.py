"""The callback arrives twice: it has an effect once."""

from contracts.participants import System
from simulator.stories.stage import StoryStage


class CallbackTwice:
    """The wire doubles a message; the webhook-id tells."""

    name = "callback_twice"
    title = "Callback arrives twice"
    text = "The signed callback is delivered twice; Odoo knows its id and lets it count once."
    needs: frozenset[System] = frozenset()

    async def play(self, stage: StoryStage) -> None:
        """Double the callback, and compare the quota."""
        before = await stage.quota()
        stage.disturb("I07:duplicate")
        await stage.tell("The wire between n8n and Odoo will deliver the callback twice.")
        view = await stage.ended(await stage.accepted("A hot-air balloon over mountains"))
        await stage.show(view)
        used = (await stage.quota()).used - before.used
        await stage.tell(f"Delivered twice, {view.status} once: {len(view.images)} image, {used} counted in the quota.")
