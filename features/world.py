"""What a scenario knows: its stage, who acts, and what came of it. Steps reach the systems through it alone."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.evidence import Entry, Evidence
from contracts.messages.submission import Quota, RequestView
from contracts.participants import Hop, System
from contracts.ports.n8n import Execution
from contracts.wire import Headers, HttpAnswer
from features.foreign import ForeignN8n, ForeignOdoo, could_not_check, since
from features.live import Live
from features.live_odoo import LiveOdoo
from features.live_storage import LiveStorage
from features.mix import SMALL_MODEL, Mix
from simulator.faults.answer import AnswerInPlace
from simulator.faults.kill import victims
from simulator.faults.plan import Fault, Planned
from simulator.faults.refuse import Refuse
from simulator.limits import Limits
from simulator.portal import PortalClient
from simulator.reports.result import Check
from simulator.stage import Stage
from simulator.verdicts import check_all

NOBODYS = "00000000-0000-4000-8000-000000000000"
"""Names a request that nobody made."""
MOST_PAUSES = 20
APART_SECONDS = 240
"""How far two clocks may part: what one side signs is refused by the other when it is five minutes old."""
AI_SECONDS = 200
"""After which an AI call is given up beside a real Odoo, where the run's clock can be moved on no further."""


@dataclass
class World:
    """One scenario's world. The stage is raised by the first step that needs it, with what the steps before set.

    Attributes:
        simulated: in process and on virtual time.
        mix: which systems are real.
        limits: quotas, deadlines and caps, to be set before the stage is raised.
        model: the AI model, likewise.
        fronted: the systems that a scenario calls itself, each through the tap in front of it.
        answers: the answers to what was sent last, newest last.
        request_id: of the request that the scenario is about.
        messages: what was sent as n8n, id and body, newest last.
    """

    simulated: bool = False
    mix: Mix = field(default_factory=Mix)
    limits: Limits = field(default_factory=Limits)
    model: str = SMALL_MODEL
    fronted: frozenset[System] = frozenset()
    data: Any = None
    answers: list[HttpAnswer] = field(default_factory=list)
    request_id: str = ""
    messages: list[tuple[str, bytes]] = field(default_factory=list)
    _moved: float = 0
    _apart: float = 0
    _shut: Planned | None = None
    _stage: Stage | None = None
    _portals: dict[str, PortalClient] = field(default_factory=dict)
    _before: dict[str, Quota] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let an AI call be given up before the clocks have parted too far."""
        if self.odoo and not self.live:
            self.limits = replace(self.limits, ai_timeout=AI_SECONDS)

    @property
    def live(self) -> Live | ForeignN8n | None:
        """Give the real n8n."""
        return self.mix.n8n

    @property
    def odoo(self) -> LiveOdoo | ForeignOdoo | None:
        """Give the real Odoo."""
        return self.mix.odoo

    @property
    def storage(self) -> LiveStorage | None:
        """Give the real storage."""
        return self.mix.storage

    @property
    def stage(self) -> Stage:
        """Give the running stage."""
        if self._stage is None:
            settings = self.mix.settings(self.model, self.limits)
            how: dict[str, Any] = {"simulated": self.simulated, "seed": 1}
            if self.mix.real:
                # No seed: real systems remember the requests of other scenarios, and ids must not repeat.
                how = {"topology": self.mix.topology(), "provision": False}
            if self.fronted:
                how["fronted"] = self.fronted
            self._stage = Stage(settings=settings, limits=self.limits, data=self.data, **how)
            if self.odoo:
                self.odoo.connect(self._stage.sandbox)
        return self._stage

    def move_on(self, seconds: float) -> None:
        """Let so much of the run's time go by; a real system's own goes on as it does, and theirs may not part too far.

        In a real Odoo, it is what it has in hand that grows older.
        """
        self._moved += seconds
        if self.live and self._moved > APART_SECONDS and (not self.odoo or self._ai_hangs()):
            could_not_check("a real n8n's clock can't be moved on")
        if self.odoo:
            self.odoo.age(seconds)
            # What one side signs must not look too old to the other.
            seconds = min(seconds, max(0, APART_SECONDS - self._apart))
            self._apart += seconds
        self.stage.move_on(seconds)

    def _ai_hangs(self) -> bool:
        """Whether n8n waits for an answer, and would have given up by now."""
        waits = any(each.interaction == "I05" and each.duration_ms is None for each in self.of_any("I05"))
        return waits and self._moved > self.limits.ai_timeout

    def stop(self, system: System) -> None:
        """Stop a stub, kill an Odoo that was brought up for this, or let nobody through to a real n8n."""
        if self.odoo and self.odoo.data and system is System.ODOO:
            self.odoo.kill()
        elif self.live and system is System.N8N:
            self._shut = self.stage.sandbox.faults.add(Planned(Refuse(), Hop.ODOO_N8N, times=None))
        elif self.storage and system is System.STORAGE:
            self._shut = self.stage.sandbox.faults.add(Planned(Refuse(), Hop.ODOO_STORAGE, times=None))
        else:
            self._only_stubs(system)
            self.stage.run(self.stage.sandbox.stop(system))

    def start(self, system: System) -> None:
        """Have it there again."""
        if self.odoo and self.odoo.data and system is System.ODOO:
            self.odoo.start()
        elif self._shut and system in {System.N8N, System.STORAGE}:
            self.stage.sandbox.faults.remove(self._shut.id)
        else:
            self._only_stubs(system)
            self.stage.run(self.stage.sandbox.start(system))

    def plan(self, fault: Planned) -> None:
        """Plan a fault; one that would kill a real system can't be played."""
        for system in victims(fault):
            self._only_stubs(system)
        self.stage.sandbox.faults.add(fault)

    def _only_stubs(self, system: System) -> None:
        if self.live and system is System.N8N:
            could_not_check("a real n8n is not killed")
        if self.odoo and system is System.ODOO:
            could_not_check("a real Odoo is not killed")
        if self.storage and system is System.STORAGE:
            could_not_check("real storage is not killed")

    def limit(self, **changes: Any) -> None:
        """Change limits before the stage is raised."""
        assert self._stage is None, "limits are set before anything runs"
        self.limits = replace(self.limits, **changes)

    def portal(self, user: str) -> PortalClient:
        """Give a user's signed-in portal; `admin` comes with the API key."""
        if user not in self._portals:
            sandbox = self.stage.sandbox
            known = self.odoo.user(user) if self.odoo else {"login": user, "password": user}
            key = known.get("key", sandbox.settings.odoo_api_key) if user == "admin" else None
            key = known.get("key") if "password" not in known else key
            client = sandbox.portal(key)
            if key is None:
                self.stage.run(client.sign_in(known["login"], known["password"]))
            self._portals[user] = client
            if isinstance(self.odoo, ForeignOdoo):
                self._before[user] = self._quota(user)
        return self._portals[user]

    def submit(self, user: str, fields: dict[str, Any], headers: Headers = ()) -> HttpAnswer:
        """Submit as a user; small pictures unless a size is given."""
        count = fields.get("n", 1)
        self.mix.take(count if isinstance(count, int) else 0)
        answer = self.stage.run(self.portal(user).submit({"size": self.mix.size} | fields, headers))
        return self.keep(answer)

    def keep(self, answer: HttpAnswer) -> HttpAnswer:
        """Remember an answer, and the id of the request that it accepted."""
        self.answers.append(answer)
        if answer.status == 201:
            self.request_id = json.loads(answer.body)["id"]
        return answer

    @property
    def answer(self) -> HttpAnswer:
        """Give the newest answer."""
        return self.answers[-1]

    def body(self) -> Any:
        """Give the newest answer's JSON."""
        return json.loads(self.answer.body)

    def view(self, user: str = "demo") -> RequestView:
        """Give the request as its owner sees it now."""
        return self.stage.run(self.portal(user).view(self.request_id))

    def ended(self, user: str = "demo") -> RequestView:
        """Wait for the request's end."""
        return self.stage.run(self.portal(user).wait(self.request_id))

    def quota(self, user: str = "demo") -> Quota:
        """Give a user's quota; of somebody else's Odoo, what the scenario has changed of it."""
        found = self._quota(user)
        return since(self._before[user], found) if user in self._before else found

    def _quota(self, user: str) -> Quota:
        return Quota.read(self.stage.run(self.portal(user).send("GET", "/imageflow/v1/quota")).body)

    def needs_session(self) -> None:
        """Leave the scenario where users come with an API key: it is about sessions in a browser."""
        if isinstance(self.odoo, ForeignOdoo):
            could_not_check("it is about a session, and this Odoo's user comes with an API key")

    def disturb(self, fault: Fault, hop: Hop, interaction: str | None = None, **when: Any) -> None:
        """Plan a fault at a tap: once, unless `times` says otherwise."""
        self.plan(Planned(fault, hop, interaction, **when))

    def entries(self, *interactions: str) -> list[Entry]:
        """Give the journal's entries of these interactions, of the scenario's request."""
        self._must_show(interactions)
        wanted = self.evidence().of(*interactions)
        return [entry for entry in wanted if entry.correlation_id in {None, self.request_id}]

    def of_any(self, *interactions: str) -> list[Entry]:
        """Give the journal's entries of these interactions, of whatever request."""
        self._must_show(interactions)
        return list(self.evidence().of(*interactions))

    def note_object(self, key: str) -> None:
        """Note an object that a scenario is about to put into real storage itself, so that it is removed."""
        if self.storage:
            self.storage.adopt(key)

    def evidence(self) -> Evidence:
        """Give the journal so far; where other scenarios' requests may still be under way, without these."""
        found = self.stage.sandbox.evidence()
        if not self.mix.topology().as_it_is:
            return found
        mine = {None, NOBODYS, *(each.correlation_id for each in found.of("I01", "I02"))}
        return replace(found, entries=tuple(each for each in found.entries if each.correlation_id in mine))

    def checks(self) -> dict[str, Check]:
        """Hold every law against it."""
        return {check.name: check for check in check_all(self.evidence())}

    def _must_show(self, interactions: tuple[str, ...]) -> None:
        """Leave a scenario that rests on what this mix does not show."""
        hidden = self.hidden()
        for each in interactions:
            if each in hidden:
                could_not_check(f"{each} is not seen. {hidden[each]}")

    def hidden(self) -> dict[str, str]:
        """Name the interactions that this mix does not show, and why; what is read from inside is hidden at no time."""
        return self.stage.sandbox.unobserved() if isinstance(self.odoo, ForeignOdoo) else {}

    def serve_picture(self, data: bytes) -> str:
        """Have the AI service's host give a picture, and give its address."""
        answer = AnswerInPlace(200, (("content-type", "image/png"),), data)
        self.disturb(answer, Hop.ODOO_AI, "I09", times=None)
        sandbox = self.stage.sandbox
        return f"{sandbox.public(System.AI) if self.odoo else sandbox.addresses[System.AI]}/images/played.png"

    def wait_for(self, interaction: str, *, answered: bool = False, count: int = 1) -> Entry:
        """Wait until the journal holds so many entries of an interaction, the last one answered if asked."""

        def fits(entry: Entry) -> bool:
            seen = [each for each in self.stage.sandbox.journal.entries() if each.interaction == interaction]
            done = [each for each in seen if not answered or each.duration_ms is not None]
            return entry.interaction == interaction and len(done) >= count and entry is done[count - 1]

        return self.stage.wait_for(fits)

    def skip_pauses(self, interaction: str) -> None:
        """Move the run's time on after each try of an interaction, until the request has ended."""
        journal = self.stage.sandbox.journal
        for count in range(1, 50):

            def tried_or_ended(_entry: Entry, count: int = count) -> bool:
                entries = journal.entries()
                tries = [each for each in entries if each.interaction == interaction and each.duration_ms is not None]
                return len(tries) >= count or any(each.interaction == "I10" for each in entries)

            self.stage.wait_for(tried_or_ended)
            if any(each.interaction == "I10" for each in journal.entries()):
                return
            if self.odoo and interaction == "I05" and self._apart >= APART_SECONDS:
                could_not_check(
                    "what n8n signs so much later looks forged to a real Odoo, whose clock can't be moved on"
                )
            self.move_on(80)
        raise AssertionError(f"{interaction} was tried fifty times and the request has not ended")

    def forget_sessions(self) -> None:
        """Have users sign in anew: their sessions have run out."""
        self._portals.clear()

    def executions(self) -> list[Execution]:
        """Give what n8n did: in this scenario, or a real n8n in all of the session."""
        if self.live:
            return self.live.executions()
        if self._stage is None:
            return []
        for _ in range(MOST_PAUSES):
            found = self._stage.run(self._stage.sandbox.executions())
            if all(each.status != "running" for each in found):
                break
            self._stage.move_on(60)  # time that was moved on before has a call given up that is made again
        return found

    def journal(self) -> tuple[Entry, ...]:
        """Give what the journal holds when the scenario is over; nothing when no stage was raised."""
        return self.evidence().entries if self._stage else ()

    def close(self) -> None:
        """End the stage, and see that real storage has what passed the tap."""
        if self._stage is not None:
            entries = self.of_any("I09", "support") if self.storage else []
            self._stage.close()
            if self.storage:
                self.storage.check(entries)
        if self.live:
            self.live.quiet()
        if self.odoo:
            self.odoo.quiet()
