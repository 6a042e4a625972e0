"""The sandbox: four systems, stub or real, connected through taps, with one journal, one clock, one entropy.

This is the simulator's front door: the command line and the features come in here.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from contracts.budget import ImageBudget
from contracts.evidence import Evidence
from contracts.participants import Hop, System
from contracts.ports import n8n, odoo
from contracts.ports.system import CouldNotCheck
from contracts.wire import Transport
from simulator.composition import (
    Parts,
    Stub,
    estimate_of,
    executions_of,
    flow_workflow,
    make_adapter,
    make_n8n,
    make_odoo,
    make_stub,
)
from simulator.entropy import RunEntropy
from simulator.faults.background import Background
from simulator.faults.kill import victims
from simulator.faults.plan import FaultPlan, Planned, Site
from simulator.journal.journal import Journal
from simulator.journal.redaction import Redactor
from simulator.kept import Kept
from simulator.limits import Limits
from simulator.live import LiveN8n
from simulator.live_odoo import LiveOdoo, surroundings_of
from simulator.modes import world_of
from simulator.portal import PortalClient
from simulator.settings import LOOPBACKS, Settings, SettingsError, usable_folder
from simulator.signed import SignedSender
from simulator.taps.budget import Budgeted
from simulator.taps.client import TappedTransport
from simulator.taps.pacing import Pacing
from simulator.taps.tap import Tap
from simulator.topology import Topology
from simulator.watching import Watch
from simulator.wiring import Wiring, called_by_real

UNSEEN = "It happens inside a real Odoo, of which no API key is named (IMAGEFLOW_ODOO_API_KEY)."
AS_IT_IS = "It happens inside an Odoo that is used as it is."
SETTLING = 20
"""How often is looked whether n8n is done, a hundredth of a second apart."""


class Sandbox:
    """An async context: inside it, everything runs.

    Attributes:
        mode: `served` over sockets on wall time, or `simulated` in process on virtual time.
        journal: what happened so far.
        clock: the run's time, which can be moved on.
        faults: what the taps disturb.
        pacing: how fast exchanges pass, for those who watch.
        addresses: where each system is reached by its neighbours.
        fronts: where the taps stand in front of systems.
        stubs: those that run now.
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
        simulated: bool = False,
        provision: bool = True,
    ) -> None:
        """Plan a sandbox.

        Args:
            topology: the mix of stubs and real systems; all stubs by default.
            settings: credentials and names; the environment's by default.
            limits: quotas, deadlines, caps.
            seed: makes ids and pictures repeat; in simulated mode the whole run.
            data: a folder that keeps the stubs' state.
            fronted: systems whose port is a tap, for callers from outside; by default those that a real one calls.
            simulated: in process and on virtual time; the running loop must be a `VirtualLoop`.
            provision: whether real systems are given what the flow needs; otherwise whoever plans the run sees to it.

        Raises:
            SettingsError: a port is taken, a secret is unfit, the data folder can't be used, a real system should be
                simulated.
        """
        self.topology = topology or Topology()
        self.mode: Literal["served", "simulated"] = "simulated" if simulated else "served"
        world = world_of(self.mode, self.topology, seed)
        self.entropy, self.clock = world.entropy, world.clock
        self._network, self._resolve = world.network, world.resolve
        self._data = usable_folder(data) if data else None
        self._kept = Kept()
        self.settings = (settings or Settings.from_environment()).with_secret(self.entropy, data)
        self.journal = Journal(self.clock, Redactor(self.settings.secrets()))
        self.faults, self._background, self.pacing = FaultPlan(), Background(), Pacing(self.clock)
        self.taps = {hop: self._tap(hop, world.chance) for hop in Hop}
        self.limits, self._seed = limits or Limits(), seed or 0
        self._budget = ImageBudget(self.limits.max_images) if self.topology.is_real(System.AI) else None
        wanted = called_by_real(self.topology) if fronted is None else fronted
        self._wiring = Wiring(self.topology, self._network, wanted)
        self.transport = self._network.transport
        self.addresses, self.fronts, self.public = self._wiring.addresses, self._wiring.fronts, self._wiring.public
        self.stubs: dict[System, Stub] = {}
        self._provision = provision
        self._watch: Watch | None = None
        self._live, self._live_odoo = self._live_systems()

    def _live_systems(self) -> tuple[LiveN8n | None, LiveOdoo | None]:
        """Give what is to be done with a real n8n and a real Odoo; nothing with one that is used as it is."""
        opened = set(self.topology.real) - self.topology.as_it_is
        n8n_there = System.N8N in opened and self._provision
        live = LiveN8n(make_n8n(self.topology.real[System.N8N], self.settings)) if n8n_there else None
        # Without a key of their own the user's Odoo is used as it is, and what happens inside it is not seen.
        keyed = self.settings.odoo_api_key != Settings().odoo_api_key
        return live, self._watched_odoo() if System.ODOO in opened and keyed else None

    def _tap(self, hop: Hop, chance: RunEntropy) -> Tap:
        site = Site(hop, self.clock, chance, self, self.settings.webhook_secrets, self._background)
        return Tap(site, self.journal, self.faults, self.pacing)

    async def __aenter__(self) -> Self:
        """Start everything; raises `CouldNotCheck` when a real n8n can't be given the flow's workflow."""
        await self._join()
        await asyncio.gather(*(self.start(system) for system in System if not self.topology.is_real(system)))
        await self._wiring.open_fronts(self.taps.__getitem__, self._way)
        return self

    def _watched_odoo(self) -> LiveOdoo:
        odoo = make_odoo(self.topology.real[System.ODOO], self.settings)
        self._watch = Watch(odoo, self.journal)
        for tap in self.taps.values():
            tap.watch = self._watch
        return LiveOdoo(odoo)

    async def _join(self) -> None:
        try:
            if self._live is not None:
                self.settings = await self._live.join(self.settings, self.limits, self.public(System.AI))
            if self._live_odoo is not None and self._provision:
                await self._live_odoo.join(self.surroundings())
        except CouldNotCheck:
            await self._leave()
            await self._network.close()
            raise

    def surroundings(self) -> odoo.Surroundings:
        """Give what a real Odoo is connected to in this run."""
        return surroundings_of(
            self.settings,
            self.limits,
            webhook_url=self.public(System.N8N) + n8n.webhook(self.settings.n8n_webhook_path),
            callback_url=self._callback_base + odoo.CALLBACK,
            ai_url=self.public(System.AI),
            storage_url=self.public(System.STORAGE),
        )

    def _way(self, system: System) -> Transport:
        """Give the way to a real system; to a live AI service no further than the budget goes."""
        if system is System.AI and self._budget is not None:
            return Budgeted(self._network.transport, self._budget)
        return self._network.transport

    async def _leave(self) -> None:
        for live in (self._live, self._live_odoo):
            if live is not None:
                await live.leave()

    @property
    def _callback_base(self) -> str:
        """Give where n8n reaches Odoo: a real one passes the tap in front of it."""
        real = self.topology.is_real(System.N8N)
        return self.public(System.ODOO) if real else self.addresses[System.ODOO]

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything."""
        self.pacing.run()
        await self._background.end()
        if self._watch is not None:
            await self._watch.close()
        await self._leave()
        await self._wiring.close_fronts()
        await self._stop_all()
        await self._network.close()
        self._kept.forget()

    async def _stop_all(self) -> None:
        await asyncio.gather(*(self.stop(system) for system in list(self.stubs)))

    async def start(self, system: System) -> None:
        """Start a stub, also one that was stopped: at the same address, on the data that it kept."""
        stub = make_stub(system, self._parts())
        self.stubs[system] = stub
        await self._network.serve(self.addresses[system], stub.app, system.value)
        await stub.start()

    async def stop(self, system: System) -> None:
        """Stop a stub at once, its connections too; its data is kept. One that does not run stays as it is."""
        stub = self.stubs.pop(system, None)
        if stub is not None:
            await stub.stop()
            await self._network.stop(self.addresses[system])

    async def reset(self) -> None:
        """Forget everything that happened and start anew, at the same addresses; the clock goes on.

        Raises:
            SettingsError: a data folder keeps the stubs' state.
        """
        if self._data is not None:
            raise SettingsError(f"{self._data} keeps this run's state: stop it and remove the folder to begin anew.")
        self.faults.clear()
        await self._background.end()
        self.pacing.run()
        await self._stop_all()
        self._kept.forget()
        self.journal.clear()
        await asyncio.gather(*(self.start(system) for system in System if not self.topology.is_real(system)))

    def disturb(self, planned: Planned) -> Planned:
        """Plan a fault; raises `SettingsError` when it would kill a system that is real."""
        for system in victims(planned):
            if self.topology.is_real(system):
                raise SettingsError(f"{planned.spec}: {system.value} is real, and only a stub can be killed from here.")
        return self.faults.add(planned)

    async def set_quota(self, images: int) -> None:
        """Give every user of the Odoo stub so many images a month, from this month on; it is started anew for that.

        Raises:
            SettingsError: Odoo is real, and its quota is set there.
        """
        if self.topology.is_real(System.ODOO):
            raise SettingsError("Odoo is real here: set its quota in Odoo.")
        self.limits = replace(self.limits, quota=images)
        await self.stop(System.ODOO)
        await self.start(System.ODOO)

    def _parts(self) -> Parts:
        real_odoo = self.topology.is_real(System.ODOO)
        return Parts(
            settings=self.settings,
            limits=self.limits,
            journal=self.journal,
            entropy=self.entropy,
            transport=self.transport,
            to_ai=self._way(System.AI),
            taps=self.taps,
            addresses=self.addresses,
            callback_base=self._callback_base,
            links_base=self.public(System.AI) if real_odoo else self.addresses[System.AI],
            n8n_base=self.public(System.N8N),
            data=self._data,
            kept=self._kept,
            seed=self._seed,
            real=frozenset(self.topology.real),
            resolve=self._resolve,
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

    def estimate(self, fields: Mapping[str, Any]) -> str:
        """Say what a submission will cost by list price, when the AI service is real; nothing else."""
        url = self.topology.real.get(System.AI)
        return estimate_of(url, self.settings, fields) if url else ""

    async def executions(self) -> list[n8n.Execution]:
        """Give what n8n did with the workflows that it was given, oldest first; what runs gets a moment to end."""
        if self.topology.is_real(System.N8N):
            return await self._live.executions() if self._live else []
        for _ in range(SETTLING):
            found = executions_of(self.stubs.get(System.N8N))
            if all(each.status != "running" for each in found):
                break
            await self.clock.sleep(0.01)
        return found

    @staticmethod
    def workflow() -> dict[str, Any]:
        """Give the flow's workflow as it ships, in n8n's export format."""
        return flow_workflow()

    def unobserved(self) -> dict[str, str]:
        """Name the interactions that this mix can't show."""
        if not self.topology.is_real(System.ODOO):
            return {}
        unseen = AS_IT_IS if System.ODOO in self.topology.as_it_is else UNSEEN
        blind = unseen if self._watch is None else self._watch.blind
        return {} if blind is None else dict.fromkeys(("I02", "I03", "I08", "I10"), blind)

    def evidence(self) -> Evidence:
        """Give the journal so far as the invariants read it."""
        return self.journal.evidence(self.settings.secrets(), self.unobserved())
