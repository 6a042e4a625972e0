"""Where each system of a run is reached: by its neighbours, and from outside."""

from collections.abc import Callable, Iterable

from contracts.participants import Hop, System
from contracts.wire import Transport
from simulator.network import Network
from simulator.taps.proxy import TapProxy, front_hop
from simulator.taps.tap import Tap
from simulator.topology import LOOPBACK, Topology

RECEIVERS: dict[System, tuple[System, ...]] = {
    System.ODOO: (System.N8N,),
    System.N8N: (System.ODOO,),
    System.AI: (System.N8N, System.ODOO),
    System.STORAGE: (System.ODOO,),
}
"""Who sends to each system: where a sender is real, the tap stands in front of the receiver as a proxy."""


def called_by_real(topology: Topology) -> set[System]:
    """Give the systems that a real one calls: what it sends is seen only in front of them."""
    return {to for to, senders in RECEIVERS.items() if any(topology.is_real(each) for each in senders)}


class Wiring:
    """The addresses of a run, all reserved before anything is built.

    Attributes:
        addresses: where each system is reached by its neighbours.
        fronts: where taps stand in front of systems, as proxies.
    """

    def __init__(self, topology: Topology, network: Network, fronted: Iterable[System]) -> None:
        """Reserve an address for each stub, and for each tap in front; raises `SettingsError`."""
        self.addresses: dict[System, str] = dict(topology.real)
        self.fronts: dict[System, str] = {}
        self._topology, self._network = topology, network
        wanted = set(fronted)
        for system in System:
            port = topology.ports.get(system, 0)
            host, inner_port = (LOOPBACK, 0) if system in wanted else (topology.host, port)
            if not topology.is_real(system):
                self.addresses[system] = network.reserve(host, inner_port, system.value)
            if system in wanted:
                self.fronts[system] = network.reserve(topology.host, port, system.value)

    def public(self, system: System) -> str:
        """Give the address at which people and foreign systems reach a system."""
        return self._topology.public.get(system) or self.fronts.get(system, self.addresses[system])

    async def open_fronts(self, tap: Callable[[Hop], Tap], live: Callable[[System], Transport]) -> None:
        """Put the taps in front; `live` gives the way to a system that is real."""
        for system, front in self.fronts.items():
            real = self._topology.is_real(system)
            way = live(system) if real else self._network.inside
            app = TapProxy(self.addresses[system], _tap_for(system, tap), way)
            # What comes from a server bears its date already.
            await self._network.serve(front, app, system.value, dated=not real)

    async def close_fronts(self) -> None:
        """Take them away."""
        for front in self.fronts.values():
            await self._network.stop(front)


def _tap_for(system: System, tap: Callable[[Hop], Tap]) -> Callable[[str], Tap]:
    hop_of = front_hop(system.value)
    return lambda path: tap(hop_of(path))
