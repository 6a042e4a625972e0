"""Sizes for providers that know aspect ratios alone."""

import math
from collections.abc import Sequence


def nearest_ratio(size: tuple[int, int], ratios: Sequence[str]) -> str:
    """Give the ratio, such as `16:9`, that a size is nearest to."""
    return min(ratios, key=lambda ratio: abs(math.log(_value(ratio)) - math.log(size[0] / size[1])))


def _value(ratio: str) -> float:
    width, _, height = ratio.partition(":")
    return int(width) / int(height)
