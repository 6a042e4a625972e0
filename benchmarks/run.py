"""How long `imageflow run` takes as a process: from its start to the stored image, and to its end."""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from benchmarks.call import TROUBLE
from benchmarks.figures import NOTHING, TARGET_COLUMNS, Figure, Table, Target

ROUNDS = 7
STORED = "start to stored image"
FULL = Target("`imageflow run`, 1024x1024: start of the process to the stored image", 2.0, "s")
SMALL = Target("`imageflow run`, 64x64: all four up and the first flow answered", 1.0, "s")
SIZES = (("1024x1024", "gpt-image-1.5", FULL), ("64x64", "gpt-image-2", SMALL))
"""Sizes, and a model that paints them."""


def one_round(folder: Path, size: str, model: str) -> dict[str, float]:
    """Give seconds from the process's start to each thing that a user waits for, and of the flow itself."""
    image = folder / "image-1.png"
    image.unlink(missing_ok=True)
    command = [sys.executable, "-m", "simulator", "run", "--size", size, "--report", str(folder), "--json"]
    environment = os.environ | {"IMAGEFLOW_AI_MODEL": model}
    started_wall, started = time.time(), time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, timeout=60, env=environment)
    ended = time.perf_counter() - started
    return {
        STORED: stored_at(folder) - started_wall,
        "start to saved image": image.stat().st_mtime - started_wall,
        "whole process": ended,
        "the flow": json.loads(done.stdout)["durations"]["total"],
    }


def stored_at(folder: Path) -> float:
    """Give the moment at which file storage answered the put (I09), from the journal."""
    lines = map(json.loads, (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines())
    put = next(line for line in lines if line["interaction"] == "I09")
    return datetime.fromisoformat(put["at"]).timestamp() + float(put["duration_ms"]) / 1000


def measure() -> list[Table]:
    """Give the table of a run as a process."""
    table = Table(f"`imageflow run` as a process, warm: median (range) of {ROUNDS}", TARGET_COLUMNS)
    for size, model, target in SIZES:
        try:
            rounds = _rounds(size, model)
        except TROUBLE as error:
            table.notes.append(f"could not check: {target.what} ({error})")
            continue
        table.rows.append(target.held(Figure([each[STORED] for each in rounds], 2)))
        others = [name for name in rounds[0] if name != STORED]
        table.rows += [_row(f"{size}: {name}", [each[name] for each in rounds]) for name in others]
    return [table]


def _rounds(size: str, model: str) -> list[dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        one_round(Path(folder), size, model)  # warms the file cache and writes the byte code
        return [one_round(Path(folder), size, model) for _ in range(ROUNDS)]


def _row(what: str, seconds: list[float]) -> tuple[str, ...]:
    return (what, NOTHING, f"{Figure(seconds, 2)} s", NOTHING)
