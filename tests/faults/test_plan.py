"""Which exchanges a fault is for: counted as people count, and drawn from the seed."""

import pytest

from contracts.participants import Hop
from simulator.clock import RunClock
from simulator.entropy import RunEntropy
from simulator.faults.plan import FaultPlan, Site
from simulator.faults.text import read_fault
from tests.taps import NoSystems


def site(hop: Hop = Hop.N8N_ODOO, seed: int = 1) -> Site:
    return Site(hop, RunClock(), RunEntropy(seed), NoSystems())


def disturbed(plan: FaultPlan, count: int = 6, at: Site | None = None) -> list[str]:
    """Name what befalls so many callbacks."""
    place = at or site()
    due = [plan.due(place, "I07") for _ in range(count)]
    return [fault.spec if fault else "-" for fault in due]


def planned(*texts: str) -> FaultPlan:
    plan = FaultPlan()
    for text in texts:
        plan.add(read_fault(text))
    return plan


@pytest.mark.parametrize(
    ("when", "hit"),
    [("", [1]), ("@2", [2]), ("@2-4", [2, 3, 4]), ("@5+", [5, 6]), ("@all", [1, 2, 3, 4, 5, 6])],
)
def test_the_exchanges_that_are_named_are_hit(when: str, hit: list[int]) -> None:
    """Counted from one, and the hits are counted too."""
    plan = planned(f"I07:refuse{when}")
    assert [place for place, what in enumerate(disturbed(plan), 1) if what != "-"] == hit
    assert (plan.planned[0].met, plan.planned[0].hits) == (6, len(hit))


def test_every_fault_counts_the_same_exchanges() -> None:
    """The second callback is the second one, also when another fault had the first."""
    plan = planned("I07:answer=503", "n8n-odoo:refuse@2", "I07:silence@3")
    assert disturbed(plan, 4) == ["answer=503", "refuse", "silence", "-"]


def test_the_one_that_was_planned_first_wins() -> None:
    """One fault for one exchange."""
    assert disturbed(planned("I07:refuse@all", "I07:silence@all"), 2) == ["refuse", "refuse"]


def test_other_hops_and_interactions_are_let_alone() -> None:
    """Neither hit nor counted."""
    plan = planned("odoo-n8n:refuse", "I05:silence", "n8n-odoo/I07:drop@2")
    assert plan.due(site(Hop.ODOO_AI), "I09") is None
    assert disturbed(plan, 2) == ["-", "drop"]


def test_an_interaction_is_met_on_each_of_its_hops() -> None:
    """I09 is the download and the storing."""
    plan = planned("I09:refuse@all")
    assert all(plan.due(site(hop), "I09") for hop in (Hop.ODOO_AI, Hop.ODOO_STORAGE))


def test_chance_repeats_with_the_seed() -> None:
    """The same seed hits the same exchanges, and about as many as the chance says."""
    drawn = [disturbed(planned("I07:refuse@30%"), 400, site(seed=seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert 80 <= drawn[0].count("refuse") <= 160


def test_a_reset_after_the_answer_befalls_the_next_exchange_on_the_hop() -> None:
    """This one passes; the next one meets a dead connection."""
    assert disturbed(planned("I07:reset=after"), 3) == ["reset=after", "reset=before", "-"]


def test_a_fault_is_given_up_by_its_id() -> None:
    """Each has an id of its own; the others stay."""
    plan = planned("I07:refuse@all", "I07:silence@all")
    plan.remove(plan.planned[0].id)
    assert disturbed(plan, 1) == ["silence"]
    with pytest.raises(KeyError):
        plan.remove("fault-9")


def test_clearing_disturbs_nothing_any_more() -> None:
    """Not even what the last fault had left for the next exchange."""
    plan = planned("I07:reset=after")
    disturbed(plan, 1)
    plan.clear()
    assert disturbed(plan, 2) == ["-", "-"]
