"""`make test-real`: the features and the recorded parity, with a real n8n that is brought up for them and taken down.

Where n8n can't be had today it says "could not check: …" and exits 0; where n8n runs and something differs, 1.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from simulator.native import n8n
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.n8n import release

HERE = Path(__file__).parent.parent
TIMES = Path("out", "real")
MINUTES = 20
"""For each suite: one that takes longer hangs."""
SUITES = {
    "features": ("features", "-n", "2", "--dist", "loadfile", "--times", str(TIMES)),
    "parity": ("tests/parity/n8n",),
}


def say(sentence: str) -> None:
    """Print at once."""
    print(sentence, flush=True)


def played(name: str, up: n8n.Up) -> bool:
    """Play a suite with the real n8n, and tell whether all of it held."""
    say(f"{name}: with n8n {release.N8N} at {up.address}")
    own = {variable: value for variable, value in os.environ.items() if not variable.startswith("IMAGEFLOW_")}
    own["IMAGEFLOW_N8N_API_KEY"] = up.key_file.read_text(encoding="ascii")
    command = [sys.executable, "-m", "pytest", "-q", "--real", f"n8n={up.address}", *SUITES[name]]
    try:
        return subprocess.run(command, cwd=HERE, env=own, timeout=MINUTES * 60, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        say(f"{name}: not done after {MINUTES} minutes.")
        return False


def main() -> int:
    """Bring n8n up, play every suite, take n8n down; 1 when something failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what is up is taken down then too
    with tempfile.TemporaryDirectory(prefix="imageflow-") as folder:
        data = release.data_folder(Path(folder))
        try:
            up = n8n.up(n8n.Wanted(data, port=0), say, lambda _: None)
            held = [played(name, up) for name, (place, *_) in SUITES.items() if (HERE / place).exists()]
            return int(not all(held))
        except NotToBeHad as error:
            say(f"could not check: the flow with a real n8n. {error}")
            return 0
        except NativeFailure as error:
            say(f"failed: {error}")
            return 1
        finally:
            n8n.down(data, say)


if __name__ == "__main__":
    sys.exit(main())
