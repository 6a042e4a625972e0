"""The addon's modules that need no Odoo, as they stand in a built addon."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from real_adapters.odoo.package import build

NAME = "built_imageflow"


@pytest.fixture(scope="session")
def addon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the addon."""
    return build(tmp_path_factory.mktemp("addons"))


@pytest.fixture(scope="session")
def part(addon: Path) -> Iterator[Callable[[str], ModuleType]]:
    """Give a module of the built addon by its name; the addon's own beginning, which needs Odoo, is not run."""
    package = ModuleType(NAME)
    package.__path__ = [str(addon)]
    sys.modules[NAME] = package
    yield lambda name: importlib.import_module(f"{NAME}.{name}")
    for name in [each for each in sys.modules if each == NAME or each.startswith(f"{NAME}.")]:
        del sys.modules[name]
