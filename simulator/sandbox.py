"""The sandbox: four systems, stub or real, connected through taps, with one journal, one clock, one entropy.

This is the simulator's front door: the command line and the features come in here.
"""

import asyncio
import socket
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from contracts.evidence import Evidence
from contracts.participants import Hop, System
from contracts.ports import n8n, odoo
from simulator.clock import RunClock
from simulator.composition import Parts, Stub, make_adapter, make_stub
from simulator.entropy import RunEntropy
from simulator.faults.plan import FaultPlan
from simulator.journal.journal import Journal
from simulator.journal.redaction import Redactor
from simulator.limits import Limits
from simulator.portal import PortalClient
from simulator.serving import Server, address_of, bind
from simulator.settings import LOOPBACKS, Settings, usable_folder
from simulator.signed import SignedSender
from simulator.sockets import SocketTransport
from simulator.taps.client import TappedTransport
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


class Sandbox:
    """An async context: inside it, everything runs.

    Attributes:
        journal: what happened so far.
        clock: the run's time, which can be moved on.
        faults: what the taps disturb.
        addresses: where each system is reached by its neighbours.
        fronts: where the taps stand in front of systems.
    """

    def __init__(
        self,
        topology: Topology | None = None,
        settings: Settings | None = None,
        *,
        limits: Limits | None = None,
        seed: int | None = None,
        data: Path | None = None,
        fronted: Iterable[System] | None = None,
    ) -> None:
        """Plan a sandbox.

        Args:
            topology: the mix of stubs and real systems; all stubs by default.
            settings: credentials and names; the environment's by default.
            limits: quotas, deadlines, caps.
            seed: makes ids and pictures repeat.
            data: a folder that keeps the stubs' state.
            fronted: systems whose port is a tap, for callers from outside; by default those that a real one calls.

        Raises:
            SettingsError: a port is taken, a secret is unfit, the data folder can't be used.
        """
        self.topology = topology or Topology()
        self.entropy = RunEntropy(seed)
        self._data = usable_folder(data) if data else None
        self.settings = (settings or Settings.from_environment()).with_secret(self.entropy, data)
        self.clock = RunClock()
        self.journal = Journal(self.clock, Redactor(self.settings.secrets()))
        self.faults = FaultPlan()
        self.taps = {hop: Tap(hop, self.journal, self.clock, self.settings.webhook_secrets, self.faults) for hop in Hop}
        self.limits, self._seed = limits or Limits(), seed or 0
        self._fronted = called_by_real(self.topology) if fronted is None else set(fronted)
        self.transport = SocketTransport()
        self.addresses: dict[System, str] = dict(self.topology.real)
        self.fronts: dict[System, str] = {}
        self.stubs: dict[System, Stub] = {}
        self._sockets: dict[System, socket.socket] = {}
        self._servers: dict[System, Server] = {}
        self._proxies: dict[System, Server] = {}
        self._bind()

    def _bind(self) -> None:
        ports = self.topology.ports
        for system in System:
            inner_port = 0 if system in self._fronted else ports.get(system, 0)
            if not self.topology.is_real(system):
                host = LOOPBACK if system in self._fronted else self.topology.host
                self._sockets[system] = bind(host, inner_port, system.value)
                self.addresses[system] = address_of(self._sockets[system])
            if system in self._fronted:
                front = bind(self.topology.host, ports.get(system, 0), system.value)
                self.fronts[system] = address_of(front)
                self._proxies[system] = Server(self._proxy(system), front)

    def _proxy(self, system: System) -> TapProxy:
        hop_of = front_hop(system.value)
        return TapProxy(self.addresses[system], lambda path: self.taps[hop_of(path)], self.transport)

    def public(self, system: System) -> str:
        """Give the address at which people and foreign systems reach a system."""
        return self.fronts.get(system, self.addresses[system])

    async def __aenter__(self) -> Self:
        """Start everything."""
        await asyncio.gather(*(self.start(system) for system in self._sockets))
        await asyncio.gather(*(proxy.start() for proxy in self._proxies.values()))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything."""
        await asyncio.gather(*(proxy.stop() for proxy in self._proxies.values()))
        await asyncio.gather(*(self.stop(system) for system in list(self.stubs)))
        await self.transport.close()

    async def start(self, system: System) -> None:
        """Start a stub, also one that was stopped: at the same address, on the data that it kept."""
        bound = self._sockets.get(system)
        if bound is None or bound.fileno() < 0:
            host, port = _parts(self.addresses[system])
            bound = self._sockets[system] = bind(host, port, system.value)
        stub = make_stub(system, self._parts())
        server = Server(stub.app, bound)
        self.stubs[system], self._servers[system] = stub, server
        await server.start()
        await stub.start()

    async def stop(self, system: System) -> None:
        """Stop a stub at once, its connections too."""
        stub, server = self.stubs.pop(system), self._servers.pop(system)
        await stub.stop()
        await server.stop()

    def _parts(self) -> Parts:
        real_n8n = self.topology.is_real(System.N8N)
        return Parts(
            settings=self.settings,
            limits=self.limits,
            journal=self.journal,
            entropy=self.entropy,
            transport=self.transport,
            taps=self.taps,
            addresses=self.addresses,
            callback_base=self.public(System.ODOO) if real_n8n else self.addresses[System.ODOO],
            data=self._data,
            seed=self._seed,
            private=self.topology.host in LOOPBACKS,
        )

    def portal(self, api_key: str | None = None) -> PortalClient:
        """Give a user's way into Odoo; with an API key, or to be signed in with a password."""
        tapped = TappedTransport(self.taps[Hop.PORTAL_ODOO], self.transport)
        return PortalClient(self.addresses[System.ODOO], tapped, self.clock, self.settings.odoo_db, api_key)

    def as_n8n(self, secrets: tuple[str, ...] | None = None) -> SignedSender:
        """Give a sender that calls Odoo back as n8n does (I07), with the run's secrets or others."""
        url = self.addresses[System.ODOO] + odoo.CALLBACK
        return self._signed(Hop.N8N_ODOO, url, secrets)

    def as_gateway(self, secrets: tuple[str, ...] | None = None) -> SignedSender:
        """Give a sender that posts to the n8n webhook as Odoo's gateway does (I04)."""
        url = self.addresses[System.N8N] + n8n.webhook(self.settings.n8n_webhook_path)
        return self._signed(Hop.ODOO_N8N, url, secrets)

    def _signed(self, hop: Hop, url: str, secrets: tuple[str, ...] | None) -> SignedSender:
        tapped = TappedTransport(self.taps[hop], self.transport)
        return SignedSender(url, tapped, self.clock, secrets or self.settings.webhook_secrets)

    async def check_real(self) -> dict[System, str]:
        """Give name and version of each real system; raises `CouldNotCheck` for one that does not answer."""
        return {each: await make_adapter(each, url, self.settings).ready() for each, url in self.topology.real.items()}

    def unobserved(self) -> dict[str, str]:
        """Name the interactions that this mix can't show."""
        if not self.topology.is_real(System.ODOO):
            return {}
        return dict.fromkeys(("I02", "I03", "I08", "I10"), "It happens inside a real Odoo.")

    def evidence(self) -> Evidence:
        """Give the journal so far as the invariants read it."""
        return self.journal.evidence(self.settings.secrets(), self.unobserved())


def _parts(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition("/")[2].rpartition(":")
    return host.strip("[]"), int(port)
