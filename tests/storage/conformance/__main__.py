"""Runs the checks against a server: `python -m tests.storage.conformance URL [ACCESS_KEY SECRET_KEY]`."""

import sys
import warnings

from tests.storage.conformance.everything import CHECKS
from tests.storage.conformance.table import Target, room_of


def main() -> None:
    """Print each check that failed, and the score."""
    warnings.simplefilter("ignore")
    target = Target(*sys.argv[1:])
    passed = 0
    for name, function in CHECKS.items():
        try:
            function(room_of(target))
        except Exception as error:  # noqa: BLE001 - whatever happens is an answer
            print(f"{name}: {type(error).__name__}: {' '.join(str(error).split())[:200]}")  # noqa: T201
        else:
            passed += 1
    print(f"{passed} of {len(CHECKS)}")  # noqa: T201


main()
