"""A running sandbox whose endpoints take messages."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from simulator.composition import Limits
from simulator.settings import Settings
from simulator.stage import Stage
from tests.hostile.sending import MODEL


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Four stubs on real sockets, with quota for every example."""
    settings = replace(Settings.from_environment({}), ai_model=MODEL)
    with Stage(settings=settings, limits=Limits(quota=10_000), seed=1) as running:
        yield running
