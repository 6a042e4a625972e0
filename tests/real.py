"""`make test-real`: features, recordings and proofs, with a real n8n, real Odoos and a real S3 brought up for them.

Where one of them can't be had today it says "could not check: …" and goes on with the other; nothing fails for that.
Where one runs and something differs, the exit code is 1. Two lanes run side by side, for an Odoo is connected to one
flow at a time: what n8n does, alone and then with an Odoo and storage, and storage alone; what another Odoo does alone.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from simulator.native import n8n, storage
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.n8n import release
from simulator.native.odoo import running as odoo
from simulator.native.odoo.release import data_folder as odoo_folder
from simulator.native.storage.release import data_folder as storage_folder
from tests.only_real import SWITCH

HERE = Path(__file__).parent.parent
OUT = Path("out", "real")
MINUTES = 25
"""For each suite: one that takes longer hangs."""


@dataclass(frozen=True)
class Real:
    """A real system that runs.

    Attributes:
        named: as `--real` takes it.
        environment: what opens it.
    """

    named: str
    environment: dict[str, str]


@dataclass(frozen=True)
class Suite:
    """What is played with real systems.

    Attributes:
        name: what it is called, and what it printed too.
        arguments: of pytest, the first one where it lies.
        real: the systems.
    """

    name: str
    arguments: tuple[str, ...]
    real: tuple[Real, ...]

    @property
    def is_there(self) -> bool:
        """Whether it lies where it should."""
        return (HERE / self.arguments[0]).exists()


def say(sentence: str) -> None:
    """Print at once."""
    print(sentence, flush=True)


def n8n_in(folder: Path) -> Real:
    """Bring an n8n up."""
    up = n8n.up(n8n.Wanted(release.data_folder(folder), port=0), say, lambda _: None)
    return Real(f"n8n={up.address}", {"IMAGEFLOW_N8N_API_KEY": up.key_file.read_text(encoding="ascii")})


def odoo_in(folder: Path) -> Real:
    """Bring an Odoo up, which may be killed."""
    up = odoo.up(odoo.Wanted(odoo_folder(folder), port=0), say, lambda _: None)
    opens = {
        "IMAGEFLOW_ODOO_DB": up.database,
        "IMAGEFLOW_ODOO_API_KEY": up.key_file.read_text(encoding="ascii").strip(),
        "IMAGEFLOW_ODOO_PASSWORD": up.password_file.read_text(encoding="ascii").strip(),
        "IMAGEFLOW_ODOO_DATA": str(up.log.parent),
    }
    return Real(f"odoo={up.address}", opens)


def storage_in(folder: Path) -> Real:
    """Bring an S3 server up."""
    up = storage.up(storage.Wanted(storage_folder(folder), port=0), say, lambda _: None)
    opens = {
        "IMAGEFLOW_STORAGE_BUCKET": up.bucket,
        "IMAGEFLOW_STORAGE_ACCESS_KEY": up.access_key,
        "IMAGEFLOW_STORAGE_SECRET_KEY": up.key_file.read_text(encoding="ascii").strip(),
    }
    return Real(f"storage={up.address}", opens)


def had(what: str, bring: Callable[[Path], Real], folder: Path, failed: list[str]) -> Real | None:
    """Give a real system, or say why there is none."""
    try:
        return bring(folder)
    except NotToBeHad as error:
        say(f"could not check: the flow with a real {what}. {error}")
    except NativeFailure as error:
        say(f"failed: {error}")
        failed.append(what)
    return None


def played(suite: Suite) -> bool:
    """Play a suite, and tell whether all of it held; what it printed is shown when it has ended."""
    own = {variable: value for variable, value in os.environ.items() if not variable.startswith("IMAGEFLOW_")}
    own[SWITCH] = "1"
    for each in suite.real:
        own |= each.environment
    named = [part for each in suite.real for part in ("--real", each.named)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named, *suite.arguments]
    log = HERE / OUT / f"{suite.name}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with log.open("w") as output:
        try:
            done = subprocess.run(
                command, cwd=HERE, env=own, stdout=output, stderr=output, timeout=MINUTES * 60, check=False
            )
            held = done.returncode == 0
        except subprocess.TimeoutExpired:
            held = False
    verdict = f"{'held' if held else 'FAILED'} in {time.monotonic() - began:.0f} s"
    mix = " and ".join(each.named for each in suite.real) or "our stubs"
    say(f"\n{suite.name}, with {mix}: {verdict}")
    say(log.read_text(errors="replace"))
    return held


def features(folder: str, *more: str) -> tuple[str, ...]:
    """Give the arguments of the features; each mix has its own table of times."""
    return ("features", "--times", str(OUT / folder), *more)


def of_n8n(flows: Real | None, second: Real | None, files: Real | None) -> Iterator[Suite]:
    """Give what n8n does: alone, held against its recordings, with our stubs, and what is about Odoo and n8n both."""
    if flows:
        yield Suite("n8n", features("n8n"), (flows,))
        yield Suite("recordings-of-n8n", ("tests/parity/n8n",), (flows,))
        yield Suite("n8n-calls-our-stubs", ("tests/odoo_node", "tests/service_nodes"), (flows,))
    if flows and second:
        mix = (second, flows, files) if files else (second, flows)
        yield Suite("all", features("all", "--only-real", "-m", "odoo and n8n"), mix)


def of_storage(files: Real | None) -> Iterator[Suite]:
    """Give what an S3 server does with the flow and on its own, and what needs a registry and no system of ours."""
    if files:
        yield Suite("storage", features("storage", "--only-real"), (files,))
        yield Suite("storage-conformance", ("tests/storage/real",), (files,))
    yield Suite("javascript-clients", ("tests/javascript",), ())
    yield Suite("deviating-storage", ("tests/adapters/storage/real",), ())


def of_odoo(first: Real | None) -> Iterator[Suite]:
    """Give what an Odoo does: with the flow, its addon on its own, under pressure, recorded; and what is verified."""
    if first:
        yield Suite("odoo", features("odoo", "--only-real"), (first,))
        yield Suite("addon", ("tests/odoo_addon/real",), (first,))
        yield Suite("odoo-under-pressure", ("tests/live_odoo",), (first,))
        yield Suite("recordings-of-odoo", ("tests/parity/odoo",), (first,))
    yield Suite("verified-defects", ("tests/verification/real",), ())


def in_turn(suites: Iterator[Suite]) -> list[bool]:
    """Play suites one after the other."""
    return [played(suite) for suite in suites if suite.is_there]


def main() -> int:
    """Bring the systems up, play every suite, take them down; 1 when something failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what is up is taken down then too
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="imageflow-") as named:
        places = [Path(named, name) for name in ("n8n", "odoo", "odoo-2", "storage")]
        try:
            flows = had(f"n8n {release.N8N}", n8n_in, places[0], failed)
            first = had("Odoo", odoo_in, places[1], failed)
            second = had("second Odoo", odoo_in, places[2], failed) if first and flows else None
            files = had("storage", storage_in, places[3], failed)
            with ThreadPoolExecutor(2) as pool:
                with_n8n = chain(of_n8n(flows, second, files), of_storage(files))
                lanes = [pool.submit(in_turn, lane) for lane in (with_n8n, of_odoo(first))]
            return int(not all(held for lane in lanes for held in lane.result()) or bool(failed))
        finally:
            n8n.down(release.data_folder(places[0]), say)
            for place in places[1:3]:
                odoo.down(odoo_folder(place), say)
            storage.down(storage_folder(places[3]), say)


if __name__ == "__main__":
    sys.exit(main())
