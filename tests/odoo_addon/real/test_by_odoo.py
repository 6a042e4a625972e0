"""What Odoo itself finds of the addon, on a database of its own: only where the Odoo is one of this machine's."""

import re
from pathlib import Path

import pytest

from tests.odoo_addon.beside import Beside, Ended
from tests.odoo_addon.translations import TEMPLATE, exported

pytestmark = pytest.mark.timeout(900)


def test_odoos_own_tests_hold(tested: Ended) -> None:
    """The addon's tests that Odoo runs have all run, and none failed."""
    assert tested.code == 0, tested.output
    (failed, errors, number), *_ = re.findall(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests", tested.output)
    assert (failed, errors) == ("0", "0")
    assert int(number) >= 28


def test_the_addon_installs_without_a_complaint(tested: Ended) -> None:
    """Odoo warns of nothing in the addon's models, views and data."""
    complaints = [line for line in tested.output.splitlines() if re.search(r" (WARNING|ERROR) .*imageflow[ ./]", line)]
    assert [line for line in complaints if "odoo.addons.imageflow" in line or "ir_model" in line] == []


def test_the_translations_template_is_current(beside: Beside, tested: Ended, tmp_path: Path) -> None:
    """What Odoo writes now is what stands in the repository (`make addon-translations` writes it anew)."""
    assert tested.code == 0
    assert exported(beside, tmp_path) == TEMPLATE.read_text(encoding="utf-8")
