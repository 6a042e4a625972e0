"""The models that there are, by name."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from stubs.odoo.orm.errors import UnknownModel

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

MODELS: dict[str, type["Model"]] = {}


@cache
def _load() -> None:
    import_module("stubs.odoo.orm.models")


def models() -> dict[str, type["Model"]]:
    """Give all models by name."""
    _load()
    return MODELS


def model(name: Any) -> type["Model"]:
    """Give a model; raises `UnknownModel`."""
    found = models().get(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownModel(name)
    return found
