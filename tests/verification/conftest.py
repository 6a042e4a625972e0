"""Endpoints for all tests of a module."""

from collections.abc import Iterator

import pytest

from tests.verification.endpoints import stub


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """Somebody's storage: the stub, served."""
    with stub("storage") as url:
        yield url


@pytest.fixture(scope="module")
def ai() -> Iterator[str]:
    """Somebody's AI service."""
    with stub("ai", IMAGEFLOW_AI_MODEL="gpt-image-2") as url:
        yield url
