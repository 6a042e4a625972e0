"""All cases by name. A module for each theme gives its own as `CASES`."""

from tests.parity.n8n.case import Case
from tests.parity.n8n.corpus import (
    basics,
    calls,
    code_errors,
    data,
    errors,
    fields,
    files,
    flow,
    joins,
    larger_services,
    responses,
    scripts,
    services,
    signing,
    sub_workflows,
    vendors,
    vintage,
    waits,
)

MODULES = (
    basics,
    calls,
    code_errors,
    data,
    errors,
    fields,
    files,
    flow,
    joins,
    larger_services,
    responses,
    scripts,
    services,
    signing,
    sub_workflows,
    vendors,
    vintage,
    waits,
)
CASES: dict[str, Case] = {case.name: case for module in MODULES for case in module.CASES}
