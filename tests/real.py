"""`make test-real`: the features and the recordings, with a real n8n and a real Odoo that are brought up for them.

Where one of them can't be had today it says "could not check: …" and goes on with the other; nothing fails for that.
Where one runs and something differs, the exit code is 1.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from simulator.native import n8n, release
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.odoo import running as odoo
from simulator.native.odoo.release import ODOO
from simulator.native.odoo.release import data_folder as odoo_folder

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


def say(sentence: str) -> None:
    """Print at once."""
    print(sentence, flush=True)


def n8n_in(folder: Path) -> Real:
    """Bring an n8n up."""
    up = n8n.up(n8n.Wanted(release.data_folder(folder), port=0), say, lambda _: None)
    return Real(f"n8n={up.address}", {"IMAGEFLOW_N8N_API_KEY": up.key_file.read_text(encoding="ascii")})


def odoo_in(folder: Path) -> Real:
    """Bring an Odoo up."""
    up = odoo.up(odoo.Wanted(odoo_folder(folder), port=0), say, lambda _: None)
    key = up.key_file.read_text(encoding="ascii")
    opens = {"IMAGEFLOW_ODOO_DB": up.database, "IMAGEFLOW_ODOO_API_KEY": key, "IMAGEFLOW_ODOO_DATA": str(up.log.parent)}
    return Real(f"odoo={up.address}", opens)


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


def played(name: str, arguments: tuple[str, ...], *real: Real) -> bool:
    """Play a suite with real systems, and tell whether all of it held; what it printed is shown when it has ended."""
    own = {variable: value for variable, value in os.environ.items() if not variable.startswith("IMAGEFLOW_")}
    for each in real:
        own |= each.environment
    named = [part for each in real for part in ("--real", each.named)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named, *arguments]
    log = HERE / OUT / f"{name}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        try:
            done = subprocess.run(
                command, cwd=HERE, env=own, stdout=output, stderr=output, timeout=MINUTES * 60, check=False
            )
            held = done.returncode == 0
        except subprocess.TimeoutExpired:
            say(f"{name}: not done after {MINUTES} minutes.")
            held = False
    say(f"\n{name}, with {' and '.join(each.named for each in real)}: {'held' if held else 'FAILED'}")
    say(log.read_text(errors="replace"))
    return held


def features(folder: str, *more: str) -> tuple[str, ...]:
    """Give the arguments of the features; each mix has its own table of times."""
    return ("features", "--times", str(OUT / folder), *more)


def suites(flows: Real | None, first: Real | None, second: Real | None) -> list[bool]:
    """Play all that can be: those of n8n alone one after the other, then the two with an Odoo side by side."""
    held = []
    if flows:
        held.append(played("n8n", features("n8n", "-n", "2", "--dist", "loadfile"), flows))
        held.append(played("recordings-of-n8n", ("tests/parity/n8n",), flows))
    beside = []
    if first:
        beside.append(("odoo", features("odoo", "--only-real"), first))
    if second and flows:
        beside.append(("odoo-and-n8n", features("odoo-and-n8n", "--only-real"), second, flows))
    with ThreadPoolExecutor(2) as pool:  # an Odoo is connected to one flow at a time
        held += [each.result() for each in [pool.submit(played, *suite) for suite in beside]]
    if first:
        held.append(played("odoo-under-pressure", ("tests/odoo_addon/live",), first))
    return held


def main() -> int:
    """Bring the systems up, play every suite, take them down; 1 when something failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what is up is taken down then too
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="imageflow-") as named:
        places = [Path(named, name) for name in ("n8n", "odoo", "odoo-2")]
        try:
            flows = had(f"n8n {release.N8N}", n8n_in, places[0], failed)
            first = had(f"Odoo {ODOO}", odoo_in, places[1], failed)
            second = had(f"second Odoo {ODOO}", odoo_in, places[2], failed) if first else None
            return int(not all(suites(flows, first, second)) or bool(failed))
        finally:
            n8n.down(release.data_folder(places[0]), say)
            for place in places[1:]:
                odoo.down(odoo_folder(place), say)


if __name__ == "__main__":
    sys.exit(main())
