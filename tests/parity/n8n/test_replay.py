"""What real n8n was recorded to do with a workflow is what our n8n does with it."""

import pytest

from tests.parity.n8n.corpus import CASES
from tests.parity.n8n.declared import DECLARED
from tests.parity.n8n.differences import differences
from tests.parity.n8n.n8n import N8n
from tests.parity.n8n.normal import normal
from tests.parity.n8n.play import play
from tests.parity.n8n.recordings import FOLDER, read
from tests.parity.n8n.server import ScriptedServer


@pytest.mark.parametrize("name", CASES)
def test_a_case_goes_as_it_was_recorded(
    name: str, n8n: N8n, server: ScriptedServer, pytestconfig: pytest.Config
) -> None:
    """Answers, outgoing requests, executions and each node's items agree with the recording."""
    case = CASES[name]
    recorded = read(case)
    assert recorded, f"{name} is not recorded: run `make record-n8n URL=… CASES={name}`."
    assert recorded["case"] == case.digest(), f"{name} has changed: run `make record-n8n URL=… CASES={name}`."
    found = normal(case, play(case, n8n, server, recorded["counts"]))
    lines = list(differences(recorded, found))
    declared = {} if pytestconfig.getoption("--real") else DECLARED.get(name, {})
    assert not [line for line in lines if line.partition(": ")[0] not in declared], "\n".join(lines)
    assert len(lines) == len(declared), f"{name}: a declared difference is gone; take it out of `declared.py`."


def test_every_recording_has_its_case() -> None:
    """No recording is left behind by a case that is gone."""
    assert {file.stem for file in FOLDER.glob("*.json")} == set(CASES)
