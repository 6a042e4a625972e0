"""`imageflow up` and `imageflow down`: real systems as native processes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from contracts.participants import System
from simulator.cli.errors import told
from simulator.settings import SettingsError
from simulator.topology import DEFAULT_PORTS, read_ports, system_named

Say = Callable[[str], None]
NATIVE = (System.N8N, System.ODOO)
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
    """Install a real system when it is not there, start it, and say how to use it: n8n or odoo.

    It is installed once, into your cache folder (n8n: about six minutes and 2.7 GB; Odoo 19 with the flow's addon: two
    minutes and 1.3 GB), and goes on running when this command has ended. Exits 3 when it can't be had today, 1 when it
    does not start.
    """
    with told():
        wanted = _native(system)
        port = _port(wanted, **options)
        with _shown() as (say, progress):
            lines = (
                _odoo(data, port, say, progress)
                if wanted is System.ODOO
                else _n8n(data, port, expressions, say, progress)
            )
    click.echo("\n".join(lines))
    click.echo(f"  imageflow down {system}" + (f" --data {data}" if data else ""))


def _n8n(data: Path | None, port: int, expressions: str, say: Say, progress: Say) -> list[str]:
    from simulator.native import n8n  # noqa: PLC0415 - help must not wait for it
    from simulator.native.n8n import release  # noqa: PLC0415

    running = n8n.up(n8n.Wanted(release.data_folder(data), port, expressions), say, progress)
    return [
        f"n8n {release.N8N}  {running.address}  (log: {running.log})\n",
        f"  export IMAGEFLOW_N8N_API_KEY=$(cat {running.key_file})",
        f"  imageflow run --real n8n={running.address}",
    ]


def _odoo(data: Path | None, port: int, say: Say, progress: Say) -> list[str]:
    from simulator.native.odoo import release, running  # noqa: PLC0415

    found = running.up(running.Wanted(release.data_folder(data), port), say, progress)
    return [
        f"Odoo {release.ODOO}  {found.address}  (log: {found.log})\n",
        f"  sign in as admin with the password in {found.password_file}",
        f"  export IMAGEFLOW_ODOO_DB={found.database} IMAGEFLOW_ODOO_API_KEY=$(cat {found.key_file})",
        f"  imageflow run --real odoo={found.address}",
    ]


@click.command()
@click.argument("system", default="n8n")
@data_option
def down(system: str, data: Path | None) -> None:
    """End a real system that `imageflow up` started; its data stays. Nothing happens when none runs."""
    with told():
        if _native(system) is System.ODOO:
            from simulator.native.odoo import release, running  # noqa: PLC0415

            name, address = "Odoo", running.down(release.data_folder(data), click.echo)
        else:
            from simulator.native import n8n  # noqa: PLC0415
            from simulator.native.n8n.release import data_folder  # noqa: PLC0415

            name, address = "n8n", n8n.down(data_folder(data), click.echo)
    click.echo(f"{name} at {address} has ended." if address else f"No {name} runs here.")


def _native(system: str) -> System:
    found = system_named(system)
    if found not in NATIVE:
        names = " and ".join(each.value for each in NATIVE)
        raise SettingsError(f"{system} can't be run natively: only {names} can so far.")
    return found


def _port(system: System, ports: tuple[str, ...], *, any_port: bool) -> int:
    return 0 if any_port else (DEFAULT_PORTS | read_ports(ports))[system]


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
