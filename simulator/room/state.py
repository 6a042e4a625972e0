"""The state beside the rows, as one object: what is up, planned, used, judged and told."""

from typing import Any

from contracts.messages.submission import Quota
from contracts.participants import System
from contracts.timestamps import from_text
from simulator.reports.page import MEMBERS
from simulator.room.laws import Laws
from simulator.room.player import Player
from simulator.room.view import View
from simulator.sandbox import Sandbox


def state_of(
    sandbox: Sandbox, view: View, laws: Laws, player: Player, *, quota: Quota | None, users: dict[int, str]
) -> dict[str, Any]:
    """Put it together."""
    return {
        "mode": sandbox.mode,
        "source": view.source,
        "marks": mark_of(sandbox, view),
        "time": time_of(sandbox, view),
        "pace": {
            "mode": sandbox.pacing.mode,
            "seconds": sandbox.pacing.seconds,
            "waiting": sandbox.pacing.waiting,
        },
        "systems": [_system(sandbox, system) for system in System],
        "faults": faults_of(sandbox),
        "quota": quota.model_dump() if quota and view.source == "live" else None,
        "requests": view.requests.newest(users),
        "verdicts": laws.verdicts,
        "coverage": view.tally.coverage(),
        "story": player.shown(),
        "counts": {
            "rows": view.count,
            "failed": view.tally.total("failed"),
            "unchecked": view.tally.total("could not check"),
        },
    }


def mark_of(sandbox: Sandbox, view: View) -> str:
    """Say in one sentence what of all this is real."""
    if view.source == "replay":
        return "A replay of a saved journal: what it shows is not happening now."
    real = [_label(system) for system in System if sandbox.topology.is_real(system)]
    stubs = [_label(system) for system in System if not sandbox.topology.is_real(system)]
    if not real:
        return "All four systems are stubs: nothing here is real."
    if not stubs:
        return "All four systems are real or run elsewhere: what happens here has effects there."
    return f"{_listed(stubs)} {_are(stubs)} a stub; {_listed(real)} {_are(real)} real or elsewhere."


def time_of(sandbox: Sandbox, view: View) -> str:
    """Give the run's time to the second; of a replay that of its last entry so far."""
    last = next(reversed(view.entries.values()), None)
    moment = from_text(last.at) if view.source == "replay" and last else sandbox.clock.now()
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def faults_of(sandbox: Sandbox) -> list[dict[str, Any]]:
    """List the faults that are planned, in the order in which they are tried."""
    return [
        {"id": each.id, "hop": each.hop, "spec": each.spec, "text": each.text, "hits": each.hits}
        for each in sandbox.faults.planned
    ]


def _system(sandbox: Sandbox, system: System) -> dict[str, Any]:
    real = sandbox.topology.is_real(system)
    return {
        "name": system.value,
        "label": _label(system),
        "kind": "real" if real else "stub",
        "address": sandbox.public(system),
        "up": real or system in sandbox.stubs,
        "can_stop": not real,
    }


def _label(system: System) -> str:
    return MEMBERS[system][0]


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are each"
