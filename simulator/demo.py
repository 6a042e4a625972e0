"""The demo: everything offline, a portal with pictures in it, and a browser that shows it."""

import asyncio
import webbrowser
from collections.abc import Callable

from contracts.messages.submission import Receipt
from contracts.participants import System
from simulator.outside import stop_signal
from simulator.sandbox import Sandbox

SAMPLES = (
    "A red fox in the snow at dawn",
    "A sailing boat on a calm sea at sunset",
    "A city skyline at night under the stars",
)
USER = "demo"


async def show(sandbox: Sandbox, say: Callable[[str], None], *, browser: bool) -> None:
    """Serve the demo until it is stopped."""
    stopped = stop_signal()
    async with sandbox:
        address = f"{sandbox.public(System.ODOO)}/my/ai-images"
        say(f"Portal: {address}  (sign in as {USER} / {USER})")
        await paint_samples(sandbox)
        if browser and not await asyncio.to_thread(webbrowser.open, address):
            say("No browser could be opened here: open the portal's address yourself.")
        say("Stop with Ctrl-C.")
        await stopped.wait()


async def paint_samples(sandbox: Sandbox) -> None:
    """Put a few finished images into the gallery."""
    portal = sandbox.portal()
    await portal.sign_in(USER, USER)
    for prompt in SAMPLES:
        answer = await portal.submit({"prompt": prompt})
        if answer.status == 201:
            await portal.wait(Receipt.read(answer.body).id)
