"""The laws over the journal, held against it when the run is at rest and not after every exchange."""

import asyncio
from typing import Any

from contracts.evidence import Evidence
from simulator.verdicts import check_all

LEAST_SECONDS = 1.0
MALFORMED = (LookupError, TypeError, ValueError, AttributeError)
"""What the laws meet in a file that somebody wrote by hand: its facts lack what each run's journal has."""
SHARE = 10
"""Judging a long journal takes long: at most this part of the time goes into it."""


class Laws:
    """The last verdicts, and when there may be new ones."""

    def __init__(self) -> None:
        """Nothing is judged yet."""
        self.verdicts: list[dict[str, Any]] = []
        self._judged: tuple[int, int] | None = None
        self._not_before = 0.0

    def due(self, epoch: int, revision: int) -> bool:
        """Tell whether a journal has changed since it was judged, and enough time has passed."""
        return (epoch, revision) != self._judged and asyncio.get_running_loop().time() >= self._not_before

    async def judge(self, evidence: Evidence, epoch: int, revision: int) -> None:
        """Hold every law against the journal, in a thread: a long one must not hold up the run."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            checks = await asyncio.to_thread(check_all, evidence)
        except MALFORMED:
            checks = ()
        self._judged = (epoch, revision)
        self._not_before = clock() + max(LEAST_SECONDS, SHARE * (clock() - began))
        self.verdicts = [{"name": each.name, "verdict": each.verdict, "reason": each.reason} for each in checks]

    def forget(self) -> None:
        """Another journal is shown: nothing is judged yet."""
        self.verdicts, self._judged = [], None
