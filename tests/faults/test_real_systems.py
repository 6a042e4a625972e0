"""A fault that would need a hand inside a real system is refused before anything runs."""

import asyncio

import pytest

from contracts.participants import System
from simulator.faults.text import read_fault
from simulator.sandbox import Sandbox
from simulator.settings import SettingsError
from simulator.topology import Topology


async def planned(text: str) -> list[str]:
    """Plan a fault in a mix with a real AI service, and list what is planned."""
    async with Sandbox(Topology(real={System.AI: "http://127.0.0.1:9"})) as box:
        box.disturb(read_fault(text))
        return [each.spec for each in box.faults.planned]


@pytest.mark.parametrize("text", ["n8n-ai:kill=5s", "I05:kill=5s", "I09:kill=5s"])
def test_a_real_system_is_not_killed(text: str) -> None:
    """The sentence names the fault and the system."""
    with pytest.raises(SettingsError, match=f"{text}.*ai is real"):
        asyncio.run(planned(text))


def test_a_stub_beside_a_real_system_is_killed() -> None:
    """What runs here can be stopped here."""
    assert asyncio.run(planned("odoo-storage:kill=5s")) == ["odoo-storage:kill=5s"]
