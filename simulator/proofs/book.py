"""The ledger as a file that people review: JSON, a line for each scenario and system, without addresses."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from contracts.participants import System
from contracts.timestamps import from_text
from simulator.settings import SettingsError

FILE = Path("proofs.json")
"""Beside the repository's README."""
SCHEMA = 1
_AGE = re.compile(r"(\d{1,4})([dh])")


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """One scenario that held on one version of one system.

    Attributes:
        scenario: its node, as `simulator.verification.collecting.node_of` names it.
        system: that was real.
        version: what it said that it is.
        at: when, RFC 3339.
        run: names the verification.
    """

    scenario: str
    system: str
    version: str
    at: str
    run: str


class Book:
    """The proofs, one for each scenario, system and version: the newest."""

    def __init__(self, proofs: Iterable[Proof] = ()) -> None:
        """Hold these."""
        self._proofs: dict[tuple[str, str, str], Proof] = {}
        for each in proofs:
            self.note(each)

    @classmethod
    def read(cls, file: Path) -> "Book":
        """Read a ledger; an empty one when there is no file. Raises `SettingsError` when it is another kind of file."""
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            if document["schema"] != SCHEMA:
                raise SettingsError(f"{file} is a ledger of another version ({document['schema']}): update imageflow.")
            return cls(Proof(**each) for each in document["proofs"])
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsError(f"{file} is no ledger ({type(error).__name__}): name another with --file.") from None

    def note(self, proof: Proof) -> None:
        """Take a proof in, in place of an older one of the same version."""
        key = (proof.scenario, proof.system, proof.version)
        kept = self._proofs.get(key)
        if kept is None or kept.at <= proof.at:
            self._proofs[key] = proof

    def forget(self, scenario: str, system: str, version: str) -> None:
        """Take a proof away: what held once does not hold any more."""
        self._proofs.pop((scenario, system, version), None)

    def write(self, file: Path) -> None:
        """Write it in an order that is the same every time; raises `SettingsError`."""
        document = {"schema": SCHEMA, "proofs": [asdict(each) for each in self.proofs()]}
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            part.write_text(_lines(document), encoding="utf-8")
            part.replace(file)
        except OSError as error:
            raise SettingsError(f"The ledger {file} can't be written ({error.strerror}): name another.") from None
        finally:
            part.unlink(missing_ok=True)

    def proofs(self) -> list[Proof]:
        """Give all, sorted."""
        return sorted(self._proofs.values())

    def newest(self) -> dict[System, Proof]:
        """Give the newest proof of each system that has any."""
        found: dict[System, Proof] = {}
        for each in self.proofs():
            system = System(each.system)
            if system not in found or found[system].at < each.at:
                found[system] = each
        return found

    def lacking(self, required: Iterable[System], age: timedelta, now: datetime) -> list[str]:
        """Say which of the systems was not proved within an age, a sentence each."""
        newest, told = self.newest(), []
        for system in required:
            if system not in newest:
                told.append(f"{system.value} was never proved: run `imageflow verify {system.value} --update-ledger`.")
            elif from_text(newest[system].at) < now - age:
                told.append(f"{system.value} was last proved at {newest[system].at}: verify it again.")
        return told


def _lines(document: Mapping[str, Any]) -> str:
    proofs = ",\n".join("  " + json.dumps(each, ensure_ascii=False) for each in document["proofs"])
    return f'{{"schema": {document["schema"]}, "proofs": [\n{proofs}\n]}}\n'


def read_age(text: str) -> timedelta:
    """Read `30d` or `12h`; raises `SettingsError`."""
    found = _AGE.fullmatch(text)
    if not found:
        raise SettingsError(f"--max-age {text}: write days or hours, such as 30d or 12h.")
    return timedelta(**{"days" if found[2] == "d" else "hours": int(found[1])})
