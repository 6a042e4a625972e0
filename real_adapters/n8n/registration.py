"""Waits for what n8n does only a moment after it has said so: it registers and gives up webhooks asynchronously.

Registering takes 0.1 to 0.2 s after the answer to `activate`, giving up about as long (`facts/n8n.md` 1B).
"""

import asyncio
import json

from contracts.ports.n8n import webhook
from contracts.ports.system import CouldNotCheck
from real_adapters.probing import get

PAUSE, TRIES = 0.05, 300
_OTHER_METHOD = "This webhook is not registered for GET requests"


async def is_registered(address: str, path: str) -> bool:
    """Tell whether a webhook for POST is there, by a GET that runs nothing; raises `CouldNotCheck`."""
    answer = await get(address + webhook(path))
    try:
        said = json.loads(answer.content)["message"]
    except (ValueError, KeyError, TypeError):
        return False
    return answer.status_code == 404 and str(said).startswith(_OTHER_METHOD)


async def await_registered(address: str, path: str, *, there: bool = True) -> None:
    """Wait until a webhook is there, or is no more.

    Raises:
        CouldNotCheck: it did not come, or go, within fifteen seconds.
    """
    for _ in range(TRIES):
        if await is_registered(address, path) == there:
            return
        await asyncio.sleep(PAUSE)
    what = "registered" if there else "given up"
    raise CouldNotCheck(f"{address} has not {what} the webhook {path} within {PAUSE * TRIES:.0f} seconds.")
