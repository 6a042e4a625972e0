"""All cases by name. A module for each theme gives its own as `CASES`."""

from tests.parity.n8n.case import Case
from tests.parity.n8n.corpus import basics, calls, data, errors, files, flow, scripts, services, vendors, waits

MODULES = (basics, calls, data, errors, files, flow, scripts, services, vendors, waits)
CASES: dict[str, Case] = {case.name: case for module in MODULES for case in module.CASES}
