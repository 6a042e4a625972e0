"""Plays the features against endpoints, in this process, by pytest, whose own output nobody sees."""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from contracts.ports.system import CouldNotCheck
from simulator.verification.asked import Asked
from simulator.verification.collecting import Collector
from simulator.verification.selecting import arguments_for, features_folder

SECONDS = 150
"""For one scenario: one that takes longer hangs."""
NOTHING_PLAYED = 5


def play(asked: Asked, collector: Collector) -> None:
    """Play the scenarios that fit against the endpoints.

    Raises:
        KeyboardInterrupt: somebody stopped it; what was made is taken away by then.
        CouldNotCheck: the features could not be played at all.
    """
    folder = features_folder()
    topology = asked.topology
    chosen = arguments_for(
        asked.systems,
        folder,
        observe=asked.observe,
        as_it_is=topology.as_it_is,
        dialect=asked.settings.ai_dialect,
    )
    told = [f"--real={system.value}={url}" for system, url in topology.real.items()]
    told += [f"--as-it-is={each.value}" for each in topology.as_it_is]
    told += [f"--ports={each.value}={port}" for each, port in topology.ports.items()]
    told += [f"--public={each.value}={url}" for each, url in topology.public.items()]
    told += [f"--bind={topology.host}", f"--max-images={asked.max_images}", "--only-real"]
    if asked.only:
        chosen += ["-k", asked.only]
    with _variables(asked.exports):
        _run([*chosen, *told], folder, collector)


def play_on_stubs(nodes: Collection[str], collector: Collector) -> None:
    """Play scenarios once more on the stubs alone, to compare."""
    folder = features_folder()
    files = {str(folder / node.partition("::")[0]) for node in nodes}
    with _variables({}):
        _run(sorted(files), folder, collector)


def _run(arguments: list[str], folder: Path, collector: Collector) -> None:
    fixed = [
        *("-p", "pytest_bdd.plugin", "-p", "pytest_timeout", "-p", "no:terminal", "-p", "no:cacheprovider"),
        *("-c", os.devnull, f"--rootdir={folder.parent}", "--import-mode=importlib", "--confcutdir", str(folder)),
        *("-o", f"timeout={SECONDS}", "-o", f"pythonpath={folder.parent}", "-W", "ignore"),
    ]
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = pytest.main([*fixed, *arguments], plugins=[collector])
    if code == pytest.ExitCode.INTERRUPTED and not collector.trouble:
        raise KeyboardInterrupt
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED}:
        lines = (collector.trouble or said.getvalue()).strip().splitlines() or ["nothing was said"]
        raise CouldNotCheck(f"the features could not be played: {lines[-1]}")


@contextmanager
def _variables(given: Mapping[str, str]) -> Iterator[None]:
    """Have these `IMAGEFLOW_…` variables and no others, as the features read them; pytest takes no others' plugins."""
    before = dict(os.environ)
    for name in [each for each in os.environ if each.startswith("IMAGEFLOW_")]:
        del os.environ[name]
    os.environ.update(given)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
