"""What real n8n was recorded to do with a workflow is what our n8n does with it."""

from concurrent.futures import Future

import pytest

from simulator.verification.differences import differences
from tests.parity.n8n.case import Document
from tests.parity.n8n.corpus import CASES
from tests.parity.n8n.declared import DECLARED
from tests.parity.n8n.recordings import FOLDER, read


@pytest.mark.parametrize("name", CASES)
def test_a_case_goes_as_it_was_recorded(
    name: str, replays: dict[str, Future[Document]], pytestconfig: pytest.Config
) -> None:
    """Answers, outgoing requests, executions and each node's items agree with the recording."""
    case = CASES[name]
    recorded = read(case)
    assert recorded, f"{name} is not recorded: run `make record-n8n URL=… CASES={name}`."
    assert recorded["case"] == case.digest(), f"{name} has changed: run `make record-n8n URL=… CASES={name}`."
    lines = list(differences(recorded, replays[name].result()))
    declared = {} if pytestconfig.getoption("--real") else DECLARED.get(name, {})
    assert not [line for line in lines if line.partition(": ")[0] not in declared], "\n".join(lines)
    assert len(lines) == len(declared), f"{name}: a declared difference is gone; take it out of `declared.py`."


def test_every_recording_has_its_case() -> None:
    """No recording is left behind by a case that is gone."""
    assert {file.stem for file in FOLDER.glob("*.json")} == set(CASES)
