"""Every planted bug is caught, by the check that is there for it."""

import pytest

from simulator.flow import run_flow
from simulator.loops import run_async
from simulator.reports.result import Check
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.verdicts import check_all
from tests.planted.bugs import BUGS

FIELDS = {"prompt": "a lighthouse", "size": "64x64"}


async def run() -> dict[str, Check]:
    """Run a flow to its end, however it ends, and hold every law against it."""
    async with Sandbox(settings=Settings(ai_model="gpt-image-2"), seed=1, simulated=True) as box:
        outcome = await run_flow(box, FIELDS)
        return {check.name: check for check in check_all(box.evidence(), outcome)}


def test_without_a_bug_every_check_holds() -> None:
    """The gallery means something only because nothing fails without it."""
    assert {check.verdict for check in run_async(run(), simulated=True).values()} == {"passed"}


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that is there for it fails, and says what is wrong."""
    plant, catcher = BUGS[name]
    plant(monkeypatch)
    check = run_async(run(), simulated=True)[catcher]
    assert check.verdict == "failed"
    assert check.reason
