"""The quota is used up, and a month later there is a new one."""

from contracts.participants import System
from contracts.timestamps import from_text
from simulator.stories.stage import StoryStage, StoryStopped


class QuotaUsedUp:
    """Odoo refuses what the quota does not hold, before anybody is asked to paint."""

    name = "quota"
    title = "Quota used up"
    text = "The month's last images are spent, the next prompt is refused, and with the new month it works again."
    needs = frozenset({System.ODOO})

    async def play(self, stage: StoryStage) -> None:
        """Leave two images, spend them, be refused, wait for the month."""
        quota = await stage.quota()
        await stage.limit_quota(quota.used + quota.reserved + 2)
        await stage.tell("Two images are left this month. The user asks for both.")
        await stage.show(await stage.ended(await stage.accepted("Two sailing boats at sunset", n=2)))
        await stage.tell("They are spent. The user asks for one more.")
        answer = await stage.submit("A third boat")
        if answer.status != 429:
            raise StoryStopped(f"Odoo answered {answer.status} where the quota leaves nothing: 429 was due.")
        await stage.tell("Odoo refuses with 429, and n8n never hears of it. Now the month goes by.")
        left = from_text(quota.resets_at) - stage.clock.now()
        await stage.clock.move_on(left.total_seconds() + 60)
        await stage.sign_in()
        await stage.show(await stage.ended(await stage.accepted("A third boat")))
        await stage.tell("A new month, a new quota: the same prompt is painted now.")
