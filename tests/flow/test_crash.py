"""Odoo is killed after every step of a flow, and started again on the same data."""

import asyncio
from pathlib import Path

import pytest

from contracts.evidence import Entry
from contracts.messages.submission import Receipt, RequestView
from contracts.participants import System
from contracts.wire import WireError
from simulator.loops import run_async
from simulator.portal import PortalClient, PortalError
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.verdicts import check_all

SETTINGS = Settings(ai_model="imageflow-link-1")
STEPS = 25
"""More than a flow of two links has; a crash planned after the last step never comes."""

LAWS = {"images_match", "no_orphans", "one_outcome", "quota_adds_up", "ends_in_time", "one_generation"}
"""What a crash must not break. That Odoo answers nothing for a moment is no breach of theirs."""


class Crash(RuntimeError):
    """Stops whatever runs, where it runs."""


async def insist(portal: PortalClient) -> RequestView:
    """Act as a patient user: the same submission until it is taken, then look until it has ended."""
    fields = {"prompt": "a lighthouse", "size": "64x64", "n": 2}
    request_id = None
    while True:
        try:
            if request_id is None:
                answer = await portal.submit(fields, (("idempotency-key", "one"),))
                request_id = Receipt.read(answer.body).id if answer.status == 201 else None
            else:
                return await portal.wait(request_id)
        except (WireError, PortalError):
            pass
        await portal.clock.sleep(0.02)


async def flow_with_crash(step: int, data: Path) -> tuple[RequestView, dict[str, str]]:
    """Run a flow whose Odoo dies after a step; give its end and the laws that it broke."""
    async with Sandbox(settings=SETTINGS, data=data, seed=step) as box:
        seen = 0
        crashed = asyncio.Event()

        def count(entry: Entry) -> None:
            nonlocal seen
            seen += entry.interaction != "support"
            if seen == step and not crashed.is_set():
                crashed.set()
                # What Odoo itself is doing ends right there; in others' exchanges it dies a moment later.
                if entry.kind == "state" or (entry.hop or "").startswith("odoo-"):
                    raise Crash

        portal = box.portal(box.settings.odoo_api_key)
        with box.journal.listening(count):
            user = asyncio.create_task(insist(portal))
            crash = asyncio.create_task(crashed.wait())
            await asyncio.wait({user, crash}, return_when=asyncio.FIRST_COMPLETED)
            if crashed.is_set():
                await box.stop(System.ODOO)
                await box.start(System.ODOO)
            while not user.done():
                await box.clock.move_on(1)
                await asyncio.wait({user}, timeout=0.05)
            crash.cancel()
        checks = check_all(box.evidence())
        return user.result(), {each.name: each.reason for each in checks if each.verdict == "failed"}


@pytest.mark.parametrize("step", range(1, STEPS))
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_crash_after_any_step_loses_nothing(step: int, tmp_path: Path) -> None:
    """Whatever step Odoo dies after, the request is completed once, with its images and quota right."""
    view, broken = run_async(flow_with_crash(step, tmp_path))
    assert view.status == "completed"
    assert len(view.images) == 2
    assert (view.quota.used, view.quota.reserved) == (2, 0)
    assert not LAWS & set(broken), broken
