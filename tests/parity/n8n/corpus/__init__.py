"""All cases by name. A module for each theme gives its own as `CASES`."""

from tests.parity.n8n.case import Case
from tests.parity.n8n.corpus import basics, data, errors, flow

MODULES = (basics, data, errors, flow)
CASES: dict[str, Case] = {case.name: case for module in MODULES for case in module.CASES}
