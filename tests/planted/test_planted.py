"""Every planted bug is caught, by the check that is there for it."""

import asyncio

import pytest

from simulator.flow import Outcome, run_flow
from simulator.reports.result import Check
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.verdicts import check_all
from tests.planted.bugs import BUGS

FIELDS = {"prompt": "a lighthouse", "size": "64x64"}
LATE = 1000
"""More than a deadline, in seconds of the run."""


async def run() -> dict[str, Check]:
    """Run a flow to its end, however it ends, and hold every law against it."""
    async with Sandbox(settings=Settings(ai_model="gpt-image-2"), seed=1) as box:
        flow = asyncio.create_task(run_flow(box, FIELDS))
        done, _ = await asyncio.wait({flow}, timeout=1)
        while not done:
            # It waits for something that a bug keeps from happening: let its time run out.
            await box.clock.move_on(LATE)
            done, _ = await asyncio.wait({flow}, timeout=0.5)
        outcome: Outcome = flow.result()
        return {check.name: check for check in check_all(box.evidence(), outcome)}


def test_without_a_bug_every_check_holds() -> None:
    """The gallery means something only because nothing fails without it."""
    assert {check.verdict for check in asyncio.run(run()).values()} == {"passed"}


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that is there for it fails, and says what is wrong."""
    plant, catcher = BUGS[name]
    plant(monkeypatch)
    check = asyncio.run(run())[catcher]
    assert check.verdict == "failed"
    assert check.reason
