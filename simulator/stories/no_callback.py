"""No callback ever comes: Odoo's own deadline ends the request."""

from contracts.participants import System
from simulator.stories.stage import StoryStage

DEADLINE_AND_MORE = 60.0


class NoCallback:
    """Nobody waits for ever, and nobody pays for nothing."""

    name = "no_callback"
    title = "No callback"
    text = "n8n's callbacks never reach Odoo; the deadline passes, the request times out, the quota comes back."
    needs: frozenset[System] = frozenset()

    async def play(self, stage: StoryStage) -> None:
        """Refuse every callback, and let the deadline pass."""
        before = await stage.quota()
        stage.disturb("I07:refuse@all")
        await stage.tell("n8n will not reach Odoo: every callback is refused on its way.")
        request_id = await stage.accepted("A train crossing a bridge")
        await stage.saw("I07", request_id)
        await stage.tell("The picture was painted, but Odoo never hears of it. Now the deadline goes by.")
        await stage.clock.move_on(stage.sandbox.limits.deadline_seconds + DEADLINE_AND_MORE)
        view = await stage.ended(request_id)
        after = await stage.quota()
        stage.heal()
        await stage.tell(
            f"The request {view.status}: {view.failure_code}. Its quota was given back: {after.remaining} of "
            f"{before.remaining} images are left."
        )
