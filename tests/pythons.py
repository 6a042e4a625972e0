"""`make pythons`: a seed's simulated run is the same to the byte on every Python that this machine has."""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from simulator.native.pythons import interpreter, shown

VERSIONS = ((3, 11), (3, 12), (3, 13))
HERE = Path(__file__).parent.parent
RUNS = (
    ("--seed", "7", "-n", "2"),
    ("--seed", "8", "--fault", "I07:answer=503@1", "--fault", "odoo-n8n:duplicate", "--fault", "odoo-storage:kill=10s"),
)


def installed(python: str, folder: Path) -> str:
    """Install the product for a Python and give the one that has it."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    own = str(folder / "bin" / "python")
    pip = [own, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-c", "constraints.txt", "-e", "."]
    subprocess.run(pip, check=True, cwd=HERE)
    return own


def digests(python: str, folder: Path) -> list[str]:
    """Give the hash of each run's journal, with its pictures."""
    found = []
    for number, options in enumerate(RUNS):
        report = folder / str(number)
        command = [python, "-m", "simulator", "run", "--simulated", "--json", "--report", str(report), *options]
        subprocess.run(command, check=False, cwd=HERE, capture_output=True, timeout=120)
        parts = [(report / "journal.jsonl").read_bytes(), *(each.read_bytes() for each in sorted(report.glob("*.png")))]
        found.append(hashlib.sha256(b"".join(parts)).hexdigest()[:16])
    return found


def main() -> int:
    """Print each Python's hashes; 1 when they differ."""
    seen: set[tuple[str, ...]] = set()
    with tempfile.TemporaryDirectory() as folder:
        for version in VERSIONS:
            python = interpreter(version)
            if python is None:
                print(f"could not check: Python {shown(version)} is not on this machine")
                continue
            place = Path(folder) / shown(version)
            mine = tuple(digests(installed(python, place), place))
            print(f"Python {shown(version)}: {' '.join(mine)}")
            seen.add(mine)
    print("A seed's run is the same on all of them." if len(seen) == 1 else "A seed's run DIFFERS between them.")
    return int(len(seen) != 1)


if __name__ == "__main__":
    sys.exit(main())
