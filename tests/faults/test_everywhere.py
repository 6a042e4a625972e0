"""Every kind of fault at every hop: the run ends and is told, never a hang and never a traceback."""

import pytest

from contracts.participants import Hop
from simulator.faults.catalogue import KINDS, Kind
from simulator.faults.text import read_fault
from simulator.flow import run_flow
from simulator.limits import Limits
from simulator.stage import Stage
from tests.faults.settings import LINKS, SMALL

SHORT = Limits(deadline_seconds=120, storing_seconds=120)
"""So that nobody looks for long at what will not come."""
MAY_BREAK = {"images_match", "one_generation"}
"""Laws that a fault really breaks: other bytes come out of storage than went in, a generation is paid twice."""


PASSED_ON = "n8n-ai:corrupt=answer"
"""n8n does not look into a picture: one that was broken on its way to n8n crosses I07 too, where Odoo refuses it."""


def written(kind: Kind, hop: Hop) -> list[str]:
    values = [f"={each}" for each in kind.examples] or [""]
    return [f"{hop}:{kind.kind}{value}" for value in values] + [f"{hop}:{kind.kind}{values[0]}@2+"]


EVERYWHERE = [text for kind in KINDS.values() for hop in kind.hops for text in written(kind, hop)]


@pytest.mark.parametrize("text", EVERYWHERE)
def test_a_disturbed_run_ends_and_is_judged(text: str) -> None:
    """The request ends, is refused, or Odoo did not tell; each law holds or is named with its reason."""
    settings = LINKS if text.startswith(Hop.ODOO_AI) else SMALL
    with Stage(simulated=True, seed=5, settings=settings, limits=SHORT) as stage:
        stage.sandbox.faults.add(read_fault(text))
        outcome = stage.run(run_flow(stage.sandbox, {"prompt": "a lighthouse", "size": "64x64"}))
        assert outcome.status in {"completed", "failed", "could not check"}
        assert bool(outcome.detail) == (outcome.status != "completed")
        broken = {name: check.reason for name, check in stage.checks().items() if check.verdict == "failed"}
        assert set(broken) <= (MAY_BREAK | {"contract_kept"} if text == PASSED_ON else MAY_BREAK)
        assert all(broken.values())
