"""States of a real Odoo get their place among the exchanges, once each."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from contracts.participants import Participant
from contracts.ports.odoo import State, Surroundings
from contracts.ports.system import CouldNotCheck
from contracts.wire import HttpAnswer
from simulator.clock import RunClock
from simulator.journal.journal import Journal
from simulator.journal.redaction import Redactor
from simulator.watching import Watch

REQUEST = "6f1c0c1e-2f43-4a8e-9a55-0f3d3f0b7f10"
CREATED: State = ("I02", {"n": 1})
HANDED_OVER: State = ("I03", {"webhook_id": REQUEST})
ENDED: State = ("I10", {"status": "completed"})


def accepted(webhook_id: str) -> State:
    """Give an accepted outcome."""
    return "I08", {"webhook_id": webhook_id}


class Played:
    """An Odoo in which happens what a test says."""

    address = "http://odoo.test"

    def __init__(self) -> None:
        self.happened: list[State] = [CREATED, HANDED_OVER]
        self.answers = True
        self.looks = 0

    async def ready(self) -> str:
        return "Odoo"

    async def provision(self, surroundings: Surroundings, tag: str) -> None:
        """Nothing is asked of it."""

    async def states(self, request_id: str) -> Sequence[State]:
        self.looks += 1
        await asyncio.sleep(0)
        if not self.answers:
            raise CouldNotCheck("It is down.")
        return list(self.happened) if request_id == REQUEST else ()

    async def withdraw(self) -> None:
        """Nothing was changed."""


def watched(play: Callable[[Watch, Played, Journal], Coroutine[Any, Any, None]]) -> list[str]:
    """Play something with a watched Odoo; give the interactions in the journal's order."""

    async def whole() -> list[str]:
        odoo, journal = Played(), Journal(RunClock(), Redactor(frozenset()))
        watch = Watch(odoo, journal)
        try:
            await play(watch, odoo, journal)
        finally:
            await watch.close()
        return [entry.interaction for entry in journal.entries()]

    return asyncio.run(whole())


def crosses(journal: Journal, interaction: str) -> None:
    """Note an exchange as a tap does."""
    journal.entry(interaction, "exchange", (Participant.PORTAL, Participant.SERVICE), REQUEST)


def answer(status: int, body: bytes = b"") -> HttpAnswer:
    """Give an answer."""
    return HttpAnswer(status, (), body)


def test_states_stand_before_what_depends_on_them() -> None:
    """What a request was before its dispatch is noted before the dispatch, though nobody looked earlier."""

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        crosses(journal, "I01")
        await watch.before("I04", REQUEST)
        crosses(journal, "I04")
        odoo.happened.append(accepted("w1"))
        await watch.before("I09", REQUEST)
        crosses(journal, "I09")
        odoo.happened.append(ENDED)
        await watch.before("I11", REQUEST)
        crosses(journal, "I11")

    assert watched(play) == ["I01", "I02", "I03", "I04", "I08", "I09", "I10", "I11"]


def test_an_answer_tells_that_something_has_happened() -> None:
    """Acceptance is looked for at once; a refusal tells of nothing."""

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        await watch.after("I01", REQUEST, answer(429))
        assert odoo.looks == 0
        await watch.after("I01", REQUEST, answer(201))
        odoo.happened.append(accepted("w1"))
        await watch.after("I07", REQUEST, answer(200))
        assert [entry.interaction for entry in journal.entries()] == ["I02", "I03"]
        await watch.after("I07", REQUEST, answer(202))
        odoo.happened.append(ENDED)
        await watch.after("support", None, answer(200, b'{"status":"completed"}'))

    assert watched(play) == ["I02", "I03", "I08", "I10"]


def test_each_state_is_noted_once_and_each_outcome_of_its_own() -> None:
    """Looks at the same time see the same; a second accepted outcome is another, so that a law may find it."""

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        odoo.happened.append(accepted("w1"))
        await asyncio.gather(*(watch.look(REQUEST) for _ in range(5)))
        odoo.happened.append(accepted("w2"))
        await watch.look(REQUEST)

    assert watched(play) == ["I02", "I03", "I08", "I08"]


def test_an_end_is_found_though_nothing_crosses_a_hop_any_more() -> None:
    """As long as a request is open, somebody looks now and then; when it has ended, nobody does."""

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        await watch.look(REQUEST)
        odoo.happened.append(ENDED)
        await journal.wait_for(lambda entry: entry.interaction == "I10", 5)
        looks = odoo.looks
        await watch.look(REQUEST)
        assert odoo.looks == looks

    assert watched(play) == ["I02", "I03", "I10"]


def test_what_could_not_be_read_is_told_until_it_was_read() -> None:
    """An Odoo that was down for a while leaves nothing unseen."""

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        assert watch.blind is None
        odoo.answers = False
        await watch.look(REQUEST)
        assert watch.blind == "It is down."
        odoo.answers = True
        await watch.look(REQUEST)
        assert watch.blind is None

    assert watched(play) == ["I02", "I03"]


def test_what_an_exchange_passed_unseen_is_noted_as_seen_late() -> None:
    """The dispatch of an Odoo that has just died is passed on; what was before it is read later, and says so."""
    late: list[bool] = []

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        odoo.answers = False
        await watch.before("I04", REQUEST)
        crosses(journal, "I04")
        odoo.answers = True
        await watch.look(REQUEST)
        odoo.happened.append(accepted("w1"))
        await watch.before("I09", REQUEST)
        late.extend("seen_late" in entry.facts for entry in journal.entries())

    assert watched(play) == ["I04", "I02", "I03", "I08"]
    assert late == [False, True, True, False]


def test_nobody_looks_once_it_is_closed() -> None:
    """An exchange that is broken off at the end of a run leaves no watch behind."""

    async def play(watch: Watch, odoo: Played, journal: Journal) -> None:
        look = asyncio.ensure_future(watch.look(REQUEST))
        await asyncio.sleep(0)
        await watch.close()
        await look
        looks = odoo.looks
        await watch.look(REQUEST)
        assert odoo.looks == looks
        assert len(asyncio.all_tasks()) == 1

    assert watched(play) == ["I02", "I03"]
