"""`imageflow up` and `imageflow down`: real systems as native processes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contracts.participants import System
from simulator.cli.errors import told
from simulator.settings import SettingsError
from simulator.topology import DEFAULT_PORTS, read_ports, system_named

if TYPE_CHECKING:
    from simulator.native.bringing import Native

Say = Callable[[str], None]
NATIVE = (System.ODOO, System.N8N, System.STORAGE)
data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Keep their data in this folder, not in your own."
)


@click.command()
@click.argument("system", required=False)
@click.option("--port", "ports", multiple=True, metavar="SYSTEM=PORT", help="Where one listens, on loopback.")
@click.option("--any-port", is_flag=True, help="Take free ports.")
@click.option(
    "--expressions",
    type=click.Choice(["vm", "legacy"]),
    default="vm",
    show_default=True,
    help="What evaluates n8n's expressions: its default, or the one that is four times as fast.",
)
@data_option
def up(system: str | None, data: Path | None, expressions: str, **options: Any) -> None:
    """Install real systems when they are not there, start them, and say how to use them: odoo, n8n, storage, or all.

    Each is installed once, into your cache folder (Odoo 19 with the flow's addon: two minutes and 1.6 GB; n8n: about
    six minutes and 2.7 GB; SeaweedFS for storage: seconds and 150 MB), and goes on running when this command has ended.
    Exits 3 when one can't be had today, 1 when it does not start.
    """
    from simulator.native.bringing import bring  # noqa: PLC0415 - help must not wait for it
    from simulator.native.connecting import connect  # noqa: PLC0415
    from simulator.native.places import data_base  # noqa: PLC0415

    with told():
        wanted = _named(system)
        ports = _ports(**options)
        with _shown() as (say, progress):
            natives = [bring(each, data, ports[each], say, progress, expressions=expressions) for each in wanted]
            if system is None:
                say("Connecting them ...")
                connect(natives, data_base(data))
    _tell(natives, "imageflow down" + (f" {system}" if system else "") + (f" --data {data}" if data else ""))


def _tell(natives: list[Native], down: str) -> None:
    for native in natives:
        click.echo(f"{native.name}  {native.address}  (log: {native.log})")
        for hint in native.hints:
            click.echo(f"  {hint}")
    click.echo()
    for native in natives:
        click.echo(f"  export {' '.join(native.exports())}")
    real = " ".join(f"--real {native.system.value}={native.address}" for native in natives)
    click.echo(f"  imageflow run {real}\n  {down}")
    if len(natives) > 1:
        click.echo("\nThey are connected: with `imageflow serve ai` beside them, what you ask for in Odoo is made.")


@click.command()
@click.argument("system", required=False)
@data_option
def down(system: str | None, data: Path | None) -> None:
    """End real systems that `imageflow up` started: one, or all; their data stays. Nothing happens when none runs."""
    from simulator.native.bringing import NAMES, end  # noqa: PLC0415

    with told():
        for each in _named(system):
            address = end(each, data, click.echo)
            if address:
                click.echo(f"{NAMES[each]} at {address} has ended.")
            elif system:
                click.echo(f"No {NAMES[each]} runs here.")


def _named(system: str | None) -> tuple[System, ...]:
    """Give the systems that are meant; raises `SettingsError`."""
    if system is None:
        return NATIVE
    found = system_named(system)
    if found not in NATIVE:
        names = ", ".join(each.value for each in NATIVE)
        raise SettingsError(f"{system} can't be run natively: {names} can.")
    return (found,)


def _ports(ports: tuple[str, ...], *, any_port: bool) -> dict[System, int]:
    return (dict.fromkeys(System, 0) if any_port else DEFAULT_PORTS) | read_ports(ports)


@contextmanager
def _shown() -> Iterator[tuple[Say, Say]]:
    """Give what prints a step, and what shows how far it has come: a line that changes, on a terminal alone."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("Looking")
        yield (
            lambda sentence: shown.console.print(sentence, markup=False, highlight=False, soft_wrap=True),
            lambda sentence: shown.update(task, description=sentence),
        )
