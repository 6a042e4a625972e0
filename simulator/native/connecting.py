"""Systems that run natively, connected to each other for good: a request made in Odoo goes its whole way.

The AI service is the one at its usual address, which `imageflow serve ai` serves.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from contracts.participants import System
from contracts.ports.n8n import WEBHOOKS, Connections
from contracts.ports.odoo import CALLBACK
from simulator.composition import make_n8n, make_odoo
from simulator.entropy import RunEntropy
from simulator.limits import Limits
from simulator.live_odoo import surroundings_of
from simulator.native.bringing import Native
from simulator.native.loopback import address_at
from simulator.settings import Settings
from simulator.topology import DEFAULT_PORTS

STATE = "connected.json"
TAG_BYTES = 6
AI_URL = address_at(DEFAULT_PORTS[System.AI])


def connect(natives: Sequence[Native], folder: Path) -> None:
    """Connect an Odoo, an n8n and a storage.

    Args:
        natives: all three.
        folder: keeps the webhook secret, and the path at which n8n was given the workflow.

    Raises:
        CouldNotCheck: one of them can't be connected, and why.
        SettingsError: the folder can't be used.
    """
    opened = {name: value for native in natives for name, value in native.settings().items()}
    settings = replace(Settings.from_environment(), **opened).with_secret(RunEntropy(), folder)
    addresses = {native.system: native.address for native in natives}
    n8n, kept = addresses[System.N8N], _read(folder / STATE)
    path = asyncio.run(_connect(addresses, settings, kept.get("path") if kept.get("address") == n8n else None))
    (folder / STATE).write_text(json.dumps({"address": n8n, "path": path}), encoding="utf-8")


async def _connect(addresses: dict[System, str], settings: Settings, kept: str | None) -> str:
    """Connect them and give the path of the workflow's webhook, the one that was kept when n8n still serves it."""
    path = await _webhook(addresses[System.N8N], settings, kept)
    odoo = addresses[System.ODOO]
    surroundings = surroundings_of(
        settings,
        Limits(),
        webhook_url=f"{addresses[System.N8N]}{WEBHOOKS}/{path}",
        callback_url=odoo + CALLBACK,
        ai_url=AI_URL,
        storage_url=addresses[System.STORAGE],
    )
    await make_odoo(odoo, settings).settle(surroundings)
    return path


async def _webhook(address: str, settings: Settings, kept: str | None) -> str:
    n8n, limits = make_n8n(address, settings), Limits()
    if kept and await n8n.serves(kept):
        return kept
    connections = Connections(
        ai_url=AI_URL,
        ai_api_key=settings.ai_api_key,
        ai_model=settings.ai_model,
        webhook_secrets=settings.webhook_secrets,
        ai_timeout=limits.ai_timeout,
        callback_cap=limits.callback_cap,
        webhook_path=settings.n8n_webhook_path,
        ids_kept=limits.ids_kept,
    )
    return await n8n.provision(connections, RunEntropy().token(TAG_BYTES))


def _read(file: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
