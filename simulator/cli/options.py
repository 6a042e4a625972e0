"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from simulator.topology import DEFAULT_PORTS, LOOPBACK

Command = TypeVar("Command", bound=Callable[..., Any])

PORTS = ", ".join(f"{system.value} {port}" for system, port in DEFAULT_PORTS.items())


def topology_options(command: Command) -> Command:
    """Add `--real`, `--port`, `--port-base`, `--host`, `--data` and `--seed`."""
    for option in (
        click.option("--seed", type=click.IntRange(0), help="Make ids and pictures repeat."),
        click.option(
            "--data", type=click.Path(path_type=Path, file_okay=False), help="Keep the stubs' state in a folder."
        ),
        click.option("--host", default=LOOPBACK, show_default=True, help="Address that the stubs bind to."),
        click.option("--port-base", type=click.IntRange(1, 65500), metavar="N", help="Number the ports from N on."),
        click.option("--port", "ports", multiple=True, metavar="SYSTEM=PORT", help="Fix the port of one stub."),
        click.option("--real", multiple=True, metavar="SYSTEM=URL", help="Use a real system in place of its stub."),
    ):
        command = option(command)
    return command
