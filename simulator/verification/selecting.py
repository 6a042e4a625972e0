"""Which scenarios are played against which system."""

from collections.abc import Collection, Sequence
from importlib.util import find_spec
from pathlib import Path

from contracts.participants import System
from contracts.ports.ai import FLOW_DIALECT

FLOW = "test_flow.py"
ONE_FLOW = "test_a_prompt_becomes_a_picture"
SERVICES = "services"
UNDISTURBED = (FLOW, "test_i11_shown.py", "test_i01_submit.py")
"""What is played against an Odoo that is used as it is, in this order."""


def features_folder() -> Path:
    """Give the folder of the features, wherever this product is installed."""
    found = find_spec("features")
    assert found is not None  # noqa: S101 - they ship with it
    assert found.submodule_search_locations  # noqa: S101 - it is a package
    return Path(found.submodule_search_locations[0])


def arguments_for(
    systems: Sequence[System],
    folder: Path,
    *,
    observe: bool = False,
    as_it_is: Collection[System] = (),
    dialect: str = FLOW_DIALECT,
) -> list[str]:
    """Give pytest's arguments that choose the scenarios.

    A live AI service paints for money, so the scenarios about all the ways that a flow can go are not played with it:
    only what the flow needs of the service, and one flow. A whole mix is asked for what it does together. In an Odoo
    that is used as it is, what one scenario leaves half done would be sent on in the next: none is left so on purpose.
    """
    services = [str(folder / SERVICES / f"test_{each.value}.py") for each in systems]
    if observe:
        return [*services, "-m", "reads"]
    if len(systems) > 1:
        return [*services, str(folder / FLOW)]
    if systems[0] is System.AI:
        return [*services, f"{folder / FLOW}::{ONE_FLOW}"] if dialect == FLOW_DIALECT else services
    if systems[0] in as_it_is and systems[0] is System.ODOO:
        return [*services, *(str(folder / each) for each in UNDISTURBED)]
    return [str(folder), "-m", systems[0].value]
