"""What the stubs log, as a user sees it: one line for each warning; tracebacks only when they are asked for."""

import logging
import os

DEBUG = "IMAGEFLOW_DEBUG"


class _OneLine(logging.Formatter):
    """Leaves tracebacks out."""

    def format(self, record: logging.LogRecord) -> str:
        line = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            line += f" ({type(record.exc_info[1]).__name__}; set {DEBUG}=1 to see where)"
        return f"imageflow: {record.name}: {line}"


def show_logs() -> None:
    """Show warnings on the standard error output; everything, with tracebacks, when `IMAGEFLOW_DEBUG` is set."""
    handler = logging.StreamHandler()
    debug = bool(os.environ.get(DEBUG))
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s") if debug else _OneLine())
    logging.basicConfig(handlers=[handler], level=logging.INFO if debug else logging.WARNING, force=True)
