"""The demo: everything offline, a portal with pictures in it, the control room, and a browser that shows it."""

import asyncio
import webbrowser
from collections.abc import Callable

from contracts.evidence import Evidence
from contracts.messages.submission import Receipt
from contracts.participants import System
from simulator.outside import stop_signal
from simulator.room.room import Room
from simulator.sandbox import Sandbox
from simulator.stories.visitor import DEMO, visitor_of

SAMPLES = (
    "A red fox in the snow at dawn",
    "A sailing boat on a calm sea at sunset",
    "A city skyline at night under the stars",
)


async def show(
    sandbox: Sandbox, room: Room, say: Callable[[str], None], *, browser: bool, replay: Evidence | None = None
) -> None:
    """Serve the demo until it is stopped; with a saved journal the room plays that one."""
    stopped = stop_signal()
    async with sandbox, room:
        say(f"Control room: {room.url}")
        say(f"Portal:       {sandbox.public(System.ODOO)}/my/ai-images  (sign in as {DEMO} / {DEMO})")
        if replay is None:
            await paint_samples(sandbox)
        else:
            room.replay(replay)
        if browser and not await asyncio.to_thread(webbrowser.open, room.url):
            say("No browser could be opened here: open the control room's address yourself.")
        say("Stop with Ctrl-C.")
        await stopped.wait()


async def paint_samples(sandbox: Sandbox) -> None:
    """Put a few finished images into the gallery."""
    user = visitor_of(sandbox)
    for prompt in SAMPLES:
        fields = {"prompt": prompt}
        answer = await user.act(lambda client, fields=fields: client.submit(fields))  # type: ignore[misc]
        if answer.status == 201:
            await user.client.wait(Receipt.read(answer.body).id)
