"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from simulator.settings import ODOO_VERSIONS, SettingsError
from simulator.topology import DEFAULT_PORTS, LOOPBACK

if TYPE_CHECKING:
    from simulator.faults.plan import Planned

Command = TypeVar("Command", bound=Callable[..., Any])

PORTS = ", ".join(f"{system.value} {port}" for system, port in DEFAULT_PORTS.items())


def topology_options(command: Command) -> Command:
    """Add the options of a topology and its stubs; `--workflow` gives `workflows`."""
    for option in (
        click.option(
            "--workflow",
            "workflows",
            multiple=True,
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Have the n8n stub run a workflow that was exported from n8n; may be given several times.",
        ),
        click.option("--seed", type=click.IntRange(0), help="Make ids and pictures repeat."),
        click.option("--odoo-version", type=click.Choice(ODOO_VERSIONS), help="Have the Odoo stub answer as this one."),
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


def fault_options(command: Command) -> Command:
    """Add `--fault`, which gives `faults`, a tuple of `Planned`; and `--list-faults`."""
    for option in (
        click.option(
            "--list-faults", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List all faults."
        ),
        click.option(
            "--fault",
            "faults",
            multiple=True,
            metavar="WHERE:FAULT[=VALUE][@WHEN]",
            callback=_read,
            help="Disturb a hop or an interaction, such as I07:answer=503@2, n8n-ai:delay=20s@50% or "
            "odoo-storage:kill=10s; may be given several times.",
        ),
    ):
        command = option(command)
    return command


def _read(_context: click.Context, _option: click.Parameter, texts: tuple[str, ...]) -> tuple[Planned, ...]:
    if not texts:
        return ()
    from simulator.faults.text import read_fault  # noqa: PLC0415 - a run without faults starts sooner without

    try:
        return tuple(read_fault(text) for text in texts)
    except SettingsError as error:
        raise click.BadParameter(str(error)) from None


def _list(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from simulator.faults.catalogue import KINDS  # noqa: PLC0415

    for kind in KINDS.values():
        written = f"{kind.kind}={kind.default}  ({kind.values})" if kind.values else kind.kind
        click.echo(f"{written}\n    {kind.title}. {kind.hint}")
    context.exit()
