"""`imageflow up` and `imageflow down`: real systems as native processes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from simulator.cli.errors import told
from simulator.settings import SettingsError
from simulator.topology import DEFAULT_PORTS, read_ports, system_named

Say = Callable[[str], None]
NATIVE = ("n8n",)
data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Keep its data in this folder, not in your own."
)


@click.command()
@click.argument("system")
@click.option("--port", "ports", multiple=True, metavar="SYSTEM=PORT", help="Where it listens, on loopback.")
@click.option("--any-port", is_flag=True, help="Take a free port.")
@click.option(
    "--expressions",
    type=click.Choice(["vm", "legacy"]),
    default="vm",
    show_default=True,
    help="What evaluates n8n's expressions: its default, or the one that is four times as fast.",
)
@data_option
def up(system: str, data: Path | None, expressions: str, **options: Any) -> None:
    """Install a real system when it is not there, start it, and say how to use it. Only n8n so far.

    It is installed once, into your cache folder (about six minutes and 2.7 GB), and goes on running when this command
    has ended. Exits 3 when it can't be had today, 1 when it does not start.
    """
    from simulator.native import n8n  # noqa: PLC0415 - help must not wait for it
    from simulator.native.n8n import release  # noqa: PLC0415

    with told():
        _native(system)
        wanted = n8n.Wanted(release.data_folder(data), _port(**options), expressions)
        with _shown() as (say, progress):
            running = n8n.up(wanted, say, progress)
    named = f" --data {data}" if data else ""
    click.echo(f"n8n {release.N8N}  {running.address}  (log: {running.log})\n")
    click.echo(f"  export IMAGEFLOW_N8N_API_KEY=$(cat {running.key_file})")
    click.echo(f"  imageflow run --real n8n={running.address}")
    click.echo(f"  imageflow down n8n{named}")


@click.command()
@click.argument("system", default="n8n")
@data_option
def down(system: str, data: Path | None) -> None:
    """End a real system that `imageflow up` started; its data stays. Nothing happens when none runs."""
    from simulator.native import n8n  # noqa: PLC0415
    from simulator.native.n8n import release  # noqa: PLC0415

    with told():
        _native(system)
        address = n8n.down(release.data_folder(data), click.echo)
    click.echo(f"n8n at {address} has ended." if address else "No n8n runs here.")


def _native(system: str) -> None:
    if system_named(system).value not in NATIVE:
        raise SettingsError(f"{system} can't be run natively: only {' and '.join(NATIVE)} can so far.")


def _port(ports: tuple[str, ...], *, any_port: bool) -> int:
    if any_port:
        return 0
    n8n = system_named("n8n")
    return (DEFAULT_PORTS | read_ports(ports))[n8n]


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
