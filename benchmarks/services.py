"""The AI and storage stubs: CPU of small requests with everything on, large objects beside SeaweedFS, the painter.

Run as `python -m benchmarks.services SECONDS [URL]` it measures one round and prints a JSON line; with an address it
moves large objects to and from that server alone, with the environment's keys.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from benchmarks.call import GENERATION, TROUBLE, CouldNotCheck
from benchmarks.figures import TARGET_COLUMNS, Figure, Table, Target
from contracts.participants import Hop, System
from contracts.wire import HttpRequest, Transport
from simulator.loops import run_async
from simulator.native import storage
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.storage.release import data_folder
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.taps.client import TappedTransport
from stubs.ai.painter import encode, paint

SMALL, LARGE = 1024, 1024 * 1024
AT_ONCE = 8
WARM_SECONDS = 0.5
CPU, SHARE, PAINTER_MS = 150, 0.5, 150
PROMPTS = ("A red fox in the snow at dawn", "a city at night in the rain", "zxqv", "a sailing boat on the sea")


async def measured(seconds: float) -> dict[str, float]:
    """Load our stubs, each request through a tap with its journal, in one process with their client."""
    async with Sandbox() as sandbox:
        own = sandbox.addresses[System.STORAGE]
        put, get = links(own, "small")
        through = TappedTransport(sandbox.taps[Hop.ODOO_STORAGE], sandbox.transport)
        to_ai = TappedTransport(sandbox.taps[Hop.N8N_AI], sandbox.transport)
        ai = sandbox.addresses[System.AI]
        asked = HttpRequest("POST", ai + GENERATION.path, tuple(GENERATION.headers.items()), GENERATION.body)
        found = {
            "ai: POST generations (a link)": await _cpu(to_ai, asked, seconds),
            "storage: PUT 1 KB": await _cpu(through, HttpRequest("PUT", put, (), bytes(SMALL)), seconds),
            "storage: GET 1 KB": await _cpu(through, HttpRequest("GET", get), seconds),
        }
        return found | await _large(sandbox.transport, own, seconds)


async def measured_there(url: str, seconds: float) -> dict[str, float]:
    """Move large objects to and from another server, by the same client."""
    async with Sandbox() as sandbox:
        return await _large(sandbox.transport, url, seconds)


async def _cpu(transport: Transport, request: HttpRequest, seconds: float) -> float:
    """Give microseconds of CPU an exchange: of client, tap, journal and stub together."""
    await _repeat(transport, request, WARM_SECONDS)
    before = time.process_time()
    count, _ = await _repeat(transport, request, seconds)
    return (time.process_time() - before) / count * 1e6


async def _large(transport: Transport, url: str, seconds: float) -> dict[str, float]:
    """Give megabytes a second, put and got."""
    put, get = links(url, "large")
    rates: dict[str, float] = {}
    for what, request in (
        ("PUT 1 MB", HttpRequest("PUT", put, (), os.urandom(LARGE))),
        ("GET 1 MB", HttpRequest("GET", get)),
    ):
        await _repeat(transport, request, WARM_SECONDS)
        count, took = await _repeat(transport, request, seconds)
        rates[what] = count / took
    return rates


async def _repeat(transport: Transport, request: HttpRequest, seconds: float) -> tuple[int, float]:
    """Give how many exchanges there were, and the seconds they took."""
    began = time.perf_counter()
    count = 0

    async def one() -> None:
        nonlocal count
        while time.perf_counter() < began + seconds:
            answer = await transport.send(request)
            if answer.status != 200:
                raise CouldNotCheck(f"{request.method} answered {answer.status}")
            count += 1

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return count, time.perf_counter() - began


def links(url: str, key: str) -> tuple[str, str]:
    """Give links that put and get an object: signed, and checked at each request."""
    settings = Settings.from_environment()
    client: Any = boto3.client(
        "s3",
        endpoint_url=url,
        aws_access_key_id=settings.storage_access_key,
        aws_secret_access_key=settings.storage_secret_key,
        region_name=settings.storage_region,
        config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"),
    )
    where = {"Bucket": settings.storage_bucket, "Key": key}
    put, get = (client.generate_presigned_url(f"{verb}_object", where, 3600) for verb in ("put", "get"))
    return str(put), str(get)


def painted(prompt: str) -> float:
    """Give milliseconds of CPU that a picture of 1024x1024 takes, PNG included."""
    before = time.process_time()
    encode(paint(prompt, seed=1, width=1024, height=1024), "png", metadata={})
    return (time.process_time() - before) * 1000


@contextmanager
def seaweedfs() -> Iterator[tuple[str, dict[str, str]]]:
    """Bring SeaweedFS up for a while; give its address and what opens it."""
    with tempfile.TemporaryDirectory(prefix="imageflow-") as named:
        place = data_folder(Path(named))
        up = storage.up(storage.Wanted(place, port=0), lambda _: None, lambda _: None)
        try:
            secret = up.key_file.read_text(encoding="ascii").strip()
            yield (
                up.address,
                {"IMAGEFLOW_STORAGE_ACCESS_KEY": up.access_key, "IMAGEFLOW_STORAGE_SECRET_KEY": secret},
            )
        finally:
            storage.down(place, lambda _: None)


def one_round(seconds: float, url: str = "", environment: dict[str, str] | None = None) -> dict[str, float]:
    """Measure in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.services", str(seconds), *([url] if url else [])]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60 + 20 * seconds,
        check=True,
        env=os.environ | (environment or {}),
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(rounds: int, seconds: float) -> list[Table]:
    """Give the targets of the AI and storage stubs, and what was reached."""
    table = Table("AI and storage stubs: through a tap, signed and journaled; CPU of client and stub", TARGET_COLUMNS)
    ours: dict[str, list[float]] = defaultdict(list)
    theirs: dict[str, list[float]] = defaultdict(list)
    try:
        with seaweedfs() as (address, environment):
            for _ in range(rounds):
                for name, value in one_round(seconds).items():
                    ours[name].append(value)
                for name, value in one_round(seconds, address, environment).items():
                    theirs[name].append(value)
    except (NotToBeHad, NativeFailure, *TROUBLE) as error:
        table.notes.append(f"could not check: large objects beside SeaweedFS ({error})")
    for name, values in ours.items():
        if "1 MB" not in name:
            table.rows.append(Target(name, CPU, "µs").held(Figure(values)))
    for name, values in theirs.items():
        ratios = [own / other for own, other in zip(ours[name], values, strict=False)]
        table.rows.append(
            Target(f"storage: {name}, times SeaweedFS' rate", SHARE, "×", at_most=False).held(Figure(ratios, 2))
        )
        table.notes.append(f"{name}: {Figure(ours[name])} MB/s here, {Figure(values)} MB/s by SeaweedFS.")
    painted(PROMPTS[0])  # the first one loads what all of them use
    for prompt in PROMPTS:
        figure = Figure([painted(prompt) for _ in range(rounds)])
        table.rows.append(Target(f"painter, 1024x1024, {prompt!r}", PAINTER_MS, "ms").held(figure))
    return [table]


def main() -> None:
    """Measure one round."""
    seconds, url = float(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    print(json.dumps(run_async(measured_there(url, seconds) if url else measured(seconds))))


if __name__ == "__main__":
    main()
