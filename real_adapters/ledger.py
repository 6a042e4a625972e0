"""What an adapter makes on a live system, written down before it is made: a file tells what a crash left there."""

import json
import os
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self


@dataclass
class Made:
    """One thing that was made, or was about to be.

    Attributes:
        kind: what it is, such as `workflow` or `parameter`.
        name: its name there, which is this run's own.
        id: its id there; None when nobody knows whether it came to be.
    """

    kind: str
    name: str
    id: str | None = None


@dataclass
class Ledger:
    """The things one run made on one system, in order; on disk as long as there are any.

    Attributes:
        file: where it is written, with the process that does; its folder is made when it is missing.
        address: of the system.
        made: what is there, oldest first.
    """

    file: Path
    address: str
    made: list[Made] = field(default_factory=list)
    _alone: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Give the ledger that a file holds; raises `OSError` or `ValueError` when it holds none."""
        kept = json.loads(file.read_text(encoding="utf-8"))
        return cls(file, kept["address"], [Made(**each) for each in kept["made"]])

    def about_to(self, kind: str, name: str) -> Made:
        """Note that something will be made now; its id is added with `known`."""
        made = Made(kind, name)
        with self._alone:
            self.made.append(made)
            self._write()
        return made

    def known(self, made: Made, identity: str) -> None:
        """Note the id that a thing was given."""
        with self._alone:
            made.id = identity
            self._write()

    def gone(self, made: Made) -> None:
        """Note that a thing was removed; the file goes with the last one."""
        with self._alone:
            self.made.remove(made)
            if self.made:
                self._write()
            else:
                self.file.unlink(missing_ok=True)

    def _write(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        document = {"address": self.address, "owner": os.getpid(), "made": [asdict(each) for each in self.made]}
        part.write_text(json.dumps(document), "utf-8")
        part.rename(self.file)
