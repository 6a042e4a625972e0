"""What data nodes make by chance: random values, and the order of a shuffle; both from the run's entropy."""

import re
from typing import Any

import pytest

from tests.n8n.bench import chain, node, run_workflow


def _generated(parameters: dict[str, Any], seed: int = 1, version: float = 2) -> list[str]:
    run = run_workflow(
        chain(node("It", "crypto", version, {"action": "generate"} | parameters)), items=[{}, {}], seed=seed
    )
    return [each["data"] for each in run.json("It")]


@pytest.mark.parametrize(
    ("parameters", "pattern"),
    [
        ({}, r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
        ({"encodingType": "hex"}, r"[0-9a-f]{32}"),
        ({"encodingType": "hex", "stringLength": 5}, r"[0-9a-f]{5}"),
        ({"encodingType": "base64", "stringLength": 8}, r"[A-Za-z0-9]{1,8}"),
        ({"encodingType": "ascii", "stringLength": 12}, r"[\x00-\x7f]{12}"),
    ],
)
def test_generated_values_have_their_shape_and_differ(parameters: dict[str, Any], pattern: str) -> None:
    """Each item gets a random value of its own, of the encoding and length asked for."""
    one, other = _generated(parameters)
    assert re.fullmatch(pattern, one, re.DOTALL)
    assert re.fullmatch(pattern, other, re.DOTALL)
    assert one != other


def test_a_seed_repeats_what_is_generated() -> None:
    """The same seed gives the same values, another one gives others."""
    assert _generated({}) == _generated({})
    assert _generated({}) != _generated({}, seed=2)


def test_a_shuffle_keeps_every_item() -> None:
    """Sorting at random loses nothing, and a seed repeats it."""
    document = chain(node("It", "sort", 1, {"type": "random"}))
    items = [{"n": number} for number in range(30)]
    runs = [run_workflow(document, items, seed=seed).json("It") for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]
    assert sorted(each["n"] for each in runs[2]) == list(range(30))
