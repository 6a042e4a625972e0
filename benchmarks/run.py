"""How long `imageflow run` takes as a process: from its start to the stored image, and to its end."""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

ROUNDS = 9
TARGET_SECONDS = 2.0
JUDGED = "start to stored image"


def one_round(folder: Path) -> dict[str, float]:
    """Give seconds from the process's start to each thing that a user waits for, and of the flow itself."""
    image = folder / "image-1.png"
    image.unlink(missing_ok=True)
    started_wall, started = time.time(), time.perf_counter()
    command = [sys.executable, "-m", "simulator", "run", "--report", str(folder), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    ended = time.perf_counter() - started
    return {
        JUDGED: stored_at(folder) - started_wall,
        "start to saved image": image.stat().st_mtime - started_wall,
        "whole process": ended,
        "the flow": json.loads(done.stdout)["durations"]["total"],
    }


def stored_at(folder: Path) -> float:
    """Give the moment at which file storage answered the put (I09), from the journal."""
    lines = map(json.loads, (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines())
    put = next(line for line in lines if line["interaction"] == "I09")
    return datetime.fromisoformat(put["at"]).timestamp() + float(put["duration_ms"]) / 1000


def main() -> None:
    """Measure and print, the target beside what was reached."""
    with tempfile.TemporaryDirectory() as folder:
        one_round(Path(folder))  # warms the file cache and writes the byte code
        rounds = [one_round(Path(folder)) for _ in range(ROUNDS)]
    print(f"imageflow run, 1024x1024, warm, median (range) of {ROUNDS}; Python {platform.python_version()}")
    for name in rounds[0]:
        seconds = [each[name] for each in rounds]
        middle = statistics.median(seconds)
        line = f"  {name:<22}{middle:6.2f} s  ({min(seconds):.2f} to {max(seconds):.2f})"
        if name == JUDGED:
            line += f"   target {TARGET_SECONDS:.1f} s: {'reached' if middle <= TARGET_SECONDS else 'MISSED'}"
        print(line)


if __name__ == "__main__":
    main()
