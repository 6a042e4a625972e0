"""One room for each test."""

from collections.abc import Iterator

import pytest

from tests.browser import browser
from tests.room.house import House, open_house

__all__ = ["browser"]


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened
