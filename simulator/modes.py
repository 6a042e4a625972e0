"""The two ways to run a sandbox: served over sockets on wall time, or simulated in process on virtual time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from simulator.clock import MovableClock, RunClock
from simulator.entropy import RunEntropy
from simulator.network import Network, SocketNetwork
from simulator.topology import Topology

Resolve = Callable[[str, int], Awaitable[list[str]]]
Mode = Literal["served", "simulated"]


@dataclass(frozen=True, slots=True)
class World:
    """What a run stands on.

    Attributes:
        clock: its time.
        entropy: ids and chance of the systems.
        chance: chance of the faults: another stream, so that planning one changes no id.
        network: how the systems reach each other.
        resolve: how names become addresses; the machine's own way when None.
    """

    clock: MovableClock
    entropy: RunEntropy
    chance: RunEntropy
    network: Network
    resolve: Resolve | None = None


def world_of(mode: Mode, topology: Topology, seed: int | None) -> World:
    """Make what a run stands on; raises `SettingsError` when a real system is to be simulated."""
    if mode == "served":
        return World(RunClock(), RunEntropy(seed), RunEntropy(seed, "faults"), SocketNetwork())
    topology.check_simulated()
    from simulator.simulated.clock import VirtualClock  # noqa: PLC0415 - a served run starts sooner without
    from simulator.simulated.network import SimulatedNetwork  # noqa: PLC0415

    fixed = 0 if seed is None else seed
    network = SimulatedNetwork(RunEntropy(fixed, "network"))
    return World(VirtualClock(), RunEntropy(fixed), RunEntropy(fixed, "faults"), network, network.resolve)
