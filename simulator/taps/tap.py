"""A tap: what sits on a hop, judges each exchange by its clause, writes the journal, and disturbs on request."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from contracts import correlation
from contracts.clauses import find_clause
from contracts.clauses.base import Clause, Context, Reading
from contracts.evidence import Entry
from contracts.interactions import SUPPORT
from contracts.participants import ENDS
from contracts.wire import HttpAnswer, HttpRequest, Transport, WireError
from simulator.faults.plan import Fault, FaultPlan, Repeated, Site
from simulator.journal.journal import Journal, judge
from simulator.taps.pacing import Pacing
from simulator.watching import Watch


@dataclass(slots=True)
class Tap:
    """One for each hop; its mountings are `simulator.taps.client` and `simulator.taps.proxy`.

    Attributes:
        site: the hop, and what a fault on it may use.
        journal: takes note of every exchange.
        faults: what is planned for the run.
        pacing: holds exchanges for those who watch.
        watch: looks into a real Odoo, so that what happened there has its place among the exchanges.
    """

    site: Site
    journal: Journal
    faults: FaultPlan
    pacing: Pacing | None = None
    watch: Watch | None = None

    async def exchange(self, request: HttpRequest, forward: Transport) -> HttpAnswer:
        """Pass a request on, untouched unless a fault is due, and note what happens.

        Raises:
            WireError: as the other side's transport, or a fault, raised it.
        """
        clause = find_clause(self.site.hop, request)
        if self.pacing is not None and clause.interaction != SUPPORT:
            await self.pacing.turn()
        fault = self.faults.due(self.site, clause.interaction)
        if fault is not None and isinstance(fault, Repeated):
            self.site.background.begin(self._repeat(request, forward, fault))
        return await self._pass_on(clause, request, forward, fault)

    async def _repeat(self, request: HttpRequest, forward: Transport, repeated: Repeated) -> None:
        await self.site.clock.sleep(repeated.seconds)
        with suppress(WireError):  # nobody waits for this answer
            await self._pass_on(find_clause(self.site.hop, request), request, forward, repeated.second)

    async def _pass_on(
        self, clause: Clause, request: HttpRequest, forward: Transport, fault: Fault | None
    ) -> HttpAnswer:
        if self.watch is not None:
            await self.watch.before(clause.interaction, _named(request))
        entry = self._open(clause, request, fault)
        began = self.site.clock.now()
        if fault is not None:
            forward = fault.around(forward, self.site)
        try:
            answer = await forward.send(request)
        except WireError as error:
            self._unanswered(entry, clause, began, f"{type(error).__name__}: {error}")
            raise
        except BaseException as error:
            self._unanswered(entry, clause, began, f"given up: {type(error).__name__}")
            raise
        self._close(clause, entry, request, answer, began)
        if self.watch is not None:
            await self.watch.after(clause.interaction, entry.correlation_id, answer)
        return answer

    def _context(self) -> Context:
        return Context(self.site.secrets, self.site.clock.now())

    def _open(self, clause: Clause, request: HttpRequest, fault: Fault | None) -> Entry:
        reading = clause.read_request(request, self._context())
        known = _named(request) or reading.correlation_id
        entry = self.journal.entry(clause.interaction, "exchange", ENDS[self.site.hop], known, self.site.hop)
        entry.fault = fault.name if fault else None
        self._judge(entry, reading)
        entry.request = self.journal.shelf.sent(request)
        self.journal.changed(entry)
        return entry

    def _judge(self, entry: Entry, reading: Reading) -> None:
        reading.facts = self.journal.redactor.facts(reading.facts)
        judge(entry, reading)

    def _guess(self, entry: Entry) -> None:
        """Where no message told, correlate by there being one flow in flight; else say that it could not be told.

        A refused submission belongs to no request, nor does support traffic.
        """
        if entry.correlation_id is not None or entry.interaction in {"I01", "support", "unnamed"}:
            return
        running = self.journal.in_flight
        if len(running) == 1:
            entry.correlation_id = next(iter(running))
        elif entry.verdict == "passed":
            entry.verdict = "could not check"
            entry.reasons = (*entry.reasons, "Nothing in the exchange tells which request it belongs to.")

    def _close(self, clause: Clause, entry: Entry, request: HttpRequest, answer: HttpAnswer, began: datetime) -> None:
        reading = clause.read_answer(request, answer, self._context())
        self._time(entry, began)
        shown = self.journal.shelf.given(answer)
        if clause.answered_as is None:
            entry.answer = shown
            self._judge(entry, reading)
            self._guess(entry)
        else:
            self._guess(entry)
            sender, receiver = ENDS[self.site.hop]
            ends = (receiver, sender)
            own = self.journal.entry(clause.answered_as, "answer", ends, entry.correlation_id, self.site.hop)
            own.answers, own.answer, own.duration_ms, own.fault = entry.seq, shown, entry.duration_ms, entry.fault
            self._judge(own, reading)
            self.journal.changed(own)
        self.journal.changed(entry)

    def _unanswered(self, entry: Entry, clause: Clause, began: datetime, error: str) -> None:
        entry.error = error
        self._guess(entry)
        self._time(entry, began)
        if clause.answered_as is not None:
            entry.facts |= {"outcome": "unknown", "charged": "no" if error.startswith("NotConnected") else "unknown"}
        self.journal.changed(entry)

    def _time(self, entry: Entry, began: datetime) -> None:
        entry.duration_ms = round((self.site.clock.now() - began).total_seconds() * 1000, 3)


def _named(request: HttpRequest) -> str | None:
    """Give the id that a request's headers name."""
    return correlation.from_headers(request.header(correlation.HEADER), request.header("traceparent"))
