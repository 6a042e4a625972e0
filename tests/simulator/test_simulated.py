"""Simulated mode: the same stubs on virtual time, and a seed that repeats a run to the byte."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from contracts.participants import Hop, System
from simulator.faults.plan import Planned
from simulator.faults.silence import Silence
from simulator.flow import run_flow
from simulator.limits import Limits
from simulator.loops import run_async
from simulator.reports.journal_lines import to_lines
from simulator.sandbox import Sandbox
from simulator.settings import Settings, SettingsError
from simulator.simulated.loop import NothingLeft
from simulator.stage import Stage
from simulator.topology import Topology

DAY = 86_400
SMALL = {"prompt": "a lighthouse", "size": "64x64"}


def stage(**plan: Any) -> Stage:
    """Raise a simulated stage that paints small pictures."""
    model = plan.pop("model", "gpt-image-2")
    return Stage(simulated=True, settings=Settings(ai_model=model), **plan)


def journal_of(seed: int) -> str:
    """Give the journal of two flows at once."""
    with stage(seed=seed) as run:

        async def both() -> None:
            await asyncio.gather(*(run_flow(run.sandbox, SMALL | {"n": n}) for n in (1, 2)))

        run.run(both())
        return to_lines(run.sandbox.evidence().entries)


def test_a_seed_repeats_a_run_to_the_byte() -> None:
    """Two runs of one seed write the same journal: ids, times, order, bodies."""
    assert journal_of(5) == journal_of(5)


def test_another_seed_is_another_run() -> None:
    """Ids and the order of what happens at once come from the seed."""
    assert journal_of(5) != journal_of(6)


def test_a_seed_decides_what_overtakes_what() -> None:
    """Over a few seeds the flows of one moment cross their hops in different orders."""
    orders = {tuple(json.loads(line)["interaction"] for line in journal_of(seed).splitlines()) for seed in range(4)}
    assert len(orders) > 1


def test_neither_process_nor_hash_seed_matters(tmp_path: Path) -> None:
    """The command writes the same journal in processes whose sets and dicts of text are ordered differently."""
    written = []
    for hash_seed in ("1", "2"):
        folder = tmp_path / hash_seed
        command = [sys.executable, "-m", "simulator", "run", "--simulated", "--seed", "9"]
        fault = ["--fault", "I07:answer=503@1", "--fault", "odoo-storage:reset=during@50%"]
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        subprocess.run(
            [*command, *fault, "--report", str(folder)], check=False, capture_output=True, timeout=60, env=environment
        )
        written.append((folder / "journal.jsonl").read_bytes())
    assert written[0] == written[1]


def test_a_month_of_trouble_takes_virtual_time_only() -> None:
    """A deadline of a day, links and signatures that expire, retries, a month's quota: all on the virtual clock."""
    limits = Limits(quota=1, deadline_seconds=DAY, link_seconds=30, ai_timeout=2 * DAY)
    with stage(seed=3, limits=limits, model="imageflow-link-1") as run:
        box = run.sandbox
        box.faults.add(Planned(Silence(), Hop.N8N_AI))
        began = box.clock.now()
        lost = run.run(run_flow(box, SMALL))
        assert (lost.failure_code, (box.clock.now() - began).total_seconds() > DAY) == ("timed_out", True)
        assert run.run(run_flow(box, SMALL)).status == "completed"
        refused = run.run(run_flow(box, SMALL))
        assert "429" in refused.detail
        run.move_on(31 * DAY)
        assert run.run(run_flow(box, SMALL)).status == "completed"
        assert {check.verdict for check in run.checks().values()} == {"passed"}


def test_a_stub_that_is_killed_keeps_its_memory() -> None:
    """A request survives the death of each stub that holds a part of it."""
    with stage(seed=4, model="imageflow-link-1") as run:
        done = run.run(run_flow(run.sandbox, SMALL))
        for system in System:
            run.run(run.sandbox.stop(system))
            run.run(run.sandbox.start(system))
        portal = run.sandbox.portal(run.sandbox.settings.odoo_api_key)
        view = run.run(portal.view(str(done.request_id)))
        assert run.run(portal.image(view.images[0].url)).body == done.images[0].data
        assert run.run(run_flow(run.sandbox, SMALL)).status == "completed"


def test_reset_forgets_everything() -> None:
    """After a reset the journal is empty, the request unknown, and the next flow runs as the first did."""
    with stage(seed=4) as run:
        first = run.run(run_flow(run.sandbox, SMALL))
        run.run(run.sandbox.reset())
        assert not run.sandbox.journal.entries()
        portal = run.sandbox.portal(run.sandbox.settings.odoo_api_key)
        answer = run.run(portal.send("GET", f"/imageflow/v1/requests/{first.request_id}"))
        assert answer.status == 404
        assert run.run(run_flow(run.sandbox, SMALL)).status == "completed"


def test_a_quota_set_anew_holds_at_once() -> None:
    """What was used stays used, and the new limit holds in the month that has begun."""
    with stage(seed=4) as run:
        assert run.run(run_flow(run.sandbox, SMALL)).status == "completed"
        run.run(run.sandbox.set_quota(1))
        assert "429" in run.run(run_flow(run.sandbox, SMALL)).detail
        run.run(run.sandbox.set_quota(2))
        assert run.run(run_flow(run.sandbox, SMALL)).status == "completed"


def test_a_wait_for_what_cant_come_is_told() -> None:
    """A run in which nothing is due any more ends with a sentence instead of hanging."""

    async def wait_for_ever() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(NothingLeft, match="can't come"):
        run_async(wait_for_ever(), simulated=True)


def test_a_real_system_cant_be_simulated() -> None:
    """A real system keeps real time, so the mix is refused in a sentence."""

    async def plan() -> None:
        Sandbox(Topology(real={System.AI: "http://127.0.0.1:9"}), simulated=True)

    with pytest.raises(SettingsError, match="keeps real time"):
        run_async(plan(), simulated=True)
