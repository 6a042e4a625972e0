"""What a run is asked to do, known before anything heavy is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.limits import Limits
from simulator.settings import Settings
from simulator.topology import Topology

if TYPE_CHECKING:
    from simulator.faults.plan import Planned


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do.

    Attributes:
        fields: of the submission.
        topology: the mix of stubs and real systems.
        settings: credentials and names.
        report: the folder that images and report go to.
        seed: makes ids and pictures repeat.
        data: keeps the stubs' state.
        require_all: whether every check must hold.
        limits: quotas, deadlines, caps.
        simulated: in process and on virtual time.
        faults: what the taps disturb.
    """

    fields: dict[str, Any]
    topology: Topology
    settings: Settings
    report: Path
    seed: int | None = None
    data: Path | None = None
    require_all: bool = False
    limits: Limits = field(default_factory=Limits)
    simulated: bool = False
    faults: tuple[Planned, ...] = ()
