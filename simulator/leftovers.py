"""What runs and verifications have made on real systems and could not take away: told of, and removed.

Each adapter's own ledger says what is there; a ledger of a run that still goes on is left alone.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from contracts.ports.system import CouldNotCheck
from simulator.composition import cleaner_of
from simulator.places import made_folder
from simulator.settings import Settings

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Leftover:
    """One ledger of what was made.

    Attributes:
        file: where it is written.
        system: that it was made on, as the file is named: `n8n`, `odoo`, `odoo-tests` or `storage`.
        address: of that system.
        made: each thing, its kind and name.
        owner: the process that made them.
    """

    file: Path
    system: str
    address: str
    made: tuple[str, ...]
    owner: int

    @property
    def in_use(self) -> bool:
        """Whether the run that made them still goes on."""
        return bool(self.owner) and psutil.pid_exists(self.owner)


def leftovers() -> Iterator[Leftover]:
    """Give what is noted, oldest first; a file that is none of ours is passed over."""
    for file in sorted(made_folder().glob("*.json"), key=lambda each: each.stat().st_mtime):
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            made = tuple(f"{each['kind']} {each['name']}" for each in kept["made"])
            yield Leftover(file, file.stem.rpartition("-")[0], kept["address"], made, kept.get("owner", 0))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def clean(found: Leftover, settings: Settings) -> None:
    """Remove what one ledger names, and the ledger with it.

    Raises:
        CouldNotCheck: the system does not answer, or does not let it go; the ledger still names what is left.
    """
    cleaner = cleaner_of(found.system, found.address, settings)
    if cleaner is None:
        raise CouldNotCheck(f"{found.file} names a system that this version does not know: update imageflow.")
    cleaner(found.file)
