"""A fault that would need a hand inside a real system is refused before anything runs."""

import pytest

from contracts.participants import System
from simulator.faults.text import read_fault
from simulator.sandbox import Sandbox
from simulator.settings import SettingsError
from simulator.topology import Topology


@pytest.mark.parametrize("text", ["n8n-ai:kill=5s", "I05:kill=5s", "I09:kill=5s"])
def test_a_real_system_is_not_killed(text: str) -> None:
    """The sentence names the fault and the system."""
    box = Sandbox(Topology(real={System.AI: "http://127.0.0.1:9"}))
    with pytest.raises(SettingsError, match=f"{text}.*ai is real"):
        box.disturb(read_fault(text))


def test_a_stub_beside_a_real_system_is_killed() -> None:
    """What runs here can be stopped here."""
    box = Sandbox(Topology(real={System.AI: "http://127.0.0.1:9"}))
    planned = box.disturb(read_fault("odoo-storage:kill=5s"))
    assert box.faults.planned == [planned]
