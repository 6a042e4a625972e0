"""What a user sees of an error: one sentence on the standard error output, and an exit code that says its kind."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from contracts.ports.system import CouldNotCheck
from simulator.native.errors import NativeFailure
from simulator.reports.place import ReportFolderError
from simulator.settings import SettingsError

FAILED, USAGE, UNCHECKED = 1, 2, 3


@contextmanager
def told() -> Iterator[None]:
    """Turn the errors that a user can mend into their sentence."""
    try:
        yield
    except (SettingsError, ReportFolderError) as error:
        _tell(str(error), USAGE)
    except NativeFailure as error:
        _tell(str(error), FAILED)
    except CouldNotCheck as error:
        _tell(f"Could not check: {error}", UNCHECKED)


def _tell(sentence: str, code: int) -> None:
    click.echo(f"imageflow: {sentence}", err=True)
    sys.exit(code)
