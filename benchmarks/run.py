"""How long `imageflow run` takes as a process: from its start to the stored image, and to its end."""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
TARGET_SECONDS = 2.0


def one_round(folder: Path) -> tuple[float, float, float]:
    """Give seconds to the image's file, to the process's end, and of the flow itself."""
    image = folder / "image-1.png"
    image.unlink(missing_ok=True)
    started_wall, started = time.time(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "run", "--report", str(folder), "--json"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    ended = time.perf_counter() - started
    return image.stat().st_mtime - started_wall, ended, json.loads(done.stdout)["durations"]["total"]


def main() -> None:
    """Measure and print, the target beside what was reached."""
    with tempfile.TemporaryDirectory() as folder:
        one_round(Path(folder))  # warms the file cache and writes the byte code
        rounds = [one_round(Path(folder)) for _ in range(ROUNDS)]
    print(f"imageflow run, 1024x1024, warm, median (range) of {ROUNDS}; Python {platform.python_version()}")
    for name, place, target in (
        ("start to image", 0, TARGET_SECONDS),
        ("whole process", 1, None),
        ("the flow", 2, None),
    ):
        seconds = [each[place] for each in rounds]
        middle = statistics.median(seconds)
        line = f"  {name:<16}{middle:6.2f} s  ({min(seconds):.2f} to {max(seconds):.2f})"
        if target is not None:
            line += f"   target {target:.1f} s: {'reached' if middle <= target else 'MISSED'}"
        print(line)


if __name__ == "__main__":
    main()
