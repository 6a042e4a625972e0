"""Faults that outlast their exchange, or that two exchanges have a part in, at work on a whole flow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contracts.evidence import Entry
from contracts.participants import System
from simulator.faults.text import read_fault
from simulator.flow import Outcome, run_flow
from simulator.stage import Stage
from tests.faults.settings import SMALL


@contextmanager
def disturbed(*faults: str) -> Iterator[Stage]:
    """A simulated run with these faults planned."""
    with Stage(simulated=True, seed=3, settings=SMALL) as stage:
        for each in faults:
            stage.sandbox.faults.add(read_fault(each))
        yield stage


def flow(stage: Stage) -> Outcome:
    return stage.run(run_flow(stage.sandbox, {"prompt": "a lighthouse", "size": "64x64"}))


def entries(stage: Stage, interaction: str) -> list[Entry]:
    return [entry for entry in stage.sandbox.journal.entries() if entry.interaction == interaction]


def failed_laws(stage: Stage) -> list[str]:
    return [name for name, check in stage.checks().items() if check.verdict == "failed"]


def kills(hop: str) -> list[str]:
    """Give both moments at which what a hop leads to is killed."""
    return [f"{hop}:kill=30s;point={point}" for point in ("before", "during")]


@pytest.mark.parametrize("point", ["odoo-n8n:kill=30s;point=before", *kills("n8n-odoo"), *kills("odoo-storage")])
def test_a_killed_stub_comes_back_with_its_data(point: str) -> None:
    """The request completes, and every law holds."""
    with disturbed(point) as stage:
        assert flow(stage).status == "completed"
        assert not failed_laws(stage)
        stage.move_on(31)
        assert set(stage.sandbox.stubs) == set(System)


def test_what_n8n_was_at_when_it_was_killed_is_lost() -> None:
    """As in a real n8n the execution has crashed; Odoo's deadline ends the request, and every law holds."""
    with disturbed("odoo-n8n:kill=30s;point=during") as stage:
        outcome = flow(stage)
        assert (outcome.status, outcome.detail) == ("failed", "The request failed: timed_out.")
        assert not failed_laws(stage)
        n8n: Any = stage.sandbox.stubs[System.N8N]
        assert [each.status for each in n8n.executions.newest(9)] == ["success", "crashed"]


def test_a_stub_that_has_answered_may_be_killed_too() -> None:
    """What it was asked to store is there when it is back."""
    with disturbed("odoo-storage:kill=30s;point=after") as stage:
        assert flow(stage).detail == "Odoo did not tell how it went: Odoo answered 503 when image 1 was asked for."
        stage.move_on(31)
        (ended,) = entries(stage, "I10")
        portal = stage.sandbox.portal(stage.sandbox.settings.odoo_api_key)
        view = stage.run(portal.wait(ended.correlation_id or ""))
        assert stage.run(portal.image(view.images[0].url)).status == 200


def test_a_stub_stays_down_for_as_long_as_is_said() -> None:
    """Not a moment less, nor more."""
    with disturbed("portal-odoo:kill=1h") as stage:
        flow(stage)
        stage.move_on(3599)
        assert System.ODOO not in stage.sandbox.stubs
        stage.move_on(2)
        assert System.ODOO in stage.sandbox.stubs


def test_a_restart_does_not_outlive_the_run() -> None:
    """A run that ends while a stub is down ends at once."""
    with disturbed("I07:kill=300d") as stage:
        stage.sandbox.faults.add(read_fault("portal-odoo:refuse@all"))
        flow(stage)


@pytest.mark.parametrize(
    ("interaction", "law"), [("I04", None), ("I05", "one_generation"), ("I07", None), ("I09", None)]
)
@pytest.mark.parametrize("later", ["0s", "20s"])
def test_a_request_that_is_sent_twice_is_two_exchanges(interaction: str, law: str | None, later: str) -> None:
    """What must be safe to repeat changes nothing the second time; a generation that is asked for twice costs twice."""
    with disturbed(f"{interaction}:duplicate={later}") as stage:
        assert flow(stage).status == "completed"
        stage.move_on(60)
        assert len(entries(stage, interaction)) == 2
        assert entries(stage, interaction)[1].fault == "sent a second time"
        assert failed_laws(stage) == ([law] if law else [])


def test_a_request_that_is_held_back_is_overtaken_by_the_next() -> None:
    """The second callback to arrive is the one that was sent first."""
    with disturbed("I07:reorder=1h") as stage:
        portal = stage.sandbox.portal(stage.sandbox.settings.odoo_api_key)
        for _ in range(2):
            stage.run(portal.submit({"prompt": "a lighthouse", "size": "64x64"}))
        passed = passed_on(stage)
        called = [entry.correlation_id for entry in entries(stage, "I07")][:2]
        assert passed == called[::-1]


def passed_on(stage: Stage) -> list[str | None]:
    """Wait for two callbacks to be passed on, and give their requests in that order."""
    enough: Callable[[Entry], bool] = lambda _: len(entries(stage, "I08")) == 2  # noqa: E731 - typed
    stage.wait_for(enough)
    return [entry.correlation_id for entry in entries(stage, "I08")]


def test_a_request_that_nothing_overtakes_is_let_go() -> None:
    """After so long at most."""
    with disturbed("I07:reorder=5s") as stage:
        outcome = flow(stage)
        assert outcome.status == "completed"
        assert 5 <= outcome.seconds < 7


def test_the_same_seed_tells_the_same_story() -> None:
    """Chance of the faults included."""

    def told() -> list[tuple[str, str, str | None]]:
        with disturbed("I07:reset@50%", "odoo-storage:refuse@50%", "n8n-ai:delay=1s-9s@50%") as stage:
            flow(stage)
            return [(entry.at, entry.interaction, entry.fault) for entry in stage.sandbox.journal.entries()]

    assert told() == told()
