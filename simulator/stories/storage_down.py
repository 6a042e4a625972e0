"""File storage is down when the image comes: the image waits in Odoo until it is back."""

from contracts.participants import System
from simulator.stories.stage import StoryStage


class StorageDown:
    """What was painted and paid is not lost."""

    name = "storage"
    title = "Storage down and back"
    text = "The picture is painted, but file storage is down; Odoo keeps the outcome and stores it later."
    needs = frozenset({System.STORAGE})

    async def play(self, stage: StoryStage) -> None:
        """Stop it, let a store fail, start it again."""
        await stage.stop(System.STORAGE)
        await stage.tell("File storage is stopped. A user asks for a picture.")
        request_id = await stage.accepted("A castle on a green hill")
        await stage.saw("I09", request_id)
        await stage.tell("The picture is there and Odoo has accepted it, but can't store it: it will try again.")
        await stage.start(System.STORAGE)
        await stage.tell("File storage is back.")
        view = await stage.ended(request_id)
        await stage.show(view)
        await stage.tell(f"The request is {view.status}: nothing was lost, and nothing was painted twice.")
