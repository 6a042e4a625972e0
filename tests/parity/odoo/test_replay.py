"""What real Odoo was recorded to answer is what our Odoo answers."""

import pytest

from tests.parity.odoo.declared import DECLARED
from tests.parity.odoo.recordings import FOLDER, played, read, told_apart
from tests.parity.odoo.stories import STORIES
from tests.parity.odoo.talk import Odoo


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_it_was_recorded(name: str, odoo: Odoo, pytestconfig: pytest.Config) -> None:
    """Every call gets the recorded answer, but for what is declared."""
    declared = {} if pytestconfig.getoption("--real", []) else DECLARED.get(name, {})
    found = played(name, odoo)
    told = told_apart(read(name), found, declared)
    assert not told, "\n".join(told)


def test_every_recording_has_its_story() -> None:
    """No recording is left behind by a story that is gone, and none is missing."""
    assert {file.stem for file in FOLDER.glob("*.json")} == set(STORIES)
