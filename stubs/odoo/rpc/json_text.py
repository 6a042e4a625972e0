"""JSON as Odoo reads and writes it."""

import json
import math
from typing import Any, NoReturn


def read(body: bytes) -> Any:
    """Read JSON; raises `ValueError` also for numbers that can't be written again."""
    return json.loads(body, parse_constant=_no_constant, parse_float=_finite)


def write(value: Any) -> bytes:
    """Write JSON; raises `UnicodeDecodeError` for bytes that are no text, as Odoo's encoder fails at them."""
    return json.dumps(value, default=_text).encode()


def _text(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    raise TypeError(f"{type(value).__name__} is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_constant(text)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
